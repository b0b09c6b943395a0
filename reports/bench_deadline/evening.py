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
WITH_STATE = 0.2  # the part of the saves that choose a state too
WITH_NEXT = 0.05  # the part of the saves after which the next measure is opened
STATES = ("under_way", "done", "delayed")
NEWS_EVERY = 15.0  # seconds between an open page's questions for news, as js/desk-together.js has them while one writes
PATIENCE = 20.0  # seconds until a request counts as an error
TOKEN = "a" * 32


@dataclass
class Evening:
    """What happened: the acknowledged saves, the seconds of each save, question for news and page, what went wrong."""

    acknowledged: list[Entry] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    news: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: int = 0
    conflicts: int = 0
    unseen: int = 0

    def percentiles(self) -> dict[str, float]:
        """Return median and 95th percentile of the saves in milliseconds, and the 95th of news and pages."""
        return {
            "p50_ms": percentile(self.times, 50), "p95_ms": percentile(self.times, 95),
            "news_p95_ms": percentile(self.news, 95), "next_p95_ms": percentile(self.pages, 95),
        }  # fmt: skip


def percentile(seconds: list[float], percent: int) -> float:
    """Return a percentile in milliseconds; 0 when there is too little to tell."""
    return round(statistics.quantiles(seconds, n=100)[percent - 1] * 1000, 1) if len(seconds) > 1 else 0.0


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
    await asyncio.gather(*(act(end) for desk in desks for act in (desk.write, desk.hear)))


class Desk:
    """One member at the desk: knows the version that the page has."""

    colleague: Member

    def __init__(self, member: Member, port: int, evening: Evening) -> None:
        """port: where the site is."""
        self.member, self.port, self.evening = member, port, evening
        self.version, self.cell_version, self.count = 1, 0, 0
        self.until = ""
        self.chance = random.Random(member.number)  # noqa: S311 - the same evening each time

    async def write(self, end: float) -> None:
        """Save every third second until the end, from a moment of one's own."""
        due = time.monotonic() + self.chance.random() * EVERY
        while due < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if self.chance.random() < CONFLICTS:
                await self.collide(due)
            else:
                figure, state = self.chance.random() < WITH_FIGURE, self.chance.random() < WITH_STATE
                await self.save(self.member, due, with_figure=figure, with_state=state)
            if self.chance.random() < WITH_NEXT:
                await self.go_on()
            due = max(due + EVERY, time.monotonic())

    async def hear(self, end: float) -> None:
        """Ask for news until the end, as the open page does."""
        due = time.monotonic() + random.Random(-self.member.number).random() * NEWS_EVERY  # noqa: S311
        while due < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            asked = {"since": self.until, "code": f"m{self.member.measure}", "measure": str(self.member.measure)}
            answer = await self.post(self.member, self.member.presence, asked, due, self.evening.news)
            if answer.status == 200:
                self.until = str(json.loads(answer.body)["until"])
            due = max(due + NEWS_EVERY, time.monotonic())

    async def go_on(self) -> None:
        """Ask for the next measure, as js/desk.js does when one is done."""
        due = time.monotonic()
        address = f"{self.member.desk}?after={self.member.measure}"
        self.note(await ask(self.port, f"GET {address}", self.member, b""), due, self.evening.pages)

    async def save(self, by: Member, due: float, *, with_figure: bool = False, with_state: bool = False) -> None:
        """Write another text in the own measure, and note it when it was acknowledged. by: whose session."""
        text = self.next_text()
        names, more = "text_sv", {}
        if with_figure:
            names += f",figure-{self.member.cell}"
            more = {f"figure-{self.member.cell}": str(self.count + 100)}
        if with_state:
            names += ",state"
            more["state"] = STATES[self.count % len(STATES)]
        answer = await self.fill_in(by, {"_fields": names, "text_sv": text, **more}, due)
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
        first = await self.fill_in(self.member, fields, time.monotonic())
        page = await self.fill_in(self.member, fields, time.monotonic(), script=False)
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

    async def fill_in(self, by: Member, fields: dict[str, str], due: float, *, script: bool = True) -> Answer:
        """Send the own measure's form as js/autosave.js or as a browser does."""
        return await self.post(by, self.member.address, fields, due, self.evening.times, script=script)

    async def post(
        self, by: Member, address: str, fields: dict[str, str], due: float, times: list[float], *, script: bool = True
    ) -> Answer:
        """Send a form with the versions that the page has. due: when it should have been sent (monotonic)."""
        body = urlencode({
            "csrfmiddlewaretoken": TOKEN, "version": self.version, f"version-{self.member.cell}": self.cell_version,
            **fields,
        }).encode()  # fmt: skip
        more = "X-Autosave: 1\r\n" if script else ""
        return self.note(await ask(self.port, f"POST {address}", by, body, more), due, times)

    def note(self, answer: Answer, due: float, times: list[float]) -> Answer:
        """Return the answer, noted with the time since it was due."""
        times.append(time.monotonic() - due)
        self.evening.errors += answer.status == 0 or answer.status >= 500
        return answer


async def ask(port: int, what: str, by: Member, body: bytes, more: str = "") -> Answer:
    """Send a request as a member's browser does. what: method and address; more: further header lines."""
    head = (
        f"{what} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={by.session}; csrftoken={TOKEN}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    )
    try:
        async with asyncio.timeout(PATIENCE):
            return await exchange(port, head.encode() + body)
    except (OSError, TimeoutError, ValueError):
        return Answer(0, "")


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
