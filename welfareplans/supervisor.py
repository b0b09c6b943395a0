"""What ./dev does once Python's packages are there: run, test, manage."""

import errno
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welfareplans.embedded import EmbeddedError, EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent
USAGE = "usage: ./dev run | ./dev test [pytest arguments] | ./dev manage COMMAND …"


class Refusal(Exception):
    """Something the person at the keyboard can mend; the message is one clear line."""


def home() -> Path:
    """Return the folder of the embedded database and files."""
    return Path(os.environ.get("WELFAREPLANS_HOME") or ROOT / ".local").resolve()


@contextmanager
def database(folder: Path, *, durable: bool = True) -> Iterator[None]:
    """Point DATABASE_URL to the embedded server inside the block, unless another one is given."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with EmbeddedPostgres(folder / "postgresql", durable=durable).running() as server:
        os.environ["DATABASE_URL"] = server.url()
        yield


def prepare_environment(folder: Path) -> None:
    """Give a local start what production sets by hand: a secret of its own and readable errors."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "secret_key"
    if not os.environ.get("SECRET_KEY"):
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(50))
        os.environ["SECRET_KEY"] = secret.read_text()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfareplans.settings")
    os.environ.setdefault("LOCAL", "1")


def python(*arguments: str) -> int:
    """Run a Python program of this environment in the checkout and return its exit code."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode  # noqa: S603


def free_port() -> int:
    """Return PORT when nobody listens there."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} is not a port number (1 to 65535).")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise Refusal(f"port {text} is busy; stop what listens there or type: PORT=8001 ./dev run") from error
    return int(text)


def run() -> int:
    """Start the database and the web server and wait until somebody stops us."""
    folder = home()
    prepare_environment(folder)
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refusal(f"a copy is already running with {folder}; stop it first.") from error
        port = free_port()
        with database(folder):
            if code := python("manage.py", "migrate", "--verbosity=0"):
                return code
            return serve(port)


def serve(port: int) -> int:
    """Run the web server until it ends or we are told to stop."""
    workers = 2 * (os.cpu_count() or 1)
    command = ["-m", "gunicorn", "welfareplans.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    web = subprocess.Popen([sys.executable, *command, "--log-level", "warning"], cwd=ROOT)  # noqa: S603

    def stop(_signal: int, _frame: types.FrameType | None) -> None:
        web.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    print(f"Welfareplans: http://127.0.0.1:{port}/   (Ctrl-C stops everything)", flush=True)
    return max(web.wait(), 0)


def test(arguments: list[str]) -> int:
    """Run the tests on a server of their own."""
    folder = home() / "test"
    prepare_environment(folder)
    with database(folder, durable=False):
        return python("-m", "pytest", *arguments)


def manage(arguments: list[str]) -> int:
    """Pass on to manage.py with the embedded database up."""
    folder = home()
    prepare_environment(folder)
    with database(folder):
        return python("manage.py", *arguments)


def main(arguments: list[str]) -> int:
    """Return the exit code of one ./dev command; what a person can mend is one line and exit code 2."""
    name, *rest = arguments or [""]
    try:
        if name not in ("run", "test", "manage"):
            raise Refusal(USAGE)
        if python("-m", "welfareplans.catalogues", "compile"):
            return 1
        return run() if name == "run" else test(rest) if name == "test" else manage(rest)
    except (Refusal, EmbeddedError) as error:
        print(f"welfareplans: {error}", file=sys.stderr)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "the disk is full" if full else (error.strerror or str(error))
        print(f"welfareplans: {reason}{f' ({error.filename})' if error.filename else ''}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
