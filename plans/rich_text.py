"""The text of a chapter: paragraphs, headings, lists, bold, emphasis and links; nothing else ever gets out of here.

It is stored as a small subset of HTML (p, h3, ul, ol, li, strong, em, br, a with href), which `clean` makes of
anything: of what the editor posts, of what somebody pastes from Word, of plain text. Texts from before are plain; an
empty line parts their paragraphs, and lines that all begin with a dash are a list. Every function here reads both, and
sanitises again what it reads, so that a text that got past `clean` does no harm either.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from plans.rich_text_blocks import Block, Item, Run, blocks_of_html, blocks_of_plain, is_html

Wrap = Callable[[str], str]


def blocks(text: str | None) -> list[Block]:
    """Return what a text is made of."""
    written = text or ""
    return blocks_of_html(written) if is_html(written) else blocks_of_plain(written)


def clean(text: str | None) -> str:
    """Return a text as it is stored; what is clean stays as it is. An empty text is empty."""
    return _html(blocks(text))


def as_html(text: str | None, heading: int = 3) -> SafeString:
    """Return a text for a page. heading: the level of its headings, which is one below the chapter's."""
    return mark_safe(_html(blocks(text), heading=heading))  # noqa: S308 - made of escaped pieces


def as_print(text: str | None, heading: int, classes: Mapping[str, str], wrap: Wrap = str) -> SafeString:
    """Return a text for paper, as XML: the address of a link stands after its words.

    classes: the CSS class of p, ul and ol and the headings; wrap: what is put around the words of each block.
    """
    return mark_safe(_html(blocks(text), heading=heading, classes=classes, wrap=wrap, with_addresses=True))  # noqa: S308


def as_plain(text: str | None) -> str:
    """Return a text without its formatting: an empty line between blocks, a dash or a number before items."""
    return "\n\n".join(_plain_list(block) if block.items else _words(block.runs) for block in blocks(text))


def as_source(text: str | None) -> str:
    """Return a text for a box without an editor: plain when nothing is lost by it, else with its tags."""
    plain = as_plain(text)
    stored = clean(text)
    return plain if clean(plain) == stored else stored.replace("><p", ">\n\n<p").replace("><h3", ">\n\n<h3")


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _plain_list(block: Block, indent: str = "") -> str:
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.kind == "ol" else "- "
        lines.append(indent + mark + _words(item.runs).replace("\n", " "))
        lines += [_plain_list(one, indent + "  ") for one in item.lists]
    return "\n".join(lines)


def _html(
    found: Iterable[Block], *, heading: int = 3, classes: Mapping[str, str] | None = None, wrap: Wrap = str,
    with_addresses: bool = False,
) -> str:  # fmt: skip
    """Return blocks as HTML that is XML as well."""

    def opening(tag: str, kind: str) -> str:
        css = (classes or {}).get(kind)
        return f'<{tag} class="{css}">' if css else f"<{tag}>"

    def written(runs: Iterable[Run]) -> str:
        return wrap("".join(_link(href, group, with_addresses) for href, group in groupby(runs, lambda run: run.href)))

    def item(one: Item) -> str:
        return f"<li>{written(one.runs)}{''.join(block(nested) for nested in one.lists)}</li>"

    def block(one: Block) -> str:
        tag = f"h{heading}" if one.kind == "h3" else one.kind
        inside = "".join(map(item, one.items)) if one.items else written(one.runs)
        return f"{opening(tag, one.kind)}{inside}</{tag}>"

    return "".join(map(block, found))


def _link(href: str, runs: Iterable[Run], with_address: bool) -> str:
    pieces = list(runs)
    inside = "".join(map(_run, pieces))
    if not href:
        return inside
    shown = href.removeprefix("mailto:")
    address = f" ({escape(shown)})" if with_address and _words(pieces).strip() not in (href, shown) else ""
    return f'<a href="{escape(href)}">{inside}</a>{address}'


def _run(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.em:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.strong else text
