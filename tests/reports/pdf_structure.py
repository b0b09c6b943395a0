"""What a tagged file must hold, read with pikepdf: in the spirit of the Matterhorn protocol (PDF/UA-1) and PDF/A-3a."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

Element = tuple[Object, str]


def elements(node: Object, parent: str = "") -> Iterator[Element]:
    """Yield every structure element with its parent's type."""
    if isinstance(node, Array):
        for kid in node:
            yield from elements(kid, parent)
    elif isinstance(node, Dictionary) and "/S" in node:
        yield node, parent
        if "/K" in node:
            yield from elements(node.K, str(node.S))


def tree(pdf: Pdf) -> list[Element]:
    """Return the structure tree as a list."""
    return list(elements(pdf.Root.StructTreeRoot.K))


def of_kind(pdf: Pdf, *kinds: str) -> list[Element]:
    """Return the structure elements of these types."""
    return [(element, parent) for element, parent in tree(pdf) if str(element.S) in kinds]


def metadata(pdf: Pdf) -> str:
    """Return the metadata as text."""
    return bytes(pdf.Root.Metadata.read_bytes()).decode()


def attached(pdf: Pdf) -> dict[str, bytes]:
    """Return the embedded files."""
    return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


def fonts(pdf: Pdf) -> list[Object]:
    """Return every font that a page uses."""
    found = {}
    for page in pdf.pages:
        for font in page.get("/Resources", Dictionary()).get("/Font", Dictionary()).values():
            found[font.objgen] = font
    return list(found.values())


def is_embedded(font: Object) -> bool:
    """Return whether the font's program lies in the file."""
    parts = [font, *font.get("/DescendantFonts", Array())]
    descriptors = [part.get("/FontDescriptor", Dictionary()) for part in parts]
    return any(f"/FontFile{n}" in one for one in descriptors for n in ("", "2", "3"))


def has_scope(head: Object) -> bool:
    """Return whether a table head says what it heads."""
    attributes = head.get("/A", Array())
    listed = list(attributes) if isinstance(attributes, Array) else [attributes]
    return "/ID" in head or any("/Scope" in one for one in listed if isinstance(one, Dictionary))


def loose_operators(pdf: Pdf) -> int:
    """Return how many drawing operators are neither tagged nor marked as artifacts."""
    loose = 0
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in ("BMC", "BDC")) - (name == "EMC")
            loose += depth == 0 and name in ("Tj", "TJ", "'", '"', "Do", "f", "f*", "S", "B", "B*")
    return loose


def text(pdf: Pdf) -> str:
    """Return the file's text page after page, decoded through the fonts' own ToUnicode maps; spaces are kept."""
    return "\n".join("".join(page_text(page)) for page in pdf.pages)


def page_text(page: pikepdf.Page) -> Iterator[str]:
    """Yield the pieces of text of a page; a new line where the text matrix is set anew."""
    maps = {name: unicode_map(font) for name, font in page.get("/Resources", Dictionary()).get("/Font", {}).items()}
    current: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name == "Tf":
            current = maps[str(operands[0])]
        elif name in ("Tj", "TJ"):
            yield decoded(operands[0], current)
        elif name == "ET":
            yield "\n"


def decoded(operand: object, codes: dict[str, str]) -> str:
    """Return the text of one operand of Tj or TJ."""
    parts = operand if isinstance(operand, Array) else [operand]
    words = [bytes(part).hex() for part in parts if isinstance(part, pikepdf.String)]
    return "".join(codes.get(word[i : i + 4], "\ufffd") for word in words for i in range(0, len(word), 4))


def unicode_map(font: Object) -> dict[str, str]:
    """Return the letters of the font's glyph codes."""
    if "/ToUnicode" not in font:
        return {}
    lines = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*$", lines, re.MULTILINE)
    return {code.lower(): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}


def spoken(pdf: Pdf) -> list[tuple[str, str]]:
    """Return what a screen reader says: each piece of text with the type of its element, in the order of the tags."""
    pieces = [marked_text(page) for page in pdf.pages]
    places: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found: list[tuple[str, str]] = []

    def read(node: Object, page: int) -> None:
        page = places[node.Pg.objgen] if "/Pg" in node else page
        kids = node.K if isinstance(node.get("/K"), Array) else [node.K] if "/K" in node else []
        if str(node.S) == "/Figure":
            found.append(("/Figure", str(node.Alt)))
            return
        for kid in kids:
            if isinstance(kid, Dictionary) and str(kid.get("/Type")) == "/MCR":
                found.append((str(node.S), pieces[places[kid.Pg.objgen]].get(int(kid.MCID), "")))
            elif isinstance(kid, Dictionary) and "/S" in kid:
                read(kid, page)
            elif not isinstance(kid, Dictionary):
                found.append((str(node.S), pieces[page].get(int(kid), "")))

    read(pdf.Root.StructTreeRoot.K[0], 0)
    return found


def marked_text(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each numbered piece of a page; decoration is left out."""
    maps = {name: unicode_map(font) for name, font in page.get("/Resources", Dictionary()).get("/Font", {}).items()}
    current: dict[str, str] = {}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    instead: str | None = None
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name == "BDC" and "/ActualText" in operands[1]:
            # A piece within a piece, which says otherwise than it looks.
            instead = str(operands[1]["/ActualText"])
            open_marks.append(open_marks[-1])
        elif name in ("BDC", "BMC"):
            open_marks.append(int(operands[1]["/MCID"]) if len(operands) > 1 else None)
        elif name == "EMC":
            open_marks.pop()
            instead = None
        elif name == "Tf":
            current = maps[str(operands[0])]
        elif name in ("Tj", "TJ") and open_marks and open_marks[-1] is not None:
            said = decoded(operands[0], current) if instead is None else instead
            found[open_marks[-1]] = found.get(open_marks[-1], "") + said
    return found
