"""No message leaves the tests of the reports, and only those that ask for it render."""

import pytest

from reports import edition_files, jobs
from tests.reports.editions import fake_file


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the jobs that the broker was told of."""
    told: list[int] = []
    monkeypatch.setattr(jobs, "send", lambda task, job: told.append(job))
    return told


@pytest.fixture
def no_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small made-up file in the place of every report."""
    monkeypatch.setattr(edition_files, "render_in_child", fake_file)
