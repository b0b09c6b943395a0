"""From the click on Freeze to every file of a round, how fast a stored one is served, what a second worker gives."""

import multiprocessing
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import django

from reports.bench_content import dense
from reports.document import Content
from reports.pdf_process import Child

# Two languages, the whole plan and four partners.
PLAN = "skargarden-2023-2027"
WORKERS = 2
SERVED = 30
# Goals of a dense report of some 12 pages, and how many reports a rate is measured with.
GOALS_OF_12_PAGES, REPORTS = 4, 100


def measure_round() -> dict[str, Any]:
    """Return freeze_ms (the click), files and seconds until all are ready with two workers, serve_ms (a stored one).

    `full` are the files in full, `all` with those in brief and of committees. Needs the demo.
    """
    from reports.models import Job

    edition, click = frozen_again()
    jobs = list(Job.objects.of_edition(edition).order_by("pk").values_list("pk", "payload"))
    full = [pk for pk, told in jobs if not told["part"]]
    first = seconds(lambda: share(full))
    rest = seconds(lambda: share([pk for pk, told in jobs if told["part"]]))
    return {
        "freeze_ms": round(click * 1000, 1),
        "full": {"files": len(full), "seconds": round(first, 1)},
        "all": {"files": len(jobs), "seconds": round(first + rest, 1)},
        "serve_ms": round(served(edition) * 1000, 2),
    }


def frozen_again() -> tuple[int, float]:
    """Return a new edition of the newest finished round, and the seconds that freezing it took."""
    from reports.freezing import freeze
    from reports.models import Round

    rows = Round.objects.filter(plan__slug=PLAN, editions__isnull=False)
    found = rows.select_related("plan__municipality__area").order_by("-year").first()
    assert found is not None  # noqa: S101 - the demo has finished rounds
    if found.is_published:
        found.open_for_correction()
    by = found.editions.latest("number").frozen_by
    assert by is not None  # noqa: S101 - somebody froze the demo's
    asked = Round.objects.select_related("plan__municipality__area").get(pk=found.pk)
    started = time.perf_counter()
    edition = freeze(asked, by=by, correction_reason="Mätning", despite_missing=True)
    return edition.pk, time.perf_counter() - started


def share(jobs: list[int]) -> None:
    """Have two processes of their own do the jobs, as two workers would."""
    started = [multiprocessing.get_context("spawn").Process(target=work, args=(jobs,)) for _worker in range(WORKERS)]
    for one in started:
        one.start()
    for one in started:
        one.join()


def work(jobs: list[int]) -> None:
    """Do those of the jobs that nobody else does."""
    django.setup()
    from reports.tasks import run_job

    for job in jobs:
        run_job(job)


def served(edition: int) -> float:
    """Return the median seconds of answering with a stored file."""
    from django.test import Client

    from reports.models import Edition
    from welfareplans.organisations.models import User

    visitor = Client(headers={"host": "localhost"})
    by = Edition.objects.get(pk=edition).frozen_by
    assert isinstance(by, User)  # noqa: S101 - as above
    visitor.force_login(by)
    address = f"/sv/reports/{edition}/sv.pdf"
    return statistics.median(seconds(lambda: visitor.get(address)) for _time in range(SERVED))


def measure_rate(reports: int = REPORTS) -> dict[str, float]:
    """Return the reports of 12 pages a second with one worker and with two, and how many times as many two make."""
    content = dense(GOALS_OF_12_PAGES)
    rates = {workers: reports / rendering(content, reports, workers) for workers in (1, WORKERS)}
    return {"one": round(rates[1], 2), "two": round(rates[WORKERS], 2), "ratio": round(rates[WORKERS] / rates[1], 2)}


def rendering(content: Content, reports: int, workers: int) -> float:
    """Return the seconds that so many warm workers need for so many reports."""
    children = [Child() for _worker in range(workers)]
    try:
        side_by_side(children, lambda child: [child.ask((content, "sv"), 600)])
        return seconds(lambda: side_by_side(children, lambda child: repeat(child, content, reports // workers)))
    finally:
        for child in children:
            child.end()


def repeat(child: Child, content: Content, times: int) -> None:
    """Have one worker make the report again and again."""
    for _time in range(times):
        child.ask((content, "sv"), 600)


def side_by_side(children: Iterable[Child], act: Callable[[Child], object]) -> None:
    """Do something with each worker at the same time."""
    threads = [threading.Thread(target=act, args=(child,)) for child in children]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
