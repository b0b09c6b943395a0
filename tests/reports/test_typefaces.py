"""A word that is set by us is as wide as the renderer's own shaping makes it, and lines end where its lines end."""

from typing import Any

import pytest
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.svg.text import Style
from weasyprint.text.line_break import Layout, line_size

from reports.look import STYLE
from reports.pdf import fonts, sheet
from reports.tagged.hyphens import parted
from reports.tagged.lines import NEW_LINE, Look, Piece, broken, width_of
from reports.tagged.typefaces import face

# Words with pairs that are drawn closer, letters that are drawn in one, figures and strokes.
WORDS = [
    "AVATAR", "Tove", "Väg", "Yta", "LT.", "effekt", "häfte", "kraft", "1,5", "12.2.2026", "«Ålidhem»", "f.f.", "fftf",
    "Kiruna–Luleå", "98,4\u00a0%", "1\u202f284", "hyvinvointisuunnitelma", "børnehaveklasser", "Ærø", "W.A.", "r,",
    "y.", "v.", "Tä", "11", "17", "7,1", "▲", "✓", "(jfr)", "”citat”", "/och/eller",
]  # fmt: skip
PLAIN = Look("", 10, "0 0 0")
SIZE = 1000


def style(kind: str) -> Any:
    """Return a style of the renderer that chooses a typeface."""
    sheet(STYLE)
    found: Any = Style(INITIAL_VALUES)
    found.font_config = fonts()
    found["font_family"], found["font_size"] = ["Source Sans 3"], SIZE
    found["font_weight"] = 600 if kind == "b" else 400
    found["font_style"] = "italic" if kind == "i" else "normal"
    return found


@pytest.mark.parametrize("kind", ["", "b", "i"])
def test_words_are_as_wide_as_the_renderer_shapes_them(kind: str) -> None:
    for word in WORDS:
        layout = Layout(style(kind))
        layout.set_text(word)
        line, _rest = layout.get_first_line()
        width, _height = line_size(line, style(kind))
        assert face(kind).shaped(word).width == pytest.approx(width, abs=1), word


def texts(*pieces: Piece, width: float, language: str = "") -> list[str]:
    """Return the lines of a text, as letters."""
    return [
        "".join(
            face(part.look.face).letters[glyph] for part in line.parts for word in part.words for glyph in word.glyphs
        )
        for line in broken(pieces, width, language)
    ]


def test_lines_end_at_spaces_and_after_strokes() -> None:
    assert texts(Piece("social- och hälso-vård", PLAIN), width=60) == ["social- och ", "hälso-vård"]
    assert texts(Piece("och hälso-vård", PLAIN), width=50) == ["och hälso-", "vård"]
    assert texts(Piece("2024–2027", PLAIN), width=30)[0] != "2024–"


def test_a_fixed_space_holds_words_together() -> None:
    assert texts(Piece("ungefär 98,4\u00a0% av alla", PLAIN), width=55) == ["ungefär ", "98,4 % av ", "alla"]


def test_long_words_are_hyphenated_by_their_language() -> None:
    word = "hyvinvointisuunnitelma"
    assert texts(Piece(word, PLAIN), width=55, language="fi") == ["hyvinvointi-", "suunnitelma"]
    assert texts(Piece(word, PLAIN, "fi"), width=55, language="sv") == ["hyvinvointi-", "suunnitelma"]
    assert texts(Piece("(välfärdsplanen)", PLAIN), width=50, language="sv") == ["(välfärds-", "planen)"]
    assert texts(Piece("välfärds", PLAIN), width=70, language="sv") == ["välfärds"]


def test_words_are_parted_only_where_that_saves_a_line() -> None:
    assert texts(Piece("järjestetään maksuttomia harrastusryhmiä", PLAIN), width=80, language="fi") == [
        "järjestetään ",
        "maksuttomia ",
        "harrastusryhmiä",
    ]


def test_finnish_is_parted_before_a_consonant_that_a_vowel_follows() -> None:
    found = [head for head, _tail in parted("perusopetuslautakunta", "fi")]
    assert found == ["perusopetuslauta", "perusopetuslau", "perusopetus", "perusope", "perus"]


@pytest.mark.parametrize(
    ("word", "whole"),
    [("lyhytinterventiota", "lyhyt"), ("perusopetuksen", "perus"), ("nuorisotyöpaikalla", "nuorisotyö")],
)
def test_a_finnish_compound_is_parted_where_its_parts_meet(word: str, whole: str) -> None:
    heads = [head for head, _tail in parted(word, "fi")]
    assert whole in heads
    assert not [head for head in heads if abs(len(head) - len(whole)) == 1]


def test_consonants_of_a_foreign_part_stay_together() -> None:
    assert "yhteisp" not in [head for head, _tail in parted("yhteisprojektissa", "fi")]


def test_a_word_that_is_wider_than_its_column_is_cut() -> None:
    found = texts(Piece("https://exempel.example/" + "x" * 40, PLAIN), width=50)
    assert len(found) > 3
    assert "".join(found) == "https://exempel.example/" + "x" * 40


def test_where_there_is_no_room_for_a_letter_it_stands_alone() -> None:
    assert texts(Piece("WWW", PLAIN), width=5) == ["W", "W", "W"]
    assert texts(Piece("W", PLAIN), Piece("1", PLAIN._replace(raised=1)), width=0.5) == ["W", "1"]


def test_a_line_is_never_wider_than_there_is_room_for() -> None:
    words = Piece("Välfärdsplanen för barn och unga följs upp varje år i alla nämnder och i fullmäktige", PLAIN)
    for width in range(20, 200, 7):
        assert all(line.width <= width + 0.01 for line in broken([words], width, "sv"))


def test_a_new_line_is_a_new_line() -> None:
    assert texts(Piece("a", PLAIN), Piece(NEW_LINE, PLAIN), Piece("b", PLAIN), width=100) == ["a ", "b"]


def test_pieces_of_several_looks_stand_beside_each_other() -> None:
    bold = PLAIN._replace(face="b")
    line = broken([Piece("a ", PLAIN), Piece("b", bold), Piece(" c", PLAIN)], 100, "")[0]
    assert [part.look.face for part in line.parts] == ["", "b", ""]
    assert line.width == pytest.approx(width_of("a ", PLAIN) + width_of("b", bold) + width_of(" c", PLAIN), abs=0.3)
