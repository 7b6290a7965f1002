"""The cluster that reads: an embedded one of local processes, or one that runs already. The same code for both."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from collections.abc import Iterator

import dask
from distributed import Client, LocalCluster, Security

from luoshi_archive.errors import ArchiveRefused

_CONNECT_SECONDS = 15
_USUAL_PORT = 8786
_SETTINGS = {
    "distributed.worker.memory.target": False,  # results leave at once; nothing is worth spilling
    "distributed.worker.memory.spill": False,
    "distributed.scheduler.allowed-failures": 1,
    # What the cluster does to watch itself, many times a second by default, would cost a tenth of the reading.
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.admin.low-level-log-length": 8,  # logs keep whole messages, and ours hold documents
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
}


@contextlib.contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Client]:
    """Give a client of the scheduler at an address, or of an embedded cluster with ``workers`` processes."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        if scheduler is None:
            stack.enter_context(_main_module_hidden())
            yield stack.enter_context(Client(stack.enter_context(_embedded(workers)), set_as_default=False))
            return
        stack.enter_context(_quiet())
        try:
            client = Client(_address(scheduler), timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError, TypeError) as error:  # TypeError: tls:// without certificates
            raise ArchiveRefused(
                f"No scheduler answers at {scheduler}. Start one, or leave --scheduler out."
            ) from error
        yield stack.enter_context(client)


def _embedded(workers: int) -> LocalCluster:
    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            security=Security.temporary(),  # or any account of this machine could send it work
            silence_logs=logging.CRITICAL,
        )
    except (RuntimeError, OSError, TimeoutError) as error:
        raise ArchiveRefused(f"The local processes cannot be started: {error}") from error


def _address(scheduler: str) -> str:
    """Check an address before Dask tries it; without a kind and a port it gets the usual ones."""
    kind, has_kind, rest = scheduler.rpartition("://")
    kind = kind if has_kind else "tcp"
    if not re.fullmatch(r"(?:[\w.-]+|\[[\da-fA-F:]+\])(?::\d{1,5})?", rest) or kind not in ("tcp", "tls", "ws", "wss"):
        raise ArchiveRefused(f"“{scheduler}” is no address such as tcp://10.0.0.5:{_USUAL_PORT}.")
    return f"{kind}://{rest}" + ("" if re.search(r":\d+$", rest) else f":{_USUAL_PORT}")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own lines from what the command says: what went wrong, the command says itself."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def threads(client: Client) -> int:
    """Say how many batches the cluster can read at once."""
    return max(sum(int(each) for each in client.nthreads().values()), 1)


@contextlib.contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Keep worker processes from running the command's own script again when they start or restart."""
    main = sys.modules["__main__"]
    path = main.__dict__.pop("__file__", None)
    spec, main.__spec__ = main.__spec__, None
    try:
        yield
    finally:
        main.__spec__ = spec
        if path is not None:
            main.__file__ = path
