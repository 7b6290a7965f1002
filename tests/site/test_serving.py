"""The server as one starts it: real processes, real signals."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from luoshi.site import commands
from luoshi.site.errors import CommandRefused
from luoshi.site.serving import own_cores, web_command, web_workers
from tests.site.homes import Home, Server, free_port

NewHome = Callable[..., Home]
Serving = Callable[..., Server]
WORKING = 500  # any status below: the application answers


@pytest.mark.parametrize(("cores", "workers"), [(1, 4), (2, 4), (4, 8), (8, 16), (64, 16)])
def test_workers_follow_the_cores(cores: int, workers: int) -> None:
    assert web_workers(cores) == workers


def test_the_web_server_is_started_with_them() -> None:
    assert f"--workers={web_workers(own_cores())}" in web_command("127.0.0.1", 8000)


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until a condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def are_gone(processes: dict[int, str], seconds: float = 5) -> bool:
    """Tell whether all processes end within the time."""
    until = time.monotonic() + seconds
    while any(Path(f"/proc/{number}").exists() for number in processes):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_it_serves_restarts_a_dead_worker_and_leaves_nothing_behind(new_home: NewHome, serving: Serving) -> None:
    home = new_home("home")
    home.names_an_administrator()
    server = serving(home, "--empty")
    server.wait_for("Luoshi is running: http://127.0.0.1:")
    assert server.status() < WORKING
    wait_until(lambda: any("luoshi.site.worker" in command for command in server.children().values()))
    [worker] = [number for number, command in server.children().items() if "luoshi.site.worker" in command]
    os.kill(worker, signal.SIGKILL)
    server.wait_for("Starting the background worker again")
    wait_until(lambda: sum("luoshi.site.worker" in command for command in server.children().values()) == 1)
    below = server.children()
    assert worker not in below
    assert server.stop(signal.SIGINT) == 0
    assert are_gone(below)
    assert "Traceback" not in server.printed()


def test_a_home_that_is_set_up_has_one_server_and_nothing_is_left_when_it_is_killed(
    home: Home, serving: Serving
) -> None:
    """One server answers all these questions: with its four workers each takes ten seconds of processor time."""
    home.names_an_administrator()
    first = serving(home, "--empty")
    first.wait_for("Luoshi is running")
    if connection.vendor == "postgresql":  # any number may stand beside one another
        second = serving(home)
        second.wait_for("Luoshi is running")
        assert second.status() < WORKING
        assert second.stop() == 0
    else:
        home.environment["PORT"] = str(free_port())
        assert "already running on this home" in home.luoshi("serve", status=2)
    home.environment["PORT"] = str(first.port)
    assert "another program listens there" in home.luoshi("serve", status=2)
    assert first.status() < WORKING
    wait_until(lambda: len(first.children()) >= 4)  # the web server, its two workers, the background worker
    below = first.children()
    first.stop(signal.SIGKILL)
    assert are_gone(below, seconds=15)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_signal_that_asks_to_end_is_heard(number: signal.Signals) -> None:
    words = (
        "import os, sys; from luoshi.site.serving import StopSignals; signals = StopSignals();"
        "os.kill(os.getpid(), int(sys.argv[1])); signals.wait(5); print(signals.is_set)"
    )
    done = subprocess.run([sys.executable, "-c", words, str(int(number))], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the embedded database belongs to one server")
def test_servers_that_start_at_once_set_up_one_database_once(new_home: NewHome, serving: Serving) -> None:
    one = new_home("one")
    other = new_home("other", beside=one)
    for home in (one, other):
        home.names_an_administrator()
    servers = [serving(one, "--empty"), serving(other, "--empty")]
    for server in servers:
        server.wait_for("Luoshi is running")
    assert sum(server.printed().count("Made the administrator") for server in servers) == 1
    assert [server.stop() for server in servers] == [0, 0]


def test_demonstration_accounts_never_leave_this_machine(home: Home) -> None:
    home.environment["HOST"] = "0.0.0.0"
    assert "the demonstration is not loaded" in home.luoshi("serve", status=2)
    del home.environment["HOST"]
    assert home.run("tests.site.home_with_data", "demonstration_account").returncode == 0
    home.environment["HOST"] = "0.0.0.0"
    assert "demonstration accounts" in home.luoshi("serve", status=2)
    del home.environment["HOST"]
    home.environment["LUOSHI_ALLOWED_HOSTS"] = "tasks.example.cn"
    assert "demonstration accounts" in home.luoshi("serve", status=2)


@pytest.mark.parametrize("port", ["0", "70000", "http", "８０００", "-1"])
def test_a_port_that_is_none(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandRefused, match="PORT must be a number"):
        commands.serve(argparse.Namespace(empty=False))


def test_a_taken_port(new_home: NewHome) -> None:
    home = new_home("home")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        home.environment["PORT"] = str(taken.getsockname()[1])
        assert "another program listens there" in home.luoshi("serve", status=2)


def test_an_empty_start_asks_for_an_administrator(home: Home) -> None:
    assert "LUOSHI_ADMIN_USERNAME" in home.luoshi("serve", "--empty", status=2)
    home.names_an_administrator()
    home.environment["LUOSHI_ADMIN_PASSWORD"] = "12345"
    words = home.luoshi("serve", "--empty", status=2)
    assert "No administrator was made" in words


def test_a_database_out_of_reach(new_home: NewHome) -> None:
    home = new_home("home")
    home.environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/nothing"
    assert "database cannot be used" in home.luoshi("setup", status=2)


def test_a_home_that_cannot_be_made(new_home: NewHome, tmp_path: Path) -> None:
    home = new_home("home")
    (tmp_path / "file").write_text("", encoding="utf-8")
    home.environment["LUOSHI_HOME"] = str(tmp_path / "file" / "home")
    assert "Not a directory" in home.luoshi("setup", status=2)
