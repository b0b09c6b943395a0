"""The bytes of a file: numbered objects, the small ones packed together, and the table that tells where each begins."""

from collections.abc import Iterable
from zlib import compress

import pydyf

# Of zlib: the highest level takes three times as long and saves two per cent.
LEVEL = 6
# Objects of one packed stream: a reader unpacks a whole stream for one object.
MOST_PACKED = 500


def reference(number: int) -> str:
    """Return what refers to an object."""
    return f"{number} 0 R"


def text(words: str) -> str:
    """Return words as PDF: in plain letters where they are, else in UTF-16."""
    if words.isascii() and words.isprintable():
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"


class Objects:
    """The objects of a file, numbered from 1 in the order in which they are asked for."""

    def __init__(self) -> None:
        self.small: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        self.last = 0
        self.others: list[pydyf.Object] = []

    def number(self) -> int:
        """Return the number of an object that is written later."""
        self.last += 1
        return self.last

    def add(self, written: str, number: int = 0) -> int:
        """Keep an object and return its number. number: the one that it got before."""
        number = number or self.number()
        self.small[number] = written.encode("latin-1")
        return number

    def add_stream(self, data: bytes, told: str = "", *, packed: bool = False, number: int = 0) -> int:
        """Keep a stream and return its number. told: what its dictionary says; packed: the data is compressed."""
        number = number or self.number()
        data = data if packed else compress(data, LEVEL)
        head = f"{number} 0 obj\n<<{told}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode("latin-1")
        self.streams[number] = head + data + b"\nendstream\nendobj\n"
        return number

    def add_plain_stream(self, data: bytes, told: str) -> int:
        """Keep a stream as it is, for programs that only look for it, and return its number."""
        number = self.number()
        head = f"{number} 0 obj\n<<{told}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self.streams[number] = head + data + b"\nendstream\nendobj\n"
        return number

    def add_object(self, one: pydyf.Object) -> None:
        """Keep an object of the library that WeasyPrint writes with, which may change until the file is written."""
        one.number = self.number()
        self.others.append(one)

    def take_in_others(self) -> None:
        """Turn the library's objects into ours."""
        for one in self.others:
            number = int(one.number or 0)
            if isinstance(one, pydyf.Stream):
                told = pydyf.Dictionary(one.extra).data[2:-2].decode("latin-1")
                data = b"\n".join(map(pydyf._to_bytes, one.stream))
                self.add_stream(data, told, number=number)
            else:
                self.small[number] = one.data

    def written(self, root: int, about: int, identifier: bytes) -> bytes:
        """Return the file. root, about: its catalogue and its properties; identifier: 16 bytes."""
        self.take_in_others()
        places: dict[int, tuple[int, int, int]] = {}
        for numbers in chunks(sorted(self.small)):
            pack = self.pack(numbers)
            places |= {number: (2, pack, place) for place, number in enumerate(numbers)}
        parts, at = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"], 15
        for number in sorted(self.streams):
            places[number] = (1, at, 0)
            parts.append(self.streams[number])
            at += len(parts[-1])
        return b"".join([*parts, self.table(places, at, root, about, identifier)])

    def pack(self, numbers: list[int]) -> int:
        """Keep these small objects in one stream and return its number."""
        starts, body = [], bytearray()
        for number in numbers:
            starts.append(f"{number} {len(body)}")
            body += self.small[number] + b"\n"
        head = (" ".join(starts) + "\n").encode()
        return self.add_stream(head + body, f"/Type/ObjStm/N {len(numbers)}/First {len(head)}")

    def table(
        self, places: dict[int, tuple[int, int, int]], at: int, root: int, about: int, identifier: bytes
    ) -> bytes:
        """Return the end of the file: where each object is. at: where the table itself begins."""
        size = self.last + 2
        places = places | {0: (0, 0, 65535), self.last + 1: (1, at, 0)}
        rows = b"".join(
            kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
            for kind, first, second in (places[number] for number in range(size))
        )
        data, name = compress(rows, LEVEL), identifier.hex()
        told = f"/Type/XRef/Size {size}/W[1 4 2]/Root {root} 0 R/Info {about} 0 R/ID[<{name}><{name}>]"
        head = f"{self.last + 1} 0 obj\n<<{told}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode()
        return head + data + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()


def chunks(numbers: list[int]) -> Iterable[list[int]]:
    """Return the numbers in parts of the size that is packed."""
    return (numbers[i : i + MOST_PACKED] for i in range(0, len(numbers), MOST_PACKED))
