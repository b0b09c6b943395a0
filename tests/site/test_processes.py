"""A child that dies is started again, and none outlives us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from welfareplans.processes import Child, Keeper

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = """
import subprocess, sys, time
from pathlib import Path
from welfareplans.processes import start
child = start([sys.executable, "-c", "import time; time.sleep(60)"], Path.cwd())
print(child.pid, flush=True)
time.sleep(60)
"""


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_killed_worker_is_started_again_and_one_line_says_so(tmp_path: Path) -> None:
    lines: list[str] = []
    worker = Child("worker", SLEEP, tmp_path)
    with Keeper([worker], lines.append) as keeper:
        assert worker.process
        first = worker.process.pid
        os.kill(first, signal.SIGKILL)

        def again() -> bool:
            keeper.tend()
            return worker.process is not None and worker.process.pid != first

        assert within(5, again)
    assert lines == ["the worker was killed by signal 9; it starts again in 0.5 s."]


def test_child_that_keeps_dying_is_started_ever_more_slowly(tmp_path: Path) -> None:
    lines: list[str] = []
    child = Child("worker", [sys.executable, "-S", "-c", "raise SystemExit(3)"], tmp_path)
    with Keeper([child], lines.append) as keeper:

        def dead_three_times() -> bool:
            keeper.tend()
            return len(lines) == 3

        assert within(10, dead_three_times)
    assert [line.rpartition(" in ")[2] for line in lines] == ["0.5 s.", "1 s.", "2 s."]
    assert lines[0].startswith("the worker ended with code 3;")


def test_stopping_ends_what_a_child_has_started(tmp_path: Path) -> None:
    nested = f"import subprocess, sys; print(subprocess.Popen({SLEEP!r}).pid, file=open('pid', 'w')); {SLEEP[2]}"
    with Keeper([Child("worker", [sys.executable, "-c", nested], tmp_path)], print):
        assert within(5, lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().endswith("\n"))
    assert within(2, lambda: not alive(int((tmp_path / "pid").read_text())))


def test_child_dies_with_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert within(2, lambda: not alive(child))
