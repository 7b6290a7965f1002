"""Reading an archive from end to end: cut, hand out, write down; what an earlier run wrote down is not read again."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distributed import Client, as_completed
from distributed.client import Future
from distributed.comm.core import CommClosedError

from luoshi_archive.batches import Batch, Document, cut
from luoshi_archive.cluster import connected, threads
from luoshi_archive.errors import READER_DIED, TIME_LIMIT, WORKER_DIED, ArchiveRefused, Problem
from luoshi_archive.inputs import Census, Input, items, open_inputs, total_bytes
from luoshi_archive.isolation import identity_of
from luoshi_archive.manifest import Manifest, Terms, Writer, check_place, load, writing
from luoshi_archive.progress import Progress
from luoshi_archive.reading_process import printed
from luoshi_archive.tables import rows_of_problem
from luoshi_archive.worker import BatchRead, engine_version, lay_out, read_batch

_OF_THE_MOMENT = frozenset({TIME_LIMIT, READER_DIED, WORKER_DIED})
"""Problems that another run, with more time or memory, may not have."""

_MOST_BYTES_UNDER_WAY = 48 * 2**20
"""Bytes of documents that are handed out and not yet written down; what memory is used follows from it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. ``time_limit`` is in seconds a document."""

    inputs: Sequence[str]
    out: Path
    scheduler: str | None = None
    workers: int = 1
    batch: int = 128
    time_limit: float = 120.0
    with_source: bool = False
    again: bool = False
    retry: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it, over this run and the earlier ones that it continued; ``read_now`` in this run alone.

    Documents that were set aside count in ``documents`` and ``problems``, not as read.
    """

    documents: int = 0
    read_now: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    dropped_batches: int = 0


def read_archive(order: Order) -> Outcome:
    """Read an archive into a folder, or read on where an earlier run ended. Refuses what cannot be done as asked."""
    inputs = open_inputs(order.inputs)
    out = order.out.absolute()
    if any(out == one.path or out.is_relative_to(one.path) for one in inputs):
        raise ArchiveRefused(f"{order.out} lies in what is to be read: name a folder elsewhere.")
    check_place(out)
    terms = Terms(engine_version(), tuple(one.label for one in inputs), order.batch, order.with_source)
    _check_terms(load(out), terms, again=order.again)
    with writing(out, again=order.again) as writer:
        writer.agree(terms)
        progress = Progress(total_bytes(inputs))
        run = _Run(order, writer, progress, Outcome())
        try:
            return run.through(inputs)
        finally:
            progress.finish()


def _check_terms(manifest: Manifest, terms: Terms, *, again: bool) -> None:
    before = manifest.terms
    if before is None or again or not manifest.batches:
        return
    if before.engine != terms.engine:
        raise ArchiveRefused(
            f"{manifest.folder} was read by another version of the engine. "
            "Say --again to read everything anew, or name another folder."
        )
    if not set(before.inputs) <= set(terms.inputs):
        raise ArchiveRefused(
            f"{manifest.folder} holds {', '.join(before.inputs)}. "
            "Give these inputs as well, name another folder, or say --again to replace them."
        )
    if (before.batch, before.with_source) != (terms.batch, terms.with_source):
        kept = f"--batch {before.batch}" + (" --with-source" if before.with_source else "")
        raise ArchiveRefused(
            f"{manifest.folder} was begun with {kept}. Say the same, name another folder, or say --again."
        )


@dataclass(slots=True)
class _Run:
    order: Order
    writer: Writer
    progress: Progress
    outcome: Outcome
    census: Census = field(default_factory=Census)
    planned: set[str] = field(default_factory=set)

    def through(self, inputs: Sequence[Input]) -> Outcome:
        wanted = self._wanted(inputs)
        first = next(wanted, None)
        if first is not None:  # a cluster is started only where there is something to read
            with connected(self.order.scheduler, self.order.workers) as client:
                try:
                    _Hands(self, client).read(first, wanted)
                except (CommClosedError, asyncio.CancelledError, TimeoutError) as error:
                    raise ArchiveRefused("The scheduler went away. The same command reads on from here.") from error
        gone = [digest for digest in self.writer.manifest.batches if digest not in self.planned]
        self.writer.drop(gone)
        self.writer.complete()
        self.outcome.dropped_batches = len(gone)
        self.outcome.passed_over = self.census.passed_over
        for entry in self.writer.manifest.batches.values():
            self.outcome.documents += entry.documents
            self.outcome.problems.update(entry.problems)
        return self.outcome

    def _wanted(self, inputs: Sequence[Input]) -> Iterator[tuple[Batch, int]]:
        """Yield the batches that no earlier run wrote down, each with the bytes of the inputs that it takes."""
        before = 0
        for one in inputs:
            for batch in cut(items(one, self.census), documents=self.order.batch):
                seen, before = self.census.bytes_seen - before, self.census.bytes_seen
                self.planned.add(batch.digest)
                entry = self.writer.manifest.batches.get(batch.digest)
                if entry is not None and self.order.retry and not _OF_THE_MOMENT.isdisjoint(entry.problems):
                    self.writer.drop([batch.digest])  # first, so that a kill leaves it to be read, and nothing twice
                    entry = None
                if entry is None:
                    yield batch, seen
                else:
                    self.progress.keep(entry.documents, seen)


