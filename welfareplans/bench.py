"""./dev bench: how fast the product is, on real PostgreSQL, gunicorn and worker; prints one line of JSON.

Runs in the environment that the supervisor makes: `python -m welfareplans.bench pages|pdf|import|deadline`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from welfareplans.prepare import prepare
from welfareplans.processes import Keeper
from welfareplans.refusal import Refusal

PDF_PAGES = [14, 52, 104]
IMPORT_ROWS = [42, 2000]
HEADINGS = ["Princip", "Mål", "Åtgärd", "Mätare", "Fördelning", "Program"]
ROWS_PER_GOAL, GOALS_PER_PRINCIPLE = 4, 4


@contextmanager
def running_site(*, with_worker: bool) -> Iterator[int]:
    """Keep a web server, and a worker if wanted, up inside the block; gives the port."""
    from welfareplans import local_site

    port = local_site.any_port()
    os.environ["PORT"] = str(port)
    web, worker, _clock = local_site.children()
    with Keeper([web, worker] if with_worker else [web], local_site.say):
        local_site.wait_for(port, web)
        yield port


def pages() -> dict[str, Any]:
    """Return, per page name, median and p95 of the server time, queries and bytes of warm requests."""
    from welfareplans.bench_pages import PAGES, Missing, measure

    if not prepare():
        raise Refusal("there is no demo to measure pages with.")
    figures = {}
    # The server tells how long it worked; counting queries would slow the other measurements down.
    os.environ["BENCH"] = "1"
    # The demo's reports, which a worker would make meanwhile, are another measurement.
    with running_site(with_worker=False) as port:
        for name, page in PAGES.items():
            try:
                figures[name] = measure(page, port)
            except Missing as missing:
                print(f"welfareplans: {name} is left out: {missing}", file=sys.stderr)
    return figures


def pdf() -> Any:
    """Return, per size in pages, seconds a page, memory, and our time in relation to Chromium's."""
    if not find_spec("reports.bench_pdf"):
        raise Refusal("there are no reports to measure yet.")
    prepare()
    return import_module("reports.bench_pdf").measure(PDF_PAGES)


def deadline() -> Any:
    """Return what came of the evening on which everybody saves: lost and doubled saves, errors, response times."""
    call_command("migrate", verbosity=0)
    with running_site(with_worker=True) as port:
        return import_module("reports.bench_deadline").measure(port, **evening())


def evening() -> dict[str, int]:
    """Return how many members save and for how many seconds, where the environment asks for another evening."""
    asked = {"users": os.environ.get("DEADLINE_USERS", ""), "seconds": os.environ.get("DEADLINE_SECONDS", "")}
    return {name: int(text) for name, text in asked.items() if text.isdigit()}


def imports() -> dict[str, Any]:
    """Return, per number of rows, seconds and memory of bringing a plan table in, each in a process of its own."""
    call_command("migrate", verbosity=0)
    with redirect_stdout(StringIO()):
        call_command("add_municipality", "bench", "--country=FI", "--code=999", "--languages=sv", "--name-sv=Mätby")
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in IMPORT_ROWS:
            file = write_table(Path(folder) / f"{rows}.xlsx", rows)
            command = [sys.executable, "-m", "welfareplans.bench", "import-one", str(file)]
            done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
            if done.returncode:
                raise Refusal((done.stderr.strip().splitlines() or ["the import failed"])[-1])
            figures[str(rows)] = json.loads(done.stdout)
    return figures


def write_table(path: Path, rows: int) -> Path:
    """Write a plan table of so many measures, each with two indicators, one of them its own."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(rows):
        goal, first_of_goal = divmod(number, ROWS_PER_GOAL)
        principle, first_of_principle = divmod(goal, GOALS_PER_PRINCIPLE)
        new_goal = not first_of_goal
        sheet.append([
            f"Princip {principle + 1}" if new_goal and not first_of_principle else None,
            f"Mål {goal + 1}: alla barn och unga har någon att tala med" if new_goal else None,
            f"Åtgärd {number + 1}: öppna mötesplatser i varje stadsdel under skolloven",
            f"Antal besök på mötesplats {number + 1}\nAndel som har en nära vän, årskurs {number % 9 + 1}",
            "1" if number % 5 == 0 else None,
            "Barnvänlig kommun" if number % 3 == 0 else None,
        ])  # fmt: skip
    book.save(path)
    return path


def import_one(file: str) -> dict[str, Any]:
    """Upload one file, look at the preview and make the plan, as a coordinator does.

    Returns the seconds of all three, and the largest memory in MB of this process or of the child that read the file.
    """
    from django.test import Client

    visitor = Client(headers={"host": "localhost"})
    visitor.force_login(bench_coordinator())
    first, last = free_years()
    page = "/sv/plans/import/"
    visitor.get(page)
    seconds: dict[str, float] = {}
    with Path(file).open("rb") as table, timed(seconds, "reading"):
        draft = expect(visitor.post(page, {"act": "read", "file": table}), 302).headers["Location"]
    with timed(seconds, "preview"):
        expect(visitor.get(draft), 200)
    told = {"title_sv": "Mätning", "first_year": first, "last_year": last, "draft": draft.partition("draft=")[2]}
    with timed(seconds, "writing"):
        expect(visitor.post(page, {"act": "write", **told}), 302)
    memory = max(resource.getrusage(of).ru_maxrss for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {"seconds": round(sum(seconds.values()), 2), "rss_mb": round(memory), **seconds}


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Write how long the block took."""
    started = time.perf_counter()
    yield
    seconds[name] = round(time.perf_counter() - started, 2)


def expect(answer: Any, status: int) -> Any:
    """Return the answer; refuse one that is not what a visitor shall get."""
    if answer.status_code != status:
        raise Refusal(f"the import page answered {answer.status_code} in place of {status}.")
    return answer


def bench_coordinator() -> Any:
    """Return the coordinator of the municipality in which the plans are made."""
    from welfareplans.organisations.models import Membership, Municipality, User

    user, _new = User.objects.get_or_create(email="coordinator@bench.example")
    municipality = Municipality.objects.get(slug="bench")
    Membership.objects.get_or_create(user=user, municipality=municipality, role=Membership.Role.COORDINATOR)
    return user


def free_years() -> tuple[int, int]:
    """Return years for which the municipality has no plan yet; they stand in the plan's address."""
    from plans.models import Plan

    taken = Plan.objects.filter(slug__startswith="bench-").count()
    return 1990 + taken % 100, 1991 + taken % 100 + taken // 100


BENCHES = {"pages": pages, "pdf": pdf, "import": imports, "deadline": deadline}


def main(arguments: list[str]) -> int:
    """Print the figures of one bench as JSON; return the exit code."""
    django.setup()
    try:
        match arguments:
            case ["import-one", file]:
                answer = import_one(file)
            case [name] if name in BENCHES:
                answer = BENCHES[name]()
            case _:
                raise Refusal(f"usage: ./dev bench {'|'.join(BENCHES)}")
    except Refusal as error:
        print(f"welfareplans: {error}", file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
