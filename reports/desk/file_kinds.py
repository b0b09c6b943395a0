"""What an attached file is, by its content; its name and what the browser calls it count for nothing.

Sources of the signatures: ISO 32000-1 7.5.2 (PDF), PNG 5.2, JPEG (ITU T.81 B.1.1.3), RIFF/WebP, ISO/IEC 23008-12
(HEIC), ECMA-376 part 2 (Office), OpenDocument 1.3 part 2.
"""

import io
import zipfile

from django.utils.translation import gettext as _

OFFICE = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "ppt/presentation.xml"),
}
OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
TYPES = {
    "pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic",
    **{kind: mime for kind, (mime, _part) in OFFICE.items()}, **OPEN_DOCUMENT,
}  # fmt: skip
MACROS = ("vbaproject.bin", "vbadata.xml")
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim")
MOST_MEMBERS = 5_000


class NotTaken(ValueError):
    """A file that is not taken; the message says why, in the reader's language."""


def kind_of(data: bytes) -> str:
    """Return a key of TYPES. Raises NotTaken."""
    if not data:
        raise NotTaken(_("The file is empty."))
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in HEIC:
        return "heic"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    raise NotTaken(_refusal(data))


def _refusal(data: bytes) -> str:
    start = data[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<"):
        return _("Web pages and SVG pictures are not taken, because they can hold programs. Save it as PDF or PNG.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _("Old or protected office files are not taken. Save it without a password as DOCX, XLSX, PPTX or PDF.")
    return _("The file is neither a PDF, a picture (JPEG, PNG, WebP, HEIC) nor an office file.")


def _office(data: bytes) -> str:
    """Return the kind of an office file; nothing is unpacked but the short text that names it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        names = {member.filename for member in members}
        mime = archive.open("mimetype").read(100).decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise NotTaken(_("The file is damaged.")) from error
    if len(members) > MOST_MEMBERS or any(member.flag_bits & 0x1 for member in members):
        raise NotTaken(_("The file is damaged or protected by a password."))
    if _has_macros(names):
        raise NotTaken(_("The file has macros, which are programs. Save it without macros and attach it again."))
    for kind, (_mime, part) in OFFICE.items():
        if part in names and "[Content_Types].xml" in names:
            return kind
    for kind, wanted in OPEN_DOCUMENT.items():
        if mime == wanted:
            return kind
    raise NotTaken(_("Archives are not taken. Attach the files one by one."))


def _has_macros(names: set[str]) -> bool:
    low = {name.casefold().replace("\\", "/") for name in names}
    return any(name.endswith(MACROS) or name.startswith(("basic/", "scripts/")) for name in low)
