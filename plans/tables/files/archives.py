"""Office files are zip archives: looked at before anything unpacks them."""

import io
import re
import zipfile

from welfareplans.confined import Refused

# A table of 2,000 measures unpacks to about 2 MB in some twenty members.
MOST_MEMBERS, MOST_UNPACKED, MOST_XML = 2_000, 50_000_000, 16_000_000
# Empty formatted cells pack well; what packs better than this and is large is a bomb.
MOST_RATIO, SMALL = 300, 4_000_000


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive; raises Refused when it is none, is encrypted, carries macros or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        raise Refused("broken") from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused("bomb")
    for member in members:
        if member.flag_bits & 0x1:
            raise Refused("encrypted")
        if member.file_size > max(SMALL, member.compress_size * MOST_RATIO):
            raise Refused("bomb")
        if member.filename.rsplit("/", 1)[-1].casefold() == "vbaproject.bin":
            raise Refused("macros")
    return archive


def xml_in(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return an XML member; raises Refused when it is missing, too large or declares a document type (entities)."""
    try:
        if archive.getinfo(name).file_size > MOST_XML:
            raise Refused("bomb")
        data = archive.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, RuntimeError):
        raise Refused("broken") from None
    refuse_entities(data)
    return data


def refuse_entities(data: bytes) -> None:
    """Refuse XML with a document type: office files have none, and entities need one."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\x00" or data[:1] == b"\x00":
        raise Refused("entities")
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise Refused("entities")
