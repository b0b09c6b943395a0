"""Files inside the file, as PDF/A-3 has them: each with its kind, its day, and that it is the data of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.tagged.objects import Objects, text


@dataclass(frozen=True)
class Attached:
    """A file inside the file. kind: its media type; about: what it is, in the report's language; day: 2026-01-31."""

    name: str
    kind: str
    about: str
    data: bytes
    day: str


def attach(objects: Objects, attached: Sequence[Attached]) -> tuple[str, str]:
    """Write the files; return what the catalogue's names, and the catalogue itself, say of them."""
    if not attached:
        return "", ""
    found = {one.name: attach_one(objects, one) for one in attached}
    names = "".join(f"{text(name)} {found[name]} 0 R" for name in sorted(found))
    references = " ".join(f"{number} 0 R" for number in found.values())
    return f"/EmbeddedFiles<</Names[{names}]>>", f"/AF[{references}]"


def attach_one(objects: Objects, one: Attached) -> int:
    """Return the number of what describes the file."""
    day = f"(D:{one.day.replace('-', '')}000000Z)"
    told = f"/Params<</Size {len(one.data)}/CreationDate{day}/ModDate{day}>>"
    kind = "".join(letter if letter.isalnum() or letter in "-." else f"#{ord(letter):02x}" for letter in one.kind)
    stream = objects.add_stream(one.data, f"/Type/EmbeddedFile/Subtype/{kind}{told}")
    name = text(one.name)
    return objects.add(
        f"<</Type/Filespec/F{name}/UF{name}/AFRelationship/Data/Desc{text(one.about)}"
        f"/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
    )
