"""A migrated database kept on the tests' server: every process of every run copies it instead of migrating anew."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "test_migrated_"
# Any number: it is this lock of the server, which processes that start together take one after the other.
LOCK = 7_406_112


def migrated_database() -> str:
    """Return the name of a database that has every migration as its file stands now; it is made when it is missing."""
    name = PREFIX + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            make(cursor, name)
    return name


def fingerprint() -> str:
    """Return what tells one state of all migrations from another."""
    found = hashlib.sha256()
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        file = sys.modules[type(migration).__module__].__file__ or ""
        found.update(f"{key}".encode() + Path(file).read_bytes())
    return found.hexdigest()[:20]


def make(cursor: Any, name: str) -> None:
    """Migrate an empty database, which gets its name when it is whole."""
    unfinished = PREFIX + "unfinished"
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{unfinished}").geturl()
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name)))
