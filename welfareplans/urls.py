"""Addresses. Every page carries its language first, so that a link keeps it."""

from allauth.account import views as sign_in
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from reports.api import api
from welfareplans import accounts, frame, views

account = [
    path("", accounts.account, name="account"),
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("password/", sign_in.password_change, name="account_change_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/ready/", sign_in.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    re_path(r"^brand/(?P<colour>[0-9a-f]{6})\.css$", frame.brand, name="brand"),
    re_path(r"^brand/(?P<key>[0-9a-f]{64})\.png$", frame.logo, name="logo"),
    path("api/v1/", api.urls),
    path("favicon.ico", frame.favicon, name="favicon"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("account/", include(account)),
        path("unsubscribe/<str:token>/", accounts.unsubscribe, name="unsubscribe"),
        path("", include("plans.urls")),
        path("", include("reports.urls")),
    ),
]
