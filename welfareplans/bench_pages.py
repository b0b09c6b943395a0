"""The pages that ./dev bench measures: whose eyes, which route, and how a request is timed."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count
from django.test import Client
from django.urls import NoReverseMatch, reverse

from plans.models import Measure, Plan, PlanIndicator
from reports import tasks
from reports.bench_desk import large_part
from reports.models import CommitteePart, Edition, EditionFile, Job, Round
from welfareplans.bench_form import FirstForm
from welfareplans.bench_plan import large_plan

WARM_UP = 40  # each of the server's processes has made the page a few times by then
REQUESTS = 100
PLAN = "granvik-2023-2027"
COORDINATOR, COMMITTEE, COUNCILLOR = (f"{role}@demo.example" for role in ("coordinator", "committee", "councillor"))


class Missing(Exception):
    """The page cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Page:
    """One page as one person sees it.

    query: what follows the address.
    saves: write in the first form whose address holds this, and time that; moves: move its first row that can move.
    knows: the visitor has the page already and asks whether it is still the same.
    """

    visitor: str | None
    route: str
    arguments: Callable[[], list[Any]]
    saves: str = ""
    moves: bool = False
    knows: bool = False
    query: str = ""


def plan() -> Plan:
    """Return the plan of 42 measures."""
    return Plan.objects.get(slug=PLAN)


def open_round() -> Round:
    """Return the plan's newest round, which is open in the demo."""
    return Round.objects.filter(plan__slug=PLAN).latest("year")


def part() -> CommitteePart:
    """Return what the demo's committee member is asked in that round."""
    committees = get_user_model().objects.get(email=COMMITTEE).memberships.values("committee")
    return CommitteePart.objects.get(round=open_round(), committee__in=committees)


def measure_of_plan() -> Measure:
    """Return the plan's first measure."""
    return Measure.objects.filter(goal__principle__plan__slug=PLAN).earliest("pk")


def indicator_of_plan() -> PlanIndicator:
    """Return the plan's indicator with most figures."""
    uses = PlanIndicator.objects.filter(plan__slug=PLAN)
    return uses.annotate(figures=Count("indicator__values")).latest("figures")


def edition() -> Edition:
    """Return the plan's newest published report."""
    return Edition.objects.filter(round__plan__slug=PLAN, publication__isnull=False).latest("round__year", "number")


def stored_file() -> list[Any]:
    """Return where the report's file in Swedish is found; it is made first where no worker has made it."""
    found, language = edition(), "sv"
    if not EditionFile.objects.filter(edition=found, language=language, partner=None, part="").exists():
        tasks.run_job(Job.objects.get(key=f"edition-{found.pk}-{language}").pk)
    return [found.pk, language]


PAGES = {
    "plan": Page(COORDINATOR, "reports:plan", lambda: [PLAN]),
    "editor": Page(COORDINATOR, "plans:measure_edit", lambda: [PLAN, measure_of_plan().pk]),
    "plan_editor": Page(COORDINATOR, "plans:plan_edit", lambda: [PLAN]),
    "plan_editor_400": Page(COORDINATOR, "plans:plan_edit", lambda: [large_plan().slug]),
    "plan_editor_field": Page(COORDINATOR, "plans:plan_edit", lambda: [PLAN], saves="/edit/m"),
    "move": Page(COORDINATOR, "plans:plan_edit", lambda: [large_plan().slug], moves=True),
    "desk": Page(COMMITTEE, "reports:desk", lambda: [part().pk]),
    "desk_60": Page(COMMITTEE, "reports:desk", lambda: [large_part(COMMITTEE).pk]),
    "save": Page(COMMITTEE, "reports:desk", lambda: [part().pk], saves="/measures/"),
    "round": Page(COORDINATOR, "reports:round", lambda: [open_round().pk]),
    "years": Page(COORDINATOR, "reports:plan", lambda: [PLAN], query="?part=years"),
    "indicator": Page(COORDINATOR, "reports:indicator", lambda: [PLAN, indicator_of_plan().pk]),
    "report": Page(COUNCILLOR, "reports:edition", lambda: [edition().pk]),
    "public": Page(None, "reports:plan", lambda: [PLAN]),
    "web": Page(None, "reports:edition_web", lambda: [edition().pk]),
    "file": Page(None, "reports:edition_file", stored_file),
    "web_304": Page(None, "reports:edition_web", lambda: [edition().pk], knows=True),
}


