"""What holds for every test."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Begin in the default language: a request leaves its own behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
