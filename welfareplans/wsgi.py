"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfareplans.settings")
application = get_wsgi_application()
# Django reads the addresses and all code behind them with the first request. Read here, before the server makes its
# workers, they are shared memory, no first reader waits for them, and all workers run the same code.
get_resolver().url_patterns  # noqa: B018
