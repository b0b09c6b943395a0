"""The plan's chapters in the annual report: formatting shown, old plain texts as they were, nothing harmful."""

import re
from copy import deepcopy

import pytest

from reports.document import Content, document
from reports.pdf import Rendered, render_pdf
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample
from tests.reports.test_pdf import opened, words

RICH = (
    "<h3>Mål</h3><p>Vi <strong>lovar</strong> <em>mycket</em>.<br/>Se "
    '<a href="https://thl.example/x?a=1&amp;b=2">THL</a>.</p><ul><li>ett<ol><li>djupt</li></ol></li></ul>'
)


def with_body(body: dict[str, str]) -> Content:
    content = deepcopy(sample("sv", "fi"))
    content["chapters"] = [{"key": "purpose", "title": {"sv": "Syfte", "fi": "Tarkoitus"}, "body": body}]
    return content


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render_pdf(with_body({"sv": RICH}), "sv")


def test_headings_lists_and_links_are_tagged_and_the_address_can_be_read(rendered: Rendered) -> None:
    file = opened(rendered)
    plain = opened(render_pdf(with_body({"sv": "Text"}), "sv"))
    for kind, more in (("/H4", 1), ("/L", 2), ("/LI", 2), ("/Link", 1)):
        assert len(structure.of_kind(file, kind)) == len(structure.of_kind(plain, kind)) + more
    assert "Vi lovar mycket . Se THL (https://thl.example/x?a=1&b=2)" in words(rendered).replace("mycket.", "mycket .")
    notes = [note for page in file.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})]
    assert [str(note.A.URI) for note in notes] == ["https://thl.example/x?a=1&b=2"]
    assert all("/Contents" in note and "/StructParent" in note for note in notes)
    assert structure.loose_operators(file) == 0
    assert rendered.refused == ()


def test_a_plain_text_from_before_has_its_paragraphs_line_breaks_and_lists() -> None:
    (chapter,) = document(with_body({"sv": "Ett\nnästa rad\n\n- a\n- b < c"}), "sv").background
    assert chapter.text == '<p class="in">Ett<br/>nästa rad</p><ul class="bl"><li>a</li><li>b &lt; c</li></ul>'


def test_a_text_in_another_language_says_so_at_every_block() -> None:
    (chapter,) = document(with_body({"fi": "<p>Yksi</p><p>Kaksi</p>"}), "sv").background
    assert chapter.text.count('<span lang="fi">') == chapter.text.count('<i class="or">(fi)</i>') == 2


def test_what_could_do_harm_in_a_frozen_text_is_neither_shown_nor_fetched() -> None:
    hostile = (
        '<p>a<img src="file:///etc/passwd"/><img src="http://evil.example/x"/><script>x</script>'
        '<svg><image href="http://evil.example"/></svg><style>@import url(http://evil.example)</style>'
        '<a href="javascript:x">b</a></p>'
    )
    made = render_pdf(with_body({"sv": hostile}), "sv")
    assert made.refused == ()
    assert document(with_body({"sv": hostile}), "sv").background[0].text == '<p class="in">ab</p>'


def test_a_line_break_in_any_text_is_one_in_the_report() -> None:
    content = deepcopy(sample("sv", "fi"))
    content["indicators"][0]["definition"] = {"sv": "Andel som svarar\nminst en gång"}
    for principle in content["principles"]:
        for goal in principle["goals"]:
            for measure in goal["measures"]:
                for report in measure["progress"]:
                    report["text"] = {"sv": "Första raden & mer\nandra raden"}
    found = re.sub(r"\s+", " ", words(render_pdf(content, "sv")))
    assert "Första raden & mer andra raden" in found
