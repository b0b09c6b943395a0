"""Rich text: what may be in it, what becomes of everything else, and that nothing is lost on the way."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.models import Chapter
from plans.rich_text import as_html, as_plain, as_print, as_source, clean
from tests.factories import make_committee, make_municipality, make_plan

TAG = re.compile(r'</?(p|h3|ul|ol|li|strong|em)>|<br/>|<a href="(https?://|mailto:)[^"<>]*">|</a>')
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<h1>", "</h1>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<b>", "</b>", "<i>", "</i>",
        "<br>", "<a href='https://thl.fi/?a=1&b'>", "<a href='javascript:x'>", "</a>", "<div>", "</div>", "<td>",
        "<tr>", "<table>", "</table>", "<script>", "</script>", "<svg onload=x>", "<img src=file:///x>", "<!--", "-->",
        "<style>", "&lt;p&gt;", "&amp;", "&nbsp;", "- ", "• ", "1. ", "\n", "\n\n", " ", "  ", "ord", "å", "\x00",
        "\ud800", "\u202e", "<", ">", '"',
    ]
)  # fmt: skip
ANYTHING = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(ANYTHING, st.sampled_from(["", "<p>", "<h2>", "<ul>", "<table>"]))
def test_whatever_is_written_only_our_elements_are_stored_and_cleaning_again_changes_nothing(
    text: str, start: str
) -> None:
    stored = clean(start + text)
    assert not re.search("[<>]", TAG.sub("", stored)), stored
    assert clean(stored) == stored
    assert clean(as_source(stored)) == stored
    assert clean(as_source(start + text).replace("\n", "\r\n")) == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Ett\n\nTvå\nrader", "<p>Ett</p><p>Två<br/>rader</p>"),
        ("Vi vill:\n\n- ett\n- två", "<p>Vi vill:</p><ul><li>ett</li><li>två</li></ul>"),
        ("Färre än 5 < 10 & <b>så</b>", "<p>Färre än 5 &lt; 10 &amp; &lt;b&gt;så&lt;/b&gt;</p>"),
        ("<h1>Mål</h1><p>Text</p>", "<h3>Mål</h3><p>Text</p>"),
        ("<p><b>fet</b><i>kursiv</i></p>", "<p><strong>fet</strong><em>kursiv</em></p>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<ul><li><p>a</p></li><li><p>b</p><ol><li>c</li></ol></li></ul>",
         "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p><p>c</p>"),
        ("<p></p><p>&nbsp;</p>", ""), ("   ", ""), (None, ""),
        ('<p><a href="HTTPS://thl.fi/?a=1&amp;b=2" target="_blank" onclick="x()">THL</a></p>',
         '<p><a href="HTTPS://thl.fi/?a=1&amp;b=2">THL</a></p>'),
        ('<p><a href="mailto:a@b.example">Skriv</a></p>', '<p><a href="mailto:a@b.example">Skriv</a></p>'),
    ],
)  # fmt: skip
def test_what_is_written_becomes(written: str, stored: str) -> None:
    assert clean(written) == stored


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red" class="y">a</p>', "<p>a</p>"),
        ('<p><img src="http://evil.example/x.png" onerror="x()">a</p>', "<p>a</p>"),
        ('<p><svg onload="x()"><text>hej</text></svg>a</p>', "<p>a</p>"),
        ("<p><style>p{background:url(http://evil.example)}</style>a</p>", "<p>a</p>"),
        ('<p><iframe src="https://evil.example">x</iframe>a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="file:///etc/passwd">a</a></p>', "<p>a</p>"),
        ('<p><a href="//evil.example">a</a></p>', "<p>a</p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p>a</p>"),
        ('<p><link rel="stylesheet" href="http://evil.example"><base href="http://evil.example">a</p>', "<p>a</p>"),
        ('<p><math><mtext><script>x</script></mtext></math>a</p>', "<p>a</p>"),
        ("<p>\x00\ud800\u202ea</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_gone(hostile: str, left: str) -> None:
    assert clean(hostile) == left
    assert as_html(hostile) == left


def test_text_pasted_from_word_is_clean() -> None:
    pasted = (
        "<!--StartFragment--><!--[if gte mso 9]><xml><w:WordDocument>Normal 0 false</w:WordDocument></xml><![endif]-->"
        '<h1 style="mso-x:y">Mål<o:p></o:p></h1><p class="MsoNormal"><b style="x"><span lang="SV">Vi</span></b> vill'
        "<o:p>&nbsp;</o:p></p>"
        '<p class="MsoListParagraph"><![if !supportLists]><span style="mso-list:Ignore">·<span>&nbsp;&nbsp; '
        "</span></span><![endif]>Ett</p><p class=MsoListParagraph>·&nbsp;&nbsp; Två</p><!--EndFragment-->"
    )
    assert clean(pasted) == "<h3>Mål</h3><p><strong>Vi</strong> vill</p><ul><li>Ett</li><li>Två</li></ul>"


def test_lists_a_thousand_deep_are_read_as_far_as_anybody_reads() -> None:
    stored = clean("<ul><li>x" * 1000)
    assert stored.count("<ul>") == 4
    assert stored.count("<li>x") == 1000


def test_a_text_reads_as_plain_text_and_on_paper() -> None:
    text = '<h3>Mål</h3><p>Se <a href="https://thl.fi/x">THL</a> &amp; fler</p>'
    text += "<ol><li>ett<ul><li>djupt</li></ul></li></ol>"
    assert as_plain(text) == "Mål\n\nSe THL & fler\n\n1. ett\n  - djupt"
    assert as_print(text, 4, {"p": "in"}).startswith(
        '<h4>Mål</h4><p class="in">Se <a href="https://thl.fi/x">THL</a> (https://thl.fi/x) &amp; fler</p>'
    )
    assert as_print('<p><a href="mailto:a@b.example">a@b.example</a></p>', 4, {}).count("a@b.example") == 2


def test_a_box_without_an_editor_shows_plain_text_where_nothing_is_lost() -> None:
    assert as_source("<p>Ett</p><ul><li>a</li><li>b</li></ul>") == "Ett\n\n- a\n- b"
    assert as_source("<p>Ett <strong>två</strong></p><p>Tre</p>") == "<p>Ett <strong>två</strong></p>\n\n<p>Tre</p>"


@pytest.mark.django_db
def test_a_chapter_is_cleaned_however_it_is_written() -> None:
    granvik = make_municipality()
    plan = make_plan(granvik, make_committee(granvik))
    hostile = "<p>a<script>x</script></p>"
    plan.chapters.create(key="purpose", order=1, title_sv="A", body_sv=hostile)
    Chapter.objects.bulk_create([Chapter(plan=plan, key="content", order=2, title_sv="B", body_sv=hostile)])
    plan.chapters.create(key="other", order=3, title_sv="C")
    plan.chapters.filter(order=3).update(body_sv=hostile)
    assert list(plan.chapters.values_list("body_sv", flat=True)) == ["<p>a</p>"] * 3
    plan.chapters.update(body_fi="Kaksi\n\nkappaletta")
    assert plan.chapters.values_list("body_fi", flat=True)[0] == "<p>Kaksi</p><p>kappaletta</p>"
