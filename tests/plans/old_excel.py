"""Writes the old binary Excel format (BIFF8 in an OLE container), which no library here can write."""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return the stream of a workbook with one sheet of labels."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in (None, ""):
                text = str(value)
                head = struct.pack("<HHHHB", number, column, 0, len(text), 1)
                sheet += record(0x0204, head + text.encode("utf-16-le"))
    sheet += record(0x000A, b"")
    place = len(record(0x0809, begin)) + len(record(0x0085, bytes(8 + 4))) + len(record(0x000A, b""))
    bound = struct.pack("<IBBBB", place, 0, 0, 4, 0) + b"Plan"
    return record(0x0809, begin) + record(0x0085, bound) + record(0x000A, b"") + sheet


def entry(name: str, kind: int, start: int, size: int, child: int = -1) -> bytes:
    """Return one entry of the container's directory."""
    named = (name + "\x00").encode("utf-16-le")
    links = struct.pack("<BBiii", kind, 1, -1, -1, child)
    return (
        named.ljust(64, b"\x00") + struct.pack("<H", len(named)) + links + bytes(36) + struct.pack("<IQ", start, size)
    )


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """Return an .xls file."""
    stream = workbook(rows)
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\x00")
    sectors = len(stream) // SECTOR
    table = [FAT, END, *range(3, sectors + 2), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    directory = entry("Root Entry", 5, END, 0, child=1) + entry("Workbook", 2, 2, len(stream))
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header + fat + directory.ljust(SECTOR, b"\x00") + stream