@dataclass
class Answer:
    """What one request took."""

    status: int
    body: bytes
    milliseconds: float
    queries: int
    etag: str = ""


class Visitor:
    """A signed-in browser without a browser."""

    def __init__(self, email: str | None, port: int) -> None:
        """email: the account, None for a reader who is not signed in."""
        self.port = port
        self.cookies: dict[str, str] = {}
        if email:
            client = Client()
            client.force_login(get_user_model()._default_manager.get(email=email))
            self.cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def ask(
        self, method: str, address: str, fields: list[tuple[str, str]] | None = None, more: dict[str, str] | None = None
    ) -> Answer:
        """Send one request and read the whole answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | (more or {})
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, urlencode(fields) if fields is not None else None, headers)
        response = connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        took = float(response.headers.get("Server-Timing", "app;dur=0").rpartition("=")[2])
        queries, etag = int(response.headers.get("X-Queries", "0")), response.headers.get("ETag", "")
        answer = Answer(response.status, response.read(), took, queries, etag)
        connection.close()
        return answer

    def save(self, address: str, target: str) -> Answer:
        """Write another text in one field of a page's form, as the page's script does while somebody types."""
        form = FirstForm(self.ask("GET", address).body.decode(), target)
        if form.action is None:
            raise Missing(f"{address} has no form")
        return self.ask("POST", form.action or address, typed(form.fields), {"X-Autosave": "1"})

    def move(self, address: str) -> Answer:
        """Move the page's second principle a step, as the page's script does; up or down in turns."""
        page = self.ask("GET", address).body.decode()
        steps = re.findall(r'name="go" value="(p\d+:2:up)"', page)
        if not steps:
            raise Missing(f"{address} has nothing to move")
        fields = [*FirstForm(page, "/edit/").fields[:1], ("go", steps[0])]
        return self.ask("POST", address, fields, {"X-Fragment": "1"})


def typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what js/autosave.js sends when the first text is written anew: that field, and every version."""
    name = next((name for name, _value in fields if name.startswith(("text_", "title_"))), None)
    if name is None:
        raise Missing("the form has no text to write in")
    kept = [(one, value) for one, value in fields if one == "csrfmiddlewaretoken" or one.startswith("version")]
    return [*kept, ("_fields", name), (name, f"Mätning {time.time_ns()}")]


def asked(visitor: Visitor, page: Page, address: str, etag: str = "") -> Answer:
    """Return the answer of the request that is timed. etag: of the answer before it."""
    if page.route == "reports:edition_web":
        # As a browser asks: compressed, and with what it has.
        known = {"If-None-Match": etag} if page.knows and etag else {}
        return visitor.ask("GET", address, more={"Accept-Encoding": "gzip"} | known)
    if page.moves:
        return visitor.move(address)
    return visitor.save(address, page.saves) if page.saves else visitor.ask("GET", address)


def measure(page: Page, port: int) -> dict[str, float]:
    """Return the figures of one page after warming up."""
    try:
        address = reverse(page.route, args=page.arguments()) + page.query
    except (NoReverseMatch, ObjectDoesNotExist) as error:
        raise Missing(str(error).partition(". ")[0]) from error
    visitor = Visitor(page.visitor, port)
    answers: list[Answer] = []
    while len(answers) < WARM_UP + REQUESTS:
        answers.append(asked(visitor, page, address, answers[-1].etag if answers else ""))
        if answers[-1].status >= 400:
            raise Missing(f"{address} answers {answers[-1].status}")
    answers = answers[WARM_UP:]
    times = [answer.milliseconds for answer in answers]
    return {
        "ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "queries": max(answer.queries for answer in answers),
        "bytes": max(len(answer.body) for answer in answers),
    }
