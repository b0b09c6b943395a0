"""A coordinator brings a table into the product: looks at it first, then all of it or nothing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from plans.models import Goal, ImportDraft, Measure, Plan, PlanIndicator, Principle
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.tables import HEADINGS, PLAN, Rows, html, xlsx
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db
NEW = "/sv/plans/import/"
TITLES = {"title_sv": "Välfärdsplan", "title_fi": "Suunnitelma", "first_year": "2028", "last_year": "2031"}
Send = Callable[..., str]


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def client(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


def uploaded(client: Client, data: bytes, name: str = "plan.xlsx", address: str = NEW) -> str:
    """Return the address of the page that shows the table."""
    answer = client.post(address, {"act": "read", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.headers["Location"])


def key(address: str) -> str:
    return address.partition("draft=")[2].partition("#")[0]


def test_a_table_is_shown_as_a_tree_and_becomes_a_plan(client: Client, granvik: Municipality) -> None:
    address = uploaded(client, xlsx([["Välfärdsplan 2028–2031"], [], *PLAN]))
    page = client.get(address).content.decode()
    assert "Öppna gårdar" in page
    assert 'value="2028"' in page
    assert 'value="Välfärdsplan 2028–2031"' in page
    assert not Plan.objects.exists()
    answer = client.post(NEW, {"act": "write", "draft": key(address), **TITLES})
    assert answer.headers["Location"] == "/sv/plans/granvik-2028-2031/"
    plan = Plan.objects.get()
    assert (plan.title_fi, plan.languages, plan.status) == ("Suunnitelma", ["sv", "fi"], "draft")
    assert Measure.objects.of_plan(plan).count() == 3
    assert PlanIndicator.objects.get(indicator__name_sv="Besök").measures.count() == 2
    assert Committee.objects.count() == 2


def test_two_clicks_make_one_plan(client: Client) -> None:
    address = uploaded(client, xlsx())
    for _click in range(3):
        answer = client.post(NEW, {"act": "write", "draft": key(address), **TITLES})
        assert answer.headers["Location"] == "/sv/plans/granvik-2028-2031/"
    assert Plan.objects.count() == 1


def test_a_table_is_there_when_its_owner_comes_back_and_nobody_else_sees_it(
    client: Client, granvik: Municipality
) -> None:
    address = uploaded(client, xlsx())
    assert address.replace("&", "&amp;") in client.get(NEW).content.decode()
    other = Client()
    other.force_login(make_user("coordinator", granvik, name="other"))
    assert "Öppna gårdar" not in other.get(address).content.decode()
    assert key(address) not in other.get(NEW).content.decode()
    other.post(NEW, {"act": "write", "draft": key(address), **TITLES})
    assert not Plan.objects.exists()


def test_what_is_wrong_with_title_and_years_is_said_and_nothing_is_written(
    client: Client, granvik: Municipality
) -> None:
    make_plan(granvik, make_committee(granvik))
    address = uploaded(client, xlsx())
    for changes, words in (
        ({"first_year": "2032"}, "Planen kan inte sluta innan den börjar."),
        ({"title_sv": "", "title_fi": ""}, "Skriv titeln på minst ett språk."),
        ({"first_year": "9" * 400}, "error"),
        ({"title_sv": "x\x00"}, "error"),
        ({"first_year": "2023", "last_year": "2027"}, "har redan en plan för de här åren"),
    ):
        answer = client.post(NEW, {"act": "write", "draft": key(address), **TITLES, **changes})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    assert Plan.objects.count() == 1


def test_columns_that_are_not_understood_are_told_by_hand(client: Client) -> None:
    rows: Rows = [["Princip", "Vart vi vill", "Åtgärd", "Hur vi mäter"], ["Vardag", "Hobby", "Gårdar", "Besök"]]
    address = uploaded(client, xlsx(rows))
    page = client.get(address).content.decode()
    assert "saknar en kolumn med rubriken Mål / Tavoite" in page
    assert "2 kolumner är inte förstådda" in page
    told = {"column_0": "principle:sv", "column_1": "goal:sv", "column_2": "measure:sv", "column_3": "indicators:sv"}
    client.post(NEW, {"act": "choose", "draft": key(address), **told})
    page = client.get(address).content.decode()
    assert "Alla kolumner är förstådda" in page
    client.post(NEW, {"act": "write", "draft": key(address), **TITLES})
    assert Goal.objects.get().title_sv == "Hobby"
    assert Indicator.objects.get().name_sv == "Besök"


def test_a_sheet_is_chosen_where_there_are_several(client: Client) -> None:
    other: Rows = [HEADINGS, ["Annat", "Annat mål", "Annan åtgärd", None, None]]
    address = uploaded(client, xlsx([["Försättsblad"]], Ettan=PLAN, Tvåan=other))
    assert "Öppna gårdar" in client.get(address).content.decode()
    client.post(NEW, {"act": "choose", "draft": key(address), "sheet": "2", **dict.fromkeys(
        (f"column_{place}" for place in range(5)), ""
    )})  # fmt: skip
    page = client.get(address).content.decode()
    assert "Annan åtgärd" in page
    assert "Öppna gårdar" not in page


def test_lines_of_a_cell_are_one_measure_or_several_as_somebody_says(client: Client) -> None:
    address = uploaded(client, xlsx([HEADINGS, ["Vardag", "Hobby", "Gårdar\nKort", None, "Besök\nKort i bruk"]]))
    assert ">1 åtgärd<" in client.get(address).content.decode()
    columns = {"column_0": "principle:sv", "column_1": "goal:sv", "column_2": "measure:sv", "column_4": "indicators:sv"}
    client.post(NEW, {"act": "choose", "draft": key(address), "lines": "each", **columns})
    assert ">2 åtgärder<" in client.get(address).content.decode()


def test_names_that_are_no_committees_are_left_out(client: Client) -> None:
    address = uploaded(client, xlsx())
    assert "De här nämnderna är nya och skapas" in client.get(address).content.decode()
    columns = dict(zip(
        ("column_0", "column_1", "column_2", "column_3", "column_4"),
        ("principle:sv", "goal:sv", "measure:sv", "committees:sv", "indicators:sv"), strict=True,
    ))  # fmt: skip
    client.post(NEW, {"act": "choose", "draft": key(address), "no_committees": "on", **columns})
    client.post(NEW, {"act": "write", "draft": key(address), **TITLES})
    assert Plan.objects.exists()
    assert not Committee.objects.exists()


@pytest.mark.parametrize("field", ["pasted", "pasted_html"])
def test_a_table_is_pasted_as_text_or_as_html(client: Client, field: str) -> None:
    text = "\n".join("\t".join(f'"{cell or ""}"' for cell in row) for row in PLAN)
    told = {"pasted": text} if field == "pasted" else {"pasted": "x", "pasted_html": html().decode()}
    answer = client.post(NEW, {"act": "read", **told})
    page = client.get(str(answer.headers["Location"])).content.decode()
    assert "Öppna gårdar" in page
    assert ">2 åtgärder<" in page


def test_a_page_costs_the_same_queries_for_one_measure_and_for_many(client: Client) -> None:
    counts = []
    for measures in (1, 30):
        rows = [["P", f"Mål {place // 5}", f"Åtgärd {place}", "Nämnd", f"Mätare {place}"] for place in range(measures)]
        address = uploaded(client, xlsx([HEADINGS, *rows]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_a_discarded_table_is_gone_and_only_the_newest_are_kept(client: Client) -> None:
    addresses = [uploaded(client, xlsx()) for _ in range(7)]
    assert ImportDraft.objects.count() == 5
    client.post(NEW, {"act": "discard", "draft": key(addresses[-1])})
    assert ImportDraft.objects.count() == 4
    assert client.get(addresses[-1]).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.xlsm", b"x", "innehåller makron"),
        ("plan.xlsx", b"hej", "är inte vad namnet säger"),
        ("plan.pdf", b"%PDF-1.7", "är av ett slag som inte kan läsas"),
        ("plan.csv", b"", "innehåller ingen tabell"),
        ("", b"", "Välj en fil eller klistra in en tabell"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    client: Client, name: str, data: bytes, words: str
) -> None:
    file = {"file": SimpleUploadedFile(name, data)} if name else {}
    answer = client.post(NEW, {"act": "read", **file})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not ImportDraft.objects.exists()


def test_a_table_that_does_not_fit_is_refused_with_its_row_and_nothing_is_written(client: Client) -> None:
    address = uploaded(client, xlsx([HEADINGS, ["P", "M", "Å", None, "x" * 501]]))
    assert "rad 2: " in client.get(address).content.decode()
    answer = client.post(NEW, {"act": "write", "draft": key(address), **TITLES})
    assert answer.status_code == 400
    assert not Principle.objects.exists()
    assert not Plan.objects.exists()
