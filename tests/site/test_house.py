"""./dev refuses in one line what a person can mend, and brings back what dies."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from welfareplans import system_packages
from welfareplans.local_site import ROOT, any_port
from welfareplans.refusal import Refusal

Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A house of its own, with the tests' database so that none has to be made."""
    return {**os.environ, "WELFAREPLANS_HOME": str(tmp_path), "PORT": str(any_port()), "DEMO": "0"}


def dev(*arguments: str, environment: Environment) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "welfareplans.supervisor", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def refusal(*arguments: str, environment: Environment) -> str:
    done = dev(*arguments, environment=environment)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_busy_port_is_refused_in_one_line(environment: Environment) -> None:
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        line = refusal("run", environment=environment)
    assert line.startswith(f"welfareplans: port {environment['PORT']} is busy;")


def test_port_that_is_no_number_is_refused_in_one_line(environment: Environment) -> None:
    assert "PORT=http is not a port number" in refusal("run", environment={**environment, "PORT": "http"})


def test_second_copy_is_refused_in_one_line(environment: Environment, tmp_path: Path) -> None:
    with (tmp_path / "run.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "a copy is already running with" in refusal("run", environment=environment)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nonsense", "DATABASE_URL must read postgres://"),
        ("mysql://somebody@localhost/plans", "DATABASE_URL must read postgres://"),
        ("postgres://somebody@127.0.0.1:1/plans", "the database of DATABASE_URL does not answer"),
    ],
)
def test_database_that_cannot_be_had_is_refused_in_one_line(
    environment: Environment, address: str, reason: str
) -> None:
    assert reason in refusal("run", environment={**environment, "DATABASE_URL": address})
    assert reason in refusal("manage", "check", environment={**environment, "DATABASE_URL": address})


def test_unknown_command_is_answered_with_the_usage(environment: Environment) -> None:
    assert "usage: ./dev run" in refusal("walk", environment=environment)


def test_folder_that_cannot_be_written_is_refused_in_one_line(environment: Environment) -> None:
    assert "(/proc/" in refusal("run", environment={**environment, "WELFAREPLANS_HOME": "/proc/plans"})


def test_missing_library_names_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libnothing.so.9": "libnothing9"})
    monkeypatch.setattr(system_packages, "privileges", lambda: None)
    with pytest.raises(Refusal, match=r"type: sudo apt-get install libnothing9$"):
        system_packages.require_libraries()


def test_missing_browser_is_loud_on_a_laptop_and_a_refusal_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "BROWSERS", ())
    monkeypatch.setattr(system_packages, "privileges", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    system_packages.require_browser()
    assert "BROWSER TESTS ARE SKIPPED" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Refusal):
        system_packages.require_browser()


def test_no_file_of_the_house_names_a_package_host() -> None:
    for name in ("dev", "Dockerfile", "docker-compose.yml", "requirements.txt", "pyproject.toml", ".ci/run"):
        assert not re.search(r"https?://|index-url|@sha256", (ROOT / name).read_text()), name


@pytest.fixture
def house(environment: Environment, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", Environment]]:
    """A running copy on the tests' database server."""
    command = [sys.executable, "-m", "welfareplans.supervisor", "run"]
    with (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert process.stdout
        assert process.stdout.readline().startswith("Welfareplans: http://127.0.0.1:")
        yield process, environment
        process.terminate()
        assert process.wait(timeout=20) == 0
        process.stdout.close()


def children(pid: int, what: str) -> list[int]:
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(number) for number in numbers if what in Path(f"/proc/{number}/cmdline").read_text()]


def test_web_server_and_worker_come_back_after_kill_9(
    house: tuple["subprocess.Popen[str]", Environment], tmp_path: Path
) -> None:
    process, environment = house
    killed = children(process.pid, "worker") + children(process.pid, "gunicorn")
    assert len(killed) == 2
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        now = children(process.pid, "worker") + children(process.pid, "gunicorn")
        if len(now) == 2 and not set(now) & set(killed):
            break
        time.sleep(0.1)
    else:
        pytest.fail("they did not come back")
    said = (tmp_path / "errors").read_text()
    assert "the worker was killed by signal 9; it starts again" in said
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{environment['PORT']}/sv/", timeout=5) as answer:
                assert answer.status == 200
            return
        except OSError:
            assert time.monotonic() < deadline + 10
            time.sleep(0.1)


def test_compose_file_starts_the_five_services_on_settings_of_the_environment() -> None:
    lines = (ROOT / "docker-compose.yml").read_text().splitlines()
    assert not any("\t" in line or len(line) - len(line.lstrip()) & 1 for line in lines)
    services = [line.strip(" :") for line in lines[lines.index("services:") :] if re.fullmatch(r"  \w+:", line)]
    assert {"postgres", "redis", "web", "worker", "beat"} <= set(services)
    settings = (ROOT / "welfareplans/settings.py").read_text()
    processes = (ROOT / "welfareplans/gunicorn_settings.py").read_text()
    start = lines.index("  environment: &environment") + 1
    for line in lines[start : lines.index("  volumes:")]:
        assert f'"{line.split(":")[0].strip()}"' in settings + processes, line
