"""The members save, each every third second, all at once; now and then two of them write in the same place."""

import asyncio
import json
import random
import socket
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import escape

from reports.bench_deadline.cast import Member
from reports.bench_deadline.ledger import Entry

EVERY = 3.0  # seconds between one member's saves
CONFLICTS = 0.05  # the part of the saves that are written over a colleague's
WITH_FIGURE = 0.3  # the part of the saves that write a figure too
PATIENCE = 20.0  # seconds until a request counts as an error
TOKEN = "a" * 32


@dataclass
class Evening:
    """What happened: the acknowledged saves, the time of each request in seconds, and what went wrong."""

    acknowledged: list[Entry] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    errors: int = 0
    conflicts: int = 0
    unseen: int = 0

    def percentiles(self) -> dict[str, float]:
        """Return median and 95th percentile in milliseconds."""
        if len(self.times) < 2:
            return {"p50_ms": 0.0, "p95_ms": 0.0}
        p95 = statistics.quantiles(self.times, n=20)[-1]
        return {"p50_ms": round(statistics.median(self.times) * 1000, 1), "p95_ms": round(p95 * 1000, 1)}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; status 0: there was none."""

    status: int
    body: str


def spend(cast: list[Member], port: int, seconds: float) -> Evening:
    """Return the evening, after `seconds`."""
    evening = Evening()
    asyncio.run(everybody(cast, port, seconds, evening))
    return evening


async def everybody(cast: list[Member], port: int, seconds: float, evening: Evening) -> None:
    """Let every member write until the evening is over."""
    end = time.monotonic() + seconds
    desks = [Desk(member, port, evening) for member in cast]
    for place, desk in enumerate(desks):
        desk.colleague = desks[place - 1 if place % 2 else min(place + 1, len(desks) - 1)].member
    await asyncio.gather(*(desk.write(end) for desk in desks))


class Desk:
    """One member at the desk: knows the version that the page has."""

    colleague: Member

    def __init__(self, member: Member, port: int, evening: Evening) -> None:
        """port: where the site is."""
        self.member, self.port, self.evening = member, port, evening
        self.version, self.cell_version, self.count = 1, 0, 0
        self.chance = random.Random(member.number)  # noqa: S311 - the same evening each time

    async def write(self, end: float) -> None:
        """Save every third second until the end, from a moment of one's own."""
        due = time.monotonic() + self.chance.random() * EVERY
        while due < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if self.chance.random() < CONFLICTS:
                await self.collide(due)
            else:
                await self.save(self.member, due, with_figure=self.chance.random() < WITH_FIGURE)
            due = max(due + EVERY, time.monotonic())

    async def save(self, by: Member, due: float, *, with_figure: bool = False) -> None:
        """Write another text in the own measure, and note it when it was acknowledged. by: whose session."""
        text = self.next_text()
        names, more = "text_sv", {}
        if with_figure:
            names += f",figure-{self.member.cell}"
            more = {f"figure-{self.member.cell}": str(self.count + 100)}
        answer = await self.post(by, {"_fields": names, "text_sv": text, **more}, due)
        if answer.status == 200:
            told = json.loads(answer.body)
            self.version = told["version"]
            self.cell_version = told["versions"].get(f"version-{self.member.cell}", self.cell_version)
            self.evening.acknowledged.append(Entry(self.member.progress, self.version, text))

    async def collide(self, due: float) -> None:
        """Let a colleague save first, write over it, ask for the page with both texts, and choose the own one."""
        read = self.version
        await self.save(self.colleague, due)
        newest, theirs, mine = self.version, self.last_text(), self.next_text()
        if newest == read:
            return
        self.evening.conflicts += 1
        self.version = read
        fields = {"_fields": "text_sv", "text_sv": mine}
        first = await self.post(self.member, fields, time.monotonic())
        page = await self.post(self.member, fields, time.monotonic(), script=False)
        shown = first.status == page.status == 409 and escape(mine) in page.body and escape(theirs) in page.body
        self.evening.unseen += not shown
        self.version = newest

    def next_text(self) -> str:
        """Return a text that nobody wrote before, as long as a paragraph of a report."""
        self.count += 1
        return self.last_text()

    def last_text(self) -> str:
        """Return the text written last."""
        return f"Ledamot {self.member.number}, text {self.count}: " + " ".join(
            ["Ungdomsgården höll öppet varje kväll."] * 5
        )

    async def post(self, by: Member, fields: dict[str, str], due: float, *, script: bool = True) -> Answer:
        """Send the form as js/autosave.js or as a browser does. due: when it should have been sent (monotonic)."""
        body = urlencode({
            "csrfmiddlewaretoken": TOKEN, "version": self.version, f"version-{self.member.cell}": self.cell_version,
            **fields,
        }).encode()  # fmt: skip
        head = (
            f"POST {self.member.address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n"
            f"Cookie: {settings.SESSION_COOKIE_NAME}={by.session}; csrftoken={TOKEN}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        ) + ("X-Autosave: 1\r\n\r\n" if script else "\r\n")
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await exchange(self.port, head.encode() + body)
        except (OSError, TimeoutError, ValueError):
            answer = Answer(0, "")
        self.evening.times.append(time.monotonic() - due)
        self.evening.errors += answer.status == 0 or answer.status >= 500
        return answer


async def exchange(port: int, request: bytes) -> Answer:
    """Send one request and read the whole answer. On the bare socket: who measures shall take little of the machine."""
    loop, answer = asyncio.get_running_loop(), b""
    with socket.socket() as connection:
        connection.setblocking(False)
        await loop.sock_connect(connection, ("127.0.0.1", port))
        await loop.sock_sendall(connection, request)
        while more := await loop.sock_recv(connection, 65536):
            answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    return Answer(int(head.split(b" ", 2)[1]), body.decode())
