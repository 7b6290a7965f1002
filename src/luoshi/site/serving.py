"""The running server: web server and background worker as two child processes, watched, restarted, stopped together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

WEB_WORKERS = range(4, 17)  # two a core within this range: few that are busy for long leave others free
WEB_THREADS = 2  # per worker; threads of one process wait for each other (docs/decisions/serving.md)
STOP_SECONDS = 10.0  # from asking a child to stop to ending it
DEATHS_FORGIVEN = 5  # within DEATH_WINDOW_SECONDS; a child that dies more often is not worth restarting
DEATH_WINDOW_SECONDS = 60.0
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def web_workers(cores: int) -> int:
    """Give how many processes answer pages on a machine with so many cores."""
    return min(max(2 * cores, WEB_WORKERS[0]), WEB_WORKERS[-1])


def own_cores() -> int:
    """Count the cores that this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def web_command(host: str, port: int) -> list[str]:
    """Give the command line of the web server."""
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": web_workers(own_cores()),
        "blocking-threads": WEB_THREADS,
        "workers-kill-timeout": int(STOP_SECONDS / 2),
        "http": "1",
        "log-level": "error",  # at "warning" every start would call the number of workers too high
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    return [
        sys.executable,
        "-m",
        "granian",
        *words,
        "--no-ws",
        "--respawn-failed-workers",
        "luoshi.site.wsgi:application",
    ]


def worker_command() -> list[str]:
    """Give the command line of the background worker."""
    return [sys.executable, "-m", "luoshi.site.worker"]


def is_free(host: str, port: int) -> bool:
    """Tell whether nothing listens on the address yet; the web server itself would share a taken port silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def address(host: str, port: int) -> str:
    """Give the address as one types it into a browser on this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def answer_status(url: str) -> int:
    """Give the HTTP status with which the server answers a request; 0 where it does not answer yet."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own http address
            status: int = response.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _end_with_parent() -> None:
    """Ask Linux to end this child when its parent ends by force, so that nothing is left behind."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)


@dataclass
class Child:
    """One process to keep running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start the process in a group of its own: Ctrl-C reaches the parent only, which stops both in order."""
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=_end_with_parent)

    def look_after(self, now: float) -> bool:
        """Restart a dead process after a pause that doubles; give False when it died too often."""
        if self.process is not None and self.process.poll() is None:
            return True
        if self.process is not None:
            self.deaths = [*(at for at in self.deaths if now - at < DEATH_WINDOW_SECONDS), now]
            print(f"The {self.name} ended (status {self.process.returncode}).", file=sys.stderr, flush=True)
            self.process = None
            if len(self.deaths) > DEATHS_FORGIVEN:
                return False
            self.start_again_at = now + 0.5 * 2 ** (len(self.deaths) - 1)
        if now >= self.start_again_at:
            print(f"Starting the {self.name} again.", file=sys.stderr, flush=True)
            self.start()
        return True

    def ask_to_stop(self) -> None:
        """Send the polite signal."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self, until: float) -> None:
        """Wait for the process to end, and end its whole group where it does not."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"The {self.name} did not stop in time and is ended.", file=sys.stderr, flush=True)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class StopSignals:
    """Turns the signals that end a server, and the end of a child, into something one can wait for."""

    def __init__(self) -> None:
        self.is_set = False
        self._reader, writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(writer, False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def _stop(self, *_: object) -> None:
        self.is_set = True

    def wait(self, seconds: float) -> None:
        """Sleep until a signal comes or the time is over."""
        if select.select([self._reader], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):
                os.read(self._reader, 4096)


def serve(host: str, port: int, *, when_ready: Callable[[], None]) -> int:
    """Run both processes until a signal; give the exit status: 0 after a signal, 1 when one could not be kept up.

    ``when_ready`` is called once, when the server first answers.
    """
    signals = StopSignals()
    web, worker = Child("web server", web_command(host, port)), Child("background worker", worker_command())
    children, is_ready, status = [web], False, 0
    web.start()
    try:
        while not signals.is_set:
            if not all(child.look_after(time.monotonic()) for child in children):
                print("It ends again and again; stopping. Its words stand above.", file=sys.stderr)
                status = 1
                break
            if not is_ready and (answer := answer_status(address(host, port) + "/")):
                is_ready = True
                when_ready()
                if answer >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    print(f"But it answers with an error (status {answer}); the reason stands above.", file=sys.stderr)
                worker.start()  # only now, so that the first page does not wait for it
                children.append(worker)
            signals.wait(1.0 if is_ready else 0.1)
    finally:
        for child in children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        for child in children:
            child.stop(until)
    return status
