"""The rendering child: warm, limited, and replaced when it dies."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from reports import pdf_process
from reports.document import Content
from reports.pdf import render_pdf
from reports.pdf_process import Child, RenderingFailed, render_in_child
from tests.reports.pdf_content import sample

# A process of the year 2045 with another time zone, locale and order of sets.
ANOTHER_DAY = """
import datetime, json, sys, time
moment = 2_380_000_000.25
class Then(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(moment, tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(moment)
    @classmethod
    def today(cls): return cls.fromtimestamp(moment)
class Day(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(moment)
datetime.datetime, datetime.date = Then, Day
clock = {name: getattr(time, name) for name in ("gmtime", "localtime")}
time.time, time.time_ns = lambda: moment, lambda: int(moment * 1e9)
time.gmtime = lambda seconds=None: clock["gmtime"](moment if seconds is None else seconds)
time.localtime = lambda seconds=None: clock["localtime"](moment if seconds is None else seconds)
from reports import pdf_process
pdf_process.set_up(1 << 30)
made = pdf_process.answer(json.load(sys.stdin), "sv")
print(datetime.datetime.now().year, made.sha256)
"""


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    if pdf_process._child is not None:
        pdf_process._child.end()


def test_the_child_gives_the_bytes_that_we_would() -> None:
    made = render_in_child(sample("sv", "fi"), "fi")
    assert made.sha256 == render_pdf(sample("sv", "fi"), "fi").sha256
    assert made.pages > 10
    assert 20 < made.rss_mb < 300


def test_the_same_edition_gives_the_same_bytes_on_another_day_in_another_place(tmp_path: Path) -> None:
    content = sample("sv", "fi")
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", ANOTHER_DAY], cwd=pdf_process.ROOT, env=environment, input=json.dumps(content),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.split() == ["2045", render_pdf(content, "sv").sha256]


def test_the_same_child_serves_again() -> None:
    render_in_child(sample("da"), "da")
    first = pdf_process._child
    render_in_child(sample("da"), "da")
    assert pdf_process._child is first


def test_a_killed_child_is_an_error_with_its_reason_and_the_next_report_arrives() -> None:
    render_in_child(sample("da"), "da")
    child = pdf_process._child
    assert child is not None
    threading.Timer(0.2, child.process.kill).start()
    with pytest.raises(RenderingFailed, match="crash") as failure:
        render_in_child(sample("sv", "fi"), "sv")
    assert failure.value.reason == "crash"
    assert render_in_child(sample("da"), "da").pages > 10


def test_a_report_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(RenderingFailed) as failure:
        render_in_child(sample("sv", "fi"), "sv", timeout=0.01)
    assert failure.value.reason == "timeout"


def test_content_that_is_no_edition_is_refused_in_words() -> None:
    with pytest.raises(RenderingFailed) as failure:
        render_in_child(cast(Content, {"year": 2025}), "sv")
    assert failure.value.reason == "refused"
    assert "KeyError" in failure.value.detail


def test_a_child_ends_with_its_parents_pipe() -> None:
    child = Child()
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(20) == 0


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    child = Child()
    try:
        with open(f"/proc/{child.process.pid}/environ", "rb") as environment:
            assert b"canary" not in environment.read()
    finally:
        child.end()
