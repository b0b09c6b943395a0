"""The site on this machine: web server, worker and clock on a port that is free, kept alive while somebody wants it."""

import os
import socket
import sys
import time
from pathlib import Path

from welfareplans.embedded import EmbeddedPostgres
from welfareplans.embedded_programs import EmbeddedError
from welfareplans.processes import Child, Keeper
from welfareplans.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
WEB_SECONDS = 60
WEB = ["gunicorn", "-c", "python:welfareplans.gunicorn_settings", "welfareplans.wsgi"]
CELERY = ["-W", "ignore::UserWarning:celery.platforms", "-m", "celery", "-A", "welfareplans.celery", "-q"]
WORKER = ["worker", "--queues=celery,reports", "--concurrency=2", "--loglevel=warning"]
WORKER += ["--without-gossip", "--without-mingle"]
BEAT = ["beat", "--loglevel=warning", "--scheduler=celery.beat:Scheduler", "--pidfile="]
DEMO_ACCOUNTS = """Demo accounts, password demo:
  coordinator@demo.example    committee@demo.example    councillor@demo.example     a bilingual Finnish city
  coordinator@region.example  committee@region.example  councillor@region.example   four municipalities, one plan
  coordinator@havn.example    committee@havn.example    councillor@havn.example     a Danish municipality
  admin@demo.example          partner@region.example"""


def say(line: str) -> None:
    """Show one line to the person at the terminal."""
    print(f"welfareplans: {line}", file=sys.stderr, flush=True)


def free_port() -> int:
    """Return PORT when nobody listens there."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} is not a port number (1 to 65535).")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError as error:
            raise Refusal(f"port {text} is for root only; type: PORT=8001 ./dev run") from error
        except OSError as error:
            raise Refusal(f"port {text} is busy; stop what listens there or type: PORT=8001 ./dev run") from error
    return int(text)


def serve(port: int, server: EmbeddedPostgres | None, *, demo: bool) -> int:
    """Keep web server, worker and clock alive until we are told to stop."""
    os.environ["PORT"] = str(port)
    programs = children()
    with Keeper(programs, say) as keeper:
        wait_for(port, programs[0])
        print(f"Welfareplans: http://127.0.0.1:{port}/   (Ctrl-C stops everything)", flush=True)
        if demo:
            print(DEMO_ACCOUNTS, flush=True)
        while True:
            keeper.tend()
            revive(server)
            time.sleep(0.3)


def children() -> list[Child]:
    """Return web server, worker and clock, not started yet."""
    commands = {"web server": ["-m", *WEB], "worker": [*CELERY, *WORKER], "clock": [*CELERY, *BEAT]}
    return [Child(name, [sys.executable, *command], ROOT) for name, command in commands.items()]


def any_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, web: Child) -> None:
    """Return when the web server takes connections; refuse when it ends or is silent."""
    deadline = time.monotonic() + WEB_SECONDS
    while time.monotonic() < deadline and web.process and web.process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Refusal("the web server did not start; the lines above tell why.")


def revive(server: EmbeddedPostgres | None) -> None:
    """Start the embedded database again when it was killed."""
    if server and server.pid() is None:
        say("the database has ended; it starts again.")
        try:
            server.revive()
        except (EmbeddedError, OSError) as error:
            say(str(error))
            time.sleep(5)
