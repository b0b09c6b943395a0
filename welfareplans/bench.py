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
def running_site() -> Iterator[int]:
    """Keep a web server and a worker up inside the block; gives the port."""
    from welfareplans import supervisor

    port = supervisor.any_port()
    os.environ["PORT"] = str(port)
    web, worker, _clock = supervisor.children()
    with Keeper([web, worker], supervisor.say):
        supervisor.wait_for(port, web)
        yield port


def pages() -> dict[str, Any]:
    """Return, per page name, median and p95 of the server time, queries and bytes of warm requests."""
    from welfareplans.bench_pages import PAGES, Missing, measure

    if not prepare():
        raise Refusal("there is no demo to measure pages with.")
    figures = {}
    with running_site() as port:
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
    with running_site() as port:
        return import_module("reports.bench_deadline").measure(port, **evening())


def evening() -> dict[str, int]:
    """Return how many members save and for how many seconds, where the environment asks for another evening."""
    asked = {"users": os.environ.get("DEADLINE_USERS", ""), "seconds": os.environ.get("DEADLINE_SECONDS", "")}
    return {name: int(text) for name, text in asked.items() if text.isdigit()}


def imports() -> dict[str, Any]:
    """Return, per number of rows, seconds and memory of importing a plan table, each in a process of its own."""
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
    """Import one file as a new plan; return seconds and the process's largest memory in MB."""
    title = f"Mätning {time.time_ns()}"
    started = time.perf_counter()
    with redirect_stdout(StringIO()):
        call_command("import_plan", file, "--municipality=bench", f"--title-sv={title}", f"--years={free_years()}")
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 2), "rss_mb": round(memory)}


def free_years() -> str:
    """Return years for which the municipality has no plan yet; they stand in the plan's address."""
    from plans.models import Plan

    taken = Plan.objects.filter(slug__startswith="bench-").count()
    return f"{1900 + taken}-{1903 + taken}"


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
