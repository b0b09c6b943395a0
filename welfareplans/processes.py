"""Child processes that are started again when they die, and that never outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 30.0
# A child that lived this long was all right; what ended it now says nothing about the next one.
SETTLED_SECONDS = 60.0
# Enough for a page that is being made; a report that is being written comes back from its row in the database.
PATIENCE = 4.0
LIBC = ctypes.CDLL(None)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, even by kill -9; called in the child."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def start(
    command: Sequence[str], folder: Path, *, own_group: bool = False, stdout: int | None = None
) -> "subprocess.Popen[bytes]":
    """Start a program that ends with us; own_group: keep the terminal's Ctrl-C away from it."""
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        stdout=stdout,
        process_group=0 if own_group else None,
        preexec_fn=partial(die_with, os.getpid()),
    )


def ending(code: int) -> str:
    """Return in words how a process ended."""
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"


class Child:
    """One program of ours, with everything that it starts itself in one process group."""

    def __init__(self, name: str, command: Sequence[str], folder: Path) -> None:
        """name: as people know it; command: program and arguments."""
        self.name, self.command, self.folder = name, command, folder
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.due = 0.0
        self.pause = 0.0

    def start(self) -> None:
        """Start it now."""
        # Our standard output is for what was asked of us, not for what a child chats.
        self.process = start(self.command, self.folder, own_group=True, stdout=2)
        self.started = time.monotonic()

    def tend(self) -> str:
        """Start it again when it is due; return one line to show when it has just died, else nothing."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return ""
        if (code := self.process.poll()) is None:
            return ""
        self.kill()
        settled = time.monotonic() - self.started > SETTLED_SECONDS
        self.pause = 0.5 if settled or not self.pause else min(2 * self.pause, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        self.process = None
        return f"the {self.name} {ending(code)}; it starts again in {self.pause:g} s."

    def terminate(self) -> None:
        """Ask it to end."""
        if self.process:
            with suppress(ProcessLookupError):
                self.process.terminate()

    def kill(self) -> None:
        """End it and all that it has started, now."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Keeper:
    """Keeps children alive until it is told to stop."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        """say: takes each line for the person at the terminal."""
        self.children, self.say = children, say
        self.stopping = False

    def __enter__(self) -> "Keeper":
        for child in self.children:
            child.start()
        return self

    def tend(self) -> None:
        """Look after every child once."""
        for child in self.children:
            if line := child.tend():
                self.say(line)

    def __exit__(self, *_: object) -> None:
        """Ask every child to end, wait a little, and end what is left."""
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.terminate()
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(deadline - time.monotonic(), 0.1))
            child.kill()
