"""Runs a function on somebody's file in a child process with limits: what kills it kills nothing else.

The child knows no database, no secret and no setting. It gets the file on standard input and answers on standard
output; a file that needs more time or memory than it may have costs its reader one sentence.
"""

import os
import resource
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Seconds of the clock after which the child is given up, however little it has worked.
PATIENCE = 15.0
REFUSED, OUT_OF_MEMORY = 74, 75
# Memory that cannot be had ends Python with an exception, and libraries in other languages with one of these.
MEMORY_SIGNALS = {signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS}


class Refused(Exception):
    """Raised by the function in the child for a file that it does not take; the text is a code of its own."""


class ConfinedError(Exception):
    """There is no answer; `reason` is `time`, `memory`, `broken`, or the code of the function's own refusal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run_confined(function: str, data: bytes, *arguments: str, seconds: float, memory: int) -> bytes:
    """Return what the function makes of the data.

    function: "package.module:name", called as name(data, *arguments) -> bytes; seconds: of work; memory: bytes of
    address space. Raises ConfinedError.
    """
    command = [sys.executable, "-m", "welfareplans.confined", str(seconds), str(memory), function, *arguments]
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=data, capture_output=True, cwd=ROOT, env=environment, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise ConfinedError("time") from None
    match done.returncode:
        case 0:
            return done.stdout
        case code if code == REFUSED:
            raise ConfinedError(done.stdout.decode())
        case code if code in (-signal.SIGPROF, -signal.SIGXCPU):
            raise ConfinedError("time")
        case code if code == OUT_OF_MEMORY or -code in MEMORY_SIGNALS:
            raise ConfinedError("memory")
    raise ConfinedError("broken")


def main(seconds: str, memory: str, function: str, *arguments: str) -> int:
    """Be the child: answer on standard output and return the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, float(seconds))
    module, _colon, name = function.partition(":")
    try:
        answer = getattr(import_module(module), name)(sys.stdin.buffer.read(), *arguments)
    except MemoryError:
        return OUT_OF_MEMORY
    except Refused as refusal:
        answer, code = str(refusal).encode(), REFUSED
    else:
        code = 0
    sys.stdout.buffer.write(answer)
    return code


if __name__ == "__main__":
    # Under its own name, so that the function's refusals are the class above.
    from welfareplans import confined

    sys.exit(confined.main(*sys.argv[1:]))
