"""A plan table goes in from the command line."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from indicators.models import Indicator
from plans.models import Measure, Plan, Reporter, Responsibility
from welfareplans.organisations.models import Committee, Membership, Municipality, User

pytestmark = pytest.mark.django_db
HEADINGS: list[str | None] = [
    "Princip (sv)", "Periaate (fi)", "Mål (sv)", "Tavoite (fi)", "Åtgärd (sv)", "Toimenpide (fi)",
    "Mätare (sv)", "Mittari (fi)", "Fördelning / Erittely", "Program / Ohjelma",
]  # fmt: skip
ROWS: list[list[str | None]] = [
    ["Vardag", "Arki", "Hobby åt alla", "Harrastus kaikille", "Öppna gårdar", "Avoimet pihat",
     "Gårdar\nBesök", "Pihat\nKäynnit", "2", "LAPE"],
    [None, None, None, None, "Hobbykort", "Harrastekortti", "Besök", "Käynnit", None, None],
    [None, None, "Trygg natur", "Turvallinen luonto", "Stigar märks ut", "Polut merkitään", "Stigar",
     "Polut\nKilometrit", None, None],
]  # fmt: skip
ARGUMENTS = ["--municipality=granvik", "--title-sv=Välfärdsplan", "--title-fi=Suunnitelma", "--years=2023-2027"]


@pytest.fixture
def granvik() -> Municipality:
    call_command("add_municipality", "granvik", "--country=FI", "--code=901", "--languages=fi,sv", "--name-sv=Granvik")
    return Municipality.objects.get()


def table(folder: Path, rows: list[list[str | None]], name: str = "plan.xlsx") -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(folder / name)
    return str(folder / name)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    call_command("import_plan", *arguments)
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_table_becomes_a_plan_and_the_gap_is_named(
    tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = run(capsys, table(tmp_path, [["Vår plan"], [], HEADINGS, *ROWS]), *ARGUMENTS)
    warnings = answer.pop("warnings")
    assert answer == {
        "plan": "granvik-2023-2027", "principles": 1, "goals": 2, "measures": 3, "indicators": 4,
        "breakdowns": 1, "programme_measures": 1, "to_be_specified": 0, "created": True,
    }  # fmt: skip
    assert warnings == ["row 6: the text in sv is incomplete, it lacks the indicator “Kilometrit”"]
    assert Plan.objects.get().languages == ["fi", "sv"]
    assert Measure.objects.filter(plan_indicators__indicator__name_sv="Besök").count() == 2
    assert Indicator.objects.get(name_fi="Kilometrit").name_sv in (None, "")


def test_importing_twice_changes_nothing_and_says_so(
    tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, [HEADINGS, *ROWS])
    first = run(capsys, file, *ARGUMENTS)
    assert run(capsys, file, *ARGUMENTS) == {**first, "created": False}
    assert Measure.objects.count() == 3


@pytest.mark.parametrize("column", range(len(HEADINGS)))
def test_a_table_that_says_something_else_is_refused(
    tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str], column: int
) -> None:
    run(capsys, table(tmp_path, [HEADINGS, *ROWS]), *ARGUMENTS)
    first = [*ROWS[0]]
    first[column] = "1"
    with pytest.raises(CommandError, match="differs from the table") as refused:
        call_command("import_plan", table(tmp_path, [HEADINGS, first, *ROWS[1:]], "changed.xlsx"), *ARGUMENTS)
    assert refused.value.returncode == 2
    assert Measure.objects.count() == 3


def test_dry_run_writes_nothing(tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, table(tmp_path, [HEADINGS, *ROWS]), *ARGUMENTS, "--dry-run")["measures"] == 3
    assert not Plan.objects.exists()
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Namn", "Ålder"], ["a", "1"]], "no row among the first 20"),
        ([["Princip", "Åtgärd"], ["a", "b"]], "row 1 lacks a column"),
        ([HEADINGS], "no measures below"),
    ],
)
def test_wrong_table_is_refused_in_one_line(
    tmp_path: Path, granvik: Municipality, rows: list[list[str | None]], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("import_plan", table(tmp_path, rows), *ARGUMENTS)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert not Plan.objects.exists()


def test_file_that_is_no_spreadsheet_is_refused(tmp_path: Path, granvik: Municipality) -> None:
    (tmp_path / "plan.xlsx").write_text("hello")
    for name, words in (("plan.xlsx", "is not what its name says"), ("none.xlsx", "no such file")):
        with pytest.raises(CommandError, match=words):
            call_command("import_plan", str(tmp_path / name), *ARGUMENTS)


def test_danish_table_in_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_municipality", "havnby", "--country=DK", "--code=901", "--languages=da", "--name-da=Havnby")
    file = table(tmp_path, [["Indsatsområde", "Mål", "Indsats", "Indikator"], ["Leg", "Ro", "Legepladser", "Antal"]])
    answer = run(capsys, file, "--municipality=havnby", "--title-da=Velfærdsplan", "--years=2023-2027")
    assert (answer["principles"], answer["goals"], answer["indicators"], answer["warnings"]) == (1, 1, 1, [])
    assert Measure.objects.get().title_da == "Legepladser"


def test_committees_and_unspecified_indicators_are_recognised(
    tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    head: list[str | None] = ["Princip", "Mål", "Åtgärd", "Ansvariga nämnder", "Mätare"]
    rows: list[list[str | None]] = [
        ["Vardag", "Hobby", "Gårdar", "Tekniska nämnden\nBildningsnämnden", "Besök\nMätarna preciseras senare"],
        [None, None, "Kort", "Bildningsnämnden", "Besök"],
    ]
    file = table(tmp_path, [head, *rows])
    assert run(capsys, file, *ARGUMENTS)["to_be_specified"] == 1
    assert Committee.objects.count() == 2
    leading = Responsibility.objects.filter(is_leading=True).order_by("measure__order")
    assert [duty.committee.name_sv for duty in leading] == ["Tekniska nämnden", "Bildningsnämnden"]
    assert Reporter.objects.get().committee.name_sv == "Tekniska nämnden"
    assert run(capsys, file, *ARGUMENTS)["created"] is False
    with pytest.raises(CommandError, match="differs"):
        run(
            capsys,
            table(tmp_path, [head, rows[0], [None, None, "Kort", "Tekniska nämnden", "Besök"]], "b.xlsx"),
            *ARGUMENTS,
        )


def test_only_those_who_work_with_it_see_a_draft(
    tmp_path: Path, granvik: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, table(tmp_path, [HEADINGS, *ROWS]), *ARGUMENTS)
    people = {role: User.objects.create_user(f"{role}@demo.example") for role in ("coordinator", "councillor")}
    for role, user in people.items():
        Membership.objects.create(user=user, municipality=granvik, role=role)
    assert Plan.objects.visible_to(people["coordinator"]).count() == 1
    assert Plan.objects.editable_by(people["coordinator"]).count() == 1
    assert not Plan.objects.visible_to(people["councillor"]).exists()
    assert not Plan.objects.editable_by(people["councillor"]).exists()
    assert not Plan.objects.visible_to(AnonymousUser()).exists()
    Plan.objects.update(status=Plan.Status.ADOPTED)
    assert Plan.objects.visible_to(people["councillor"]).count() == 1
    assert not Plan.objects.visible_to(AnonymousUser()).exists()
