"""Which reader a file goes to: by its name, and what its first bytes say must fit."""

from collections.abc import Callable

from plans.tables.files import delimited, documents, spreadsheets, web_tables
from plans.tables.files.sheets import Sheet, to_json, within_limits
from welfareplans.confined import Refused

ZIP, CONTAINER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WITH_MACROS = {"xlsm", "xltm", "xlam", "docm", "dotm", "xlw"}
READERS: dict[str, Callable[[bytes], list[Sheet]]] = {
    "xlsx": spreadsheets.excel_zip,
    "xlsb": spreadsheets.excel_zip,
    "xls": spreadsheets.excel,
    "ods": spreadsheets.open_document,
    "docx": documents.document,
    "csv": delimited.delimited,
    "tsv": delimited.delimited,
    "txt": delimited.delimited,
    "html": web_tables.web_tables,
    "htm": web_tables.web_tables,
}
LIGHT, MOST_LIGHT = {"csv", "tsv", "txt", "html", "htm"}, 4_000_000  # bytes; what is unpacked has limits of its own


def read(data: bytes, name: str) -> bytes:
    """Return the file's sheets as JSON (sheets.to_json); raises Refused with a code of plans/tables/refusals.py.

    name: the file's, or only its ending, which says what it is.
    """
    ending = name.rpartition(".")[2].casefold()
    if ending in WITH_MACROS:
        raise Refused("macros")
    if not data.strip(b"\x00\r\n\t "):
        raise Refused("empty")
    if ending in LIGHT and len(data) > MOST_LIGHT:
        raise Refused("text")
    return to_json(within_limits(reader_of(ending, data)(data)))


def reader_of(ending: str, data: bytes) -> Callable[[bytes], list[Sheet]]:
    """Return what reads this file."""
    reader = READERS.get(ending)
    if reader is None:
        raise Refused("kind")
    if ending in LIGHT:
        fits = not data.startswith((ZIP, CONTAINER, b"%PDF"))
    else:
        if data.startswith(CONTAINER) and has_stream(data, "EncryptedPackage"):
            raise Refused("encrypted")
        if data.startswith(CONTAINER) and has_stream(data, "_VBA_PROJECT"):
            raise Refused("macros")
        fits = data.startswith(CONTAINER if ending == "xls" else ZIP)
    if not fits:
        raise Refused("extension")
    return reader


def has_stream(data: bytes, name: str) -> bool:
    """Tell whether an old container has a stream of this name."""
    return name.encode("utf-16-le") in data
