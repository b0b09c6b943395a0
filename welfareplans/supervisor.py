"""What ./dev does once Python's packages are there: run, test, manage, bench."""

import errno
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from welfareplans import catalogues, processes, system_packages
from welfareplans.embedded import EmbeddedPostgres
from welfareplans.embedded_programs import EmbeddedError
from welfareplans.local_site import ROOT, free_port, say, serve
from welfareplans.refusal import Refusal

ALL_TESTS = ["--numprocesses=auto", "--maxprocesses=8"]
USAGE = (
    "usage: ./dev run | ./dev test [pytest arguments] | ./dev manage COMMAND … | ./dev bench pages|pdf|import|deadline"
)
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def home() -> Path:
    """Return the folder of the embedded database and files."""
    return Path(os.environ.get("WELFAREPLANS_HOME") or ROOT / ".local").resolve()


def prepare_environment(folder: Path) -> None:
    """Give a local start what production sets by hand: a secret of its own and readable errors."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "secret_key"
    if not os.environ.get("SECRET_KEY"):
        if not secret.exists() or not secret.read_text():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(50))
        os.environ["SECRET_KEY"] = secret.read_text()
    os.environ["WELFAREPLANS_HOME"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfareplans.settings")
    os.environ.setdefault("LOCAL", "1")


def check_database(address: str) -> None:
    """Refuse a DATABASE_URL that leads nowhere."""
    import psycopg

    scheme, _, rest = address.partition("://")
    if scheme not in ("postgres", "postgresql", "psql", "pgsql") or not urlsplit(address).path.strip("/"):
        raise Refusal("DATABASE_URL must read postgres://user:password@host:port/database.")
    try:
        psycopg.connect(f"postgresql://{rest}", connect_timeout=5).close()
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["no answer"])[0]
        raise Refusal(f"the database of DATABASE_URL does not answer: {reason}") from error


@contextmanager
def database(folder: Path, *, durable: bool = True) -> Iterator[EmbeddedPostgres | None]:
    """Point DATABASE_URL to the embedded server inside the block, unless another one is given."""
    if address := os.environ.get("DATABASE_URL"):
        check_database(address)
        yield None
        return
    with EmbeddedPostgres(folder / "postgresql", durable=durable).running() as server:
        os.environ["DATABASE_URL"] = server.url()
        yield server


def python(*arguments: str) -> int:
    """Run a Python program of this environment in the checkout and return its exit code."""
    process = processes.start([sys.executable, *arguments], ROOT)
    # The terminal sends Ctrl-C to the child too, which knows best what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, interrupt)
    return code if code >= 0 else 128 - code


@contextmanager
def only_copy(folder: Path) -> Iterator[None]:
    """Refuse when somebody runs with the same folder."""
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refusal(f"a copy is already running with {folder}; stop it first.") from error
        yield


def run() -> int:
    """Start the database, the web server and the worker, and keep them up until somebody stops us."""
    folder = home()
    prepare_environment(folder)
    with only_copy(folder):
        port = free_port()
        with database(folder) as server:
            if server:
                os.environ.setdefault("DEMO", "1")
            # Messages of a run that was killed: the jobs' rows say what is left to do.
            shutil.rmtree(folder / "broker", ignore_errors=True)
            return serve(port, server, demo=prepare())


def prepare() -> bool:
    """Bring the database up to date; return whether there is a demo to sign in to."""
    command = [sys.executable, "-m", "welfareplans.prepare"]
    process = processes.start(command, ROOT, own_group=True, stdout=subprocess.PIPE)
    try:
        answer, _ = process.communicate()
    finally:
        process.kill()
    if process.returncode:
        sys.exit(process.returncode)
    return answer.strip() == b"demo"


def test(arguments: list[str]) -> int:
    """Run the tests on a server of their own; all of them on as many cores as there are."""
    folder = home() / "test"
    prepare_environment(folder)
    system_packages.require_browser()
    with database(folder, durable=False):
        return python("-m", "pytest", *(arguments or ALL_TESTS))


def manage(arguments: list[str]) -> int:
    """Pass on to manage.py with the embedded database up."""
    folder = home()
    prepare_environment(folder)
    with database(folder) as server:
        if server:
            os.environ.setdefault("DEMO", "1")
        return python("manage.py", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure on a server and files of their own, with the demo in it."""
    # Plans made for a measurement stay out of the demo's database, which is loaded only into an empty one.
    apart = arguments[0] if arguments[:1] in (["import"], ["deadline"]) else "demo"
    folder = home() / "bench" / apart
    prepare_environment(folder)
    os.environ["DEMO"] = "1"
    # Refused saves are part of the measurement, not news.
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    with only_copy(folder), database(folder):
        shutil.rmtree(folder / "broker", ignore_errors=True)
        return python("-m", "welfareplans.bench", *arguments)


def interrupt(*_: object) -> NoReturn:
    """Treat the signals that end a process like Ctrl-C, so that everything is put away."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Return the exit code of one ./dev command; what a person can mend is one line and exit code 2."""
    name, *rest = arguments or [""]
    for number in STOPPING:
        signal.signal(number, interrupt)
    try:
        if name not in ("run", "test", "manage", "bench"):
            raise Refusal(USAGE)
        system_packages.require_libraries()
        catalogues.compile_catalogues()
        return run() if name == "run" else {"test": test, "manage": manage, "bench": bench}[name](rest)
    except KeyboardInterrupt:
        return 0 if name == "run" else 130
    except (Refusal, EmbeddedError) as error:
        say(str(error))
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "the disk is full" if full else (error.strerror or str(error))
        say(f"{reason}{f' ({error.filename})' if error.filename else ''}.")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
