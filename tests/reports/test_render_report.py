"""The report as a file from the command line."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports import report_file
from reports.models import Round
from tests.factories import make_municipality
from tests.reports.editions import fake_file, frozen, ready_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


@pytest.fixture(autouse=True)
def _no_drafts_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_file, "render_in_child", fake_file)


def render(opened: Round, output: Path, **options: Any) -> dict[str, Any]:
    """Run the command and return its JSON."""
    out = StringIO()
    options = {"language": "sv", "output": output, **options}
    call_command("render_report", opened.plan.slug, str(opened.year), stdout=out, **options)
    answer: dict[str, Any] = json.loads(out.getvalue())
    assert hashlib.sha256(output.read_bytes()).hexdigest() == answer["sha256"]
    return answer


def test_the_newest_edition_is_written_as_it_is_stored(tmp_path: Path) -> None:
    opened = ready_round()
    frozen(opened)
    second = frozen(opened, reason="En siffra var fel")
    answer = render(opened, tmp_path / "report.pdf")
    assert (answer["edition"], answer["pages"]) == (2, 14)
    assert answer["sha256"] == second.files.get(language="sv", part="").sha256
    assert render(opened, tmp_path / "first.pdf", edition=1)["edition"] == 1


def test_without_an_edition_a_draft_is_written(tmp_path: Path) -> None:
    assert render(ready_round(), tmp_path / "draft.pdf")["edition"] is None


def test_a_partners_part_of_a_joint_plan(tmp_path: Path) -> None:
    opened = ready_round(partner=make_municipality("sund"))
    edition = frozen(opened)
    answer = render(opened, tmp_path / "sund.pdf", municipality="sund")
    assert answer["sha256"] == edition.files.get(language="sv", partner__slug="sund", part="").sha256


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"language": "da"}, "is written in sv, fi, not in da"),
        ({"municipality": "nowhere"}, "is no partner"),
        ({"edition": 7}, "has no edition 7"),
        ({"output": Path("/nowhere/report.pdf")}, "cannot be written"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(tmp_path: Path, options: dict[str, Any], reason: str) -> None:
    opened = ready_round()
    frozen(opened)
    with pytest.raises(CommandError, match=reason) as refusal:
        render(opened, **{"output": tmp_path / "report.pdf", **options})
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_an_unknown_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no follow-up 2026 of a plan nowhere"):
        call_command("render_report", "nowhere", "2026", language="sv", output=tmp_path / "x.pdf")