@dataclass(slots=True)
class _UnderWay:
    """A batch that is handed out: in one piece, or document by document after it cost a worker its life."""

    batch: Batch
    seen: int
    pieces: dict[int, BatchRead] = field(default_factory=dict)
    expected: int = 1


class _Hands:
    """Hands batches out to the cluster, never more than it can chew, and writes down what comes back."""

    def __init__(self, run: _Run, client: Client) -> None:
        self.run = run
        self.client = client
        self.returning = as_completed(loop=client.loop)
        self.under_way: dict[Future[BatchRead], tuple[_UnderWay, int, tuple[Document, ...]]] = {}
        self.bytes_under_way = 0

    def read(self, first: tuple[Batch, int], others: Iterator[tuple[Batch, int]]) -> None:
        following: tuple[Batch, int] | None = first
        while following is not None or self.under_way:
            while following is not None and self._has_room():
                batch, seen = following
                self.bytes_under_way += batch.size
                self._hand_out(_UnderWay(batch, seen), 0, batch.documents)
                following = next(others, None)
            self._take_back(next(self.returning))

    def _has_room(self) -> bool:
        if not self.under_way:
            return True
        return len(self.under_way) < 2 * threads(self.client) + 1 and self.bytes_under_way < _MOST_BYTES_UNDER_WAY

    def _hand_out(self, way: _UnderWay, piece: int, documents: tuple[Document, ...]) -> None:
        future = self.client.submit(
            read_batch,
            documents,
            time_limit=self.run.order.time_limit,
            with_source=self.run.order.with_source,
            pure=False,
        )
        self.under_way[future] = (way, piece, documents)
        self.returning.add(future)

    def _take_back(self, future: Future[BatchRead]) -> None:
        way, piece, documents = self.under_way.pop(future)
        if future.status == "finished":
            result: BatchRead = future.result()
            self._check_engine(result)
            self._settle(way, piece, result)
        elif len(documents) > 1:  # one of them cost the worker its life: which one, each by itself will tell
            way.expected = len(documents)
            for number, document in enumerate(documents):
                self._hand_out(way, number, (document,))
        else:
            self._settle(way, piece, _set_aside(documents[0], future))
        future.release()

    def _check_engine(self, result: BatchRead) -> None:
        terms = self.run.writer.manifest.terms
        if terms is None or result.engine != terms.engine:
            raise ArchiveRefused("The cluster's workers have another engine: install the same version everywhere.")

    def _settle(self, way: _UnderWay, piece: int, result: BatchRead) -> None:
        way.pieces[piece] = result
        if len(way.pieces) < way.expected:
            return
        pieces = [way.pieces[number] for number in sorted(way.pieces)]
        rows, problems = Counter[str](), Counter[str]()
        for each in pieces:
            rows.update(each.rows)
            problems.update(each.problems)
        count = sum(each.documents for each in pieces)
        self.run.writer.add(
            way.batch.digest, [each.parts for each in pieces], documents=count, rows=dict(rows), problems=dict(problems)
        )
        self.bytes_under_way -= way.batch.size
        self.run.outcome.read_now += count - problems.total()
        self.run.progress.add(count, way.seen, problems.total())


def _set_aside(document: Document, future: Any) -> BatchRead:
    """Set a document aside that cost its worker its life twice over."""
    problem = Problem(WORKER_DIED, f"The worker that read the document ended: {future.exception()}"[:500])
    return lay_out([printed(rows_of_problem(identity_of(document), problem))], Counter([problem.code]))
