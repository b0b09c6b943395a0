"""Typst sets an equivalent document: the same words, tables and drawings."""

import re

from reports.bench_content import dense
from reports.bench_typst import SPACE, as_typst, typst_seconds_per_page
from reports.pdf import render_xml

HOSTILE = (
    '<html lang="sv"><body><div class="ch"><h2 id="a">#panic("x") \\ "y"</h2><p>*a* $b$ &lt;c&gt; @d `e` [f] = g</p>'
    "<table><caption>T</caption><thead><tr><th>1</th><th>2</th></tr></thead>"
    '<tbody><tr><td colspan="2">// 3</td></tr></tbody></table></div></body></html>'
)


def test_typst_sets_the_report_with_its_words_tables_and_drawings() -> None:
    xml, _colour = render_xml(dense(2), "sv")
    source = as_typst(xml)
    shown = xml[xml.index('<div class="ch">') :]
    told = {SPACE.sub(" ", text).strip(" ") for text in re.findall(r">([^<>&]*[^<>&\s][^<>&]*)<", shown)}
    assert {text for text in told if text not in source} == set()
    assert (source.count("#table("), source.count("#image(")) == (shown.count("<table"), shown.count("<svg"))
    seconds = typst_seconds_per_page(xml, 1)
    assert seconds is not None
    assert 0 < seconds < 5


def test_what_is_markup_to_typst_is_text_in_the_report() -> None:
    source = as_typst(HOSTILE)
    assert '#"#panic(\\"x\\") \\\\ \\"y\\"";' in source
    assert (typst_seconds_per_page(HOSTILE, 1) or 0) > 0
