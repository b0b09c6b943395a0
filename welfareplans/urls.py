"""Addresses. Every page carries its language first, so that a link keeps it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from welfareplans import views

urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    *i18n_patterns(path("", views.home, name="home")),
]
