"""What holds for every test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling

from tests.template_database import migrated_database


class Apart(LoadScopeScheduling):
    """Gives each test to the next free process, but all browser tests to one: they share a running installation."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Apart:
    """Spread the tests over the processes our way."""
    return Apart(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Copy a migrated database, which takes a moment, where migrating takes as long as a hundred tests."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Begin in the default language: a request leaves its own behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
