"""What only one language's text carries, in invented texts."""

import pytest

from plans.languages.parity import What, differences, names_of_programme
from plans.models import Measure, PlanIndicator, Programme
from tests.plans.language_cast import make_cast

CASES = [
    ("Alla inom 7 dagar", "Kaikki viikon kuluessa", What.NUMBER, "sv", "7"),
    ("Klart 2027", "Valmis", What.YEAR, "sv", "2027"),
    ("Elever som mår bra", "Hyvinvoivia oppilaita, %", What.SHARE, "fi", "%"),
    ("Ledningen förstärks", "Johtaminen vahvistuu (Lape)", What.PROGRAMME, "fi", "LAPE"),
    ("Vi prövar metoden ABCD", "Kokeillaan menetelmää", What.SHORT_NAME, "sv", "ABCD"),
    ("Antal besök", "Käynnit ikäryhmittäin", What.BREAKDOWN, "fi", "ikäryhmittäin"),
    ("Antal besök per åldersgrupp", "Käyntien määrä", What.BREAKDOWN, "sv", "per åldersgrupp"),
    ("Besök\nSamtal", "Käynnit", What.LINES, "sv", "2"),
    ("Stöd till skolor och", "Tukea kouluille ja perheille", What.UNFINISHED, "sv", "och"),
]
PROGRAMMES = [names_of_programme(["LAPE – programmet för barn", "Lapsi- ja perheohjelma (LAPE)"])]
ALIKE = [
    ("Programmet för barn", "Yleinen ohjelma"),
    ("LAPE – programmet för barn", "Lapsi- ja perheohjelma (LAPE)"),
    ("Besök enligt barnets modersmål", "Käynnit lapsen äidinkielen mukaan"),
    ("Klubbar efter skolan", "Kerhot koulun jälkeen"),
    ("Inom 7 vardagar i 100 % av fallen", "100% 7 arkipäivän kuluessa"),
    ("Under de kommande tre åren", "Seuraavan 3 vuoden aikana"),
    ("Besök per åldersgrupp", "Käynnit ikäryhmittäin"),
    ("Enligt anvisningen", "Ohjeistuksen mukaisesti"),
    ("Varje vecka", "Viikoittain"),
    ("LAPE-utveckling", "Lape-kehittäminen"),
    ("1 500 barn, 2,5 timmar", "1500 lasta, 2,5 tuntia"),
    ("SHM:s rekommendation", "STM:n suositus"),
    ("Årskurserna 7–9", "Yläkoulu"),
]


@pytest.mark.parametrize(("swedish", "finnish", "what", "language", "words"), CASES)
def test_what_only_one_language_carries_is_found(
    swedish: str, finnish: str, what: What, language: str, words: str
) -> None:
    found = differences({"sv": swedish, "fi": finnish}, [["LAPE"]])
    assert [(one.what, one.only_in, one.words) for one in found] == [(what, language, words)]


@pytest.mark.parametrize(("swedish", "finnish"), ALIKE)
def test_texts_that_say_the_same_in_their_own_way_raise_no_doubt(swedish: str, finnish: str) -> None:
    assert differences({"sv": swedish, "fi": finnish}, PROGRAMMES) == []


def test_danish_is_read_too() -> None:
    found = differences({"da": "Antal besøg fordelt på køn", "sv": "Antal besök"})
    assert [(one.what, one.only_in) for one in found] == [(What.BREAKDOWN, "da")]


@pytest.mark.parametrize("text", ["", " ", "–", "9" * 400, "\u202e٣", "<p>", "%" * 100])
def test_any_text_can_be_compared(text: str) -> None:
    assert {one.what for one in differences({"sv": text, "fi": text})} <= {What.UNFINISHED}
    told = [*differences({"sv": text, "fi": "x"}), *differences({"da": "x", "fi": text}, [names_of_programme([text])])]
    assert {one.only_in for one in told} <= {"sv", "fi", "da"}


@pytest.mark.django_db
def test_the_page_shows_the_differences_until_somebody_finds_them_right() -> None:
    cast = make_cast()
    Measure.objects.update(title_sv="Alla inom 7 dagar", title_fi="Kaikki viikon kuluessa")
    page = cast.page("?show=different")
    assert "Bara på svenska: talet 7" in page
    cast.posted({"right": f"measure-{cast.measure.pk}-title", "_fields": ""})
    assert "talet 7" not in cast.page("?show=different")


@pytest.mark.django_db
def test_an_indicator_target_or_programme_of_one_language_is_a_difference() -> None:
    cast = make_cast()
    PlanIndicator.objects.update(target_text_fi="Aina")
    programme = Programme.objects.create(municipality=cast.plan.municipality, title_sv="Programmet Mera")
    Measure.objects.update(programme=programme)
    page = cast.page("?show=different")
    assert "Bara på finska: det här fasta målvärdet" in page
    assert "Bara på svenska: det här programmet" in page
