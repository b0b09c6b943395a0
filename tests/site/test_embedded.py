"""The embedded database comes back, whatever happened to it."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from welfareplans.embedded import EmbeddedPostgres


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "home")
    yield server
    server.stop()
    shutil.rmtree(server.base)  # root's lies outside of tmp_path


def ask(server: EmbeddedPostgres, question: str) -> object:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        answer = connection.execute(question.encode())
        row = answer.fetchone() if answer.description else None
    return row and row[0]


def test_killed_server_starts_again_with_every_saved_row(server: EmbeddedPostgres) -> None:
    with server.running():
        ask(server, "CREATE TABLE kept AS SELECT 'Ärta' AS text")
        pid = server.pid()
        assert pid
        os.kill(pid, signal.SIGKILL)
        while server.pid():
            time.sleep(0.01)
    with server.running():
        assert ask(server, "SELECT count(*) FROM kept WHERE text ILIKE 'ärta'") == 1


def test_server_stays_until_its_last_user_leaves(server: EmbeddedPostgres) -> None:
    with server.running():
        with server.running():
            pid = server.pid()
        assert server.pid() == pid
    assert server.pid() is None


def test_another_program_with_the_remembered_number_is_not_our_server(server: EmbeddedPostgres) -> None:
    server.data.mkdir(parents=True)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert server.pid() is None


def test_server_whose_socket_was_tidied_away_is_started_again(server: EmbeddedPostgres) -> None:
    with server.running():
        for socket in server.socket_dir.glob(".s.PGSQL.*"):
            socket.unlink()
        with server.running():
            assert ask(server, "SELECT 1") == 1


def test_database_that_was_killed_while_it_was_made_is_made_again(server: EmbeddedPostgres) -> None:
    partial = server.base / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18")
    with server.running():
        assert ask(server, "SELECT 1") == 1
    assert not partial.exists()


def test_server_ends_when_what_it_was_started_for_fails(server: EmbeddedPostgres) -> None:
    with pytest.raises(KeyError), server.running():
        raise KeyError
    assert server.pid() is None
