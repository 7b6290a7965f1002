"""Reserve quality (docs/rules/reserve.md, RQ1–RQ7): adequate, well made up, flowing, focused. Rows in, figures out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil
from types import MappingProxyType

from luoshi.domain.projects.rules.library import ADMITTED
from luoshi.domain.projects.rules.stages import RESERVE_STAGES, STAGE_ORDER, next_stage
from luoshi.domain.projects.terms import LibraryState, LifecycleStage, ReserveAdvice
from luoshi.foundation.shares import points_between, share_of

NOTHING = Decimal(0)
SHORT_POINTS = 5  # points below the wanted share before a part counts as short (RQ7)
DWELL_DAYS: Mapping[LifecycleStage, int] = MappingProxyType(
    {
        LifecycleStage.CONCEIVED: 365,
        LifecycleStage.PRELIMINARY: 365,
        LifecycleStage.BUILDING: 1095,
        LifecycleStage.COMPLETED: 180,
        LifecycleStage.PRODUCING: 730,
    }
)
"""Days after which a project stands still in its stage, where a jurisdiction has set none of its own (RQ5)."""


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """What quality looks at of one project; parts by the key or value by which they are grouped."""

    pk: int
    stage: str
    stage_since: date
    library_state: str
    total_wan_yuan: Decimal | None
    sector: int | None = None
    unit: int | None = None
    investor: str = ""
    level: str = ""

    @property
    def is_reserve(self) -> bool:
        """Whether it belongs to the reserve: admitted, and construction has not begun (RQ1)."""
        return self.library_state in ADMITTED and self.stage in RESERVE_STAGES


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects and how much, in 万元; those without a total count as none in the sum."""

    projects: int = 0
    wan_yuan: Decimal = NOTHING

    def __add__(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(self.projects + other.projects, self.wan_yuan + other.wan_yuan)


def tally_of(rows: Iterable[ReserveRow]) -> Tally:
    """Count projects and add up their totals."""
    count, total = 0, NOTHING
    for row in rows:
        count += 1
        total += row.total_wan_yuan or NOTHING
    return Tally(count, total)


@dataclass(frozen=True, slots=True)
class Target:
    """What a year's starts need: investment and projects, and how many times that the reserve should hold."""

    year: int
    wan_yuan: Decimal
    projects: int | None
    times: Decimal

    @property
    def wanted_wan_yuan(self) -> Decimal:
        """The reserve that is wanted, in 万元."""
        return self.wan_yuan * self.times

    @property
    def wanted_projects(self) -> int | None:
        """The number of projects that is wanted; a part of a project is a whole one."""
        return None if self.projects is None else ceil(self.projects * self.times)


@dataclass(frozen=True, slots=True)
class Adequacy:
    """The reserve against a target (RQ2). ``times``: how often the reserve covers the target, None without one."""

    reserve: Tally
    target: Target | None

    @property
    def times(self) -> Fraction | None:
        """How many times the reserve holds the target's investment."""
        return share_of(self.reserve.wan_yuan, self.target.wan_yuan) if self.target else None

    @property
    def missing_wan_yuan(self) -> Decimal:
        """What is missing in 万元; zero where it is enough."""
        return max(self.target.wanted_wan_yuan - self.reserve.wan_yuan, NOTHING) if self.target else NOTHING

    @property
    def missing_projects(self) -> int:
        """How many projects are missing; zero where there are enough or none are asked for."""
        wanted = self.target.wanted_projects if self.target else None
        return max(wanted - self.reserve.projects, 0) if wanted is not None else 0

    @property
    def is_enough(self) -> bool:
        """Whether both investment and number suffice."""
        return self.target is not None and not self.missing_wan_yuan and not self.missing_projects


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the reserve against its wanted share (RQ3). Shares are of the investment, 1 being the whole."""

    key: int | str | None
    tally: Tally
    share: Fraction | None
    wanted: Fraction | None = None

    @property
    def gap_points(self) -> Fraction | None:
        """Percentage points above (+) or below (−) the wanted share; None where none is wanted."""
        return None if self.wanted is None else points_between(self.share or Fraction(0), self.wanted)


def structure_of(
    rows: Sequence[ReserveRow], by: str, wanted: Mapping[int | str, Fraction] | None = None
) -> tuple[Part, ...]:
    """Divide rows by one of their fields, largest first; what is wanted and missing stands there with nothing (RQ3)."""
    groups: dict[int | str | None, list[ReserveRow]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by) or None].append(row)
    whole = tally_of(rows).wan_yuan
    shares = wanted or {}
    keys = [*groups, *(key for key in shares if key not in groups)]
    parts = []
    for key in keys:
        tally = tally_of(groups.get(key, ()))
        parts.append(Part(key, tally, share_of(tally.wan_yuan, whole), shares.get(key) if key is not None else None))
    return tuple(sorted(parts, key=lambda part: (-part.tally.wan_yuan, -part.tally.projects, str(part.key))))


@dataclass(frozen=True, slots=True)
class Move:
    """A change of stage; ``former`` is empty for the first."""

    project: int
    former: str
    stage: str
    on: date
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What left a stage in a span (RQ4). Days are those between entering and leaving it."""

    stage: LifecycleStage
    passed: Tally
    dropped: Tally
    present: Tally  # in the stage at the end of the span
    still: Tally  # of those, longer than the limit
    limit_days: int | None
    median_days: int | None
    p90_days: int | None
    passed_pks: tuple[int, ...] = ()
    dropped_pks: tuple[int, ...] = ()
    still_pks: tuple[int, ...] = ()

    @property
    def pass_share(self) -> Fraction | None:
        """Passed, of all that were in the stage during the span; None after the last stage, which nothing leaves."""
        if next_stage(self.stage) is None:
            return None
        return share_of(self.passed.projects, self.passed.projects + self.dropped.projects + self.present.projects)

    @property
    def drop_share(self) -> Fraction | None:
        """Dropped out, of the same whole."""
        return share_of(self.dropped.projects, self.passed.projects + self.dropped.projects + self.present.projects)


def percentile_days(days: Sequence[int], percent: int) -> int | None:
    """Give the nearest-rank percentile: the least value that at least so many per cent do not exceed; None of none."""
    if not days:
        return None
    ordered = sorted(days)
    return ordered[max(ceil(Fraction(percent, 100) * len(ordered)), 1) - 1]


@dataclass(slots=True)
class _Left:
    passed: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)


def continuity_of(
    rows: Sequence[ReserveRow],
    moves: Iterable[Move],
    *,
    first: date,
    last: date,
    limits: Mapping[LifecycleStage, int] = DWELL_DAYS,
) -> tuple[Passage, ...]:
    """Tell for each stage what passed on and dropped out from ``first`` to ``last``, and what stands still (RQ4, RQ5).

    ``moves`` stand in order of time within each project. Corrections are no passages; what follows one counts its days
    from the last true move into the stage.
    """
    by_pk = {row.pk: row for row in rows}
    left: dict[str, _Left] = defaultdict(_Left)
    for pk, own in _by_project(moves).items():
        if pk in by_pk:
            _count_moves(own, left, first, last)
    present: dict[str, list[ReserveRow]] = defaultdict(list)
    for row in rows:
        if row.library_state in ADMITTED:
            present[row.stage].append(row)
    return tuple(_passage(stage, present[stage], by_pk, left[stage], last, limits) for stage in STAGE_ORDER)


def _by_project(moves: Iterable[Move]) -> dict[int, list[Move]]:
    found: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        found[move.project].append(move)
    return found


def _count_moves(moves: Sequence[Move], left: dict[str, _Left], first: date, last: date) -> None:
    """Count one project's true moves out of stages within the span."""
    for before, move in pairwise(moves):
        if move.is_correction or not first <= move.on <= last or before.stage != move.former:
            continue
        group = left[move.former]
        if move.stage == LifecycleStage.STOPPED:
            group.dropped.append(move.project)
        elif _place(move.stage) > _place(move.former):
            group.passed.append(move.project)
            if not before.is_correction:
                group.days.append((move.on - before.on).days)


def _place(stage: str) -> int:
    return STAGE_ORDER.index(LifecycleStage(stage)) if stage in STAGE_ORDER else -1


def _passage(
    stage: LifecycleStage,
    present: Sequence[ReserveRow],
    by_pk: Mapping[int, ReserveRow],
    left: _Left,
    last: date,
    limits: Mapping[LifecycleStage, int],
) -> Passage:
    limit = limits.get(stage)
    still = [row for row in present if limit is not None and stands_still(row.stage_since, last, limit)]
    return Passage(
        stage=stage,
        passed=tally_of(by_pk[pk] for pk in left.passed),
        dropped=tally_of(by_pk[pk] for pk in left.dropped),
        present=tally_of(present),
        still=tally_of(still),
        limit_days=limit,
        median_days=percentile_days(left.days, 50),
        p90_days=percentile_days(left.days, 90),
        passed_pks=tuple(left.passed),
        dropped_pks=tuple(left.dropped),
        still_pks=tuple(row.pk for row in still),
    )


def stands_still(since: date, today: date, limit_days: int) -> bool:
    """Tell whether a project has been in its stage for longer than the limit (RQ5)."""
    return (today - since).days > limit_days


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do something about (RQ7). ``key``: the stage, sector or investor; ``number``, ``wan_yuan``: size."""

    kind: ReserveAdvice
    key: int | str | None = None
    projects: int = 0
    wan_yuan: Decimal = NOTHING
    points: Fraction | None = None
    year: int = 0


_RANK = tuple(ReserveAdvice)


def advice_on(
    adequacy: Adequacy,
    sectors: Sequence[Part],
    investors: Sequence[Part],
    passages: Sequence[Passage],
    *,
    year: int,
) -> tuple[Advice, ...]:
    """Name what to do something about: by kind in the order of RQ7, within a kind the largest first."""
    found = [*_on_adequacy(adequacy, year), *_on_flow(passages)]
    for parts, kind in ((sectors, ReserveAdvice.SECTOR_SHORT), (investors, ReserveAdvice.INVESTOR_SHORT)):
        found += [
            Advice(kind, part.key, part.tally.projects, part.tally.wan_yuan, part.gap_points)
            for part in parts
            if part.gap_points is not None and part.gap_points <= -SHORT_POINTS
        ]
    return tuple(sorted(found, key=lambda a: (_RANK.index(a.kind), a.points or 0, -a.wan_yuan, -a.projects)))


def _on_adequacy(adequacy: Adequacy, year: int) -> list[Advice]:
    if adequacy.target is None:
        return [Advice(ReserveAdvice.NO_TARGET, year=year)]
    if not adequacy.reserve.projects:
        return [Advice(ReserveAdvice.NO_RESERVE, wan_yuan=adequacy.missing_wan_yuan, year=year)]
    found = []
    if adequacy.missing_wan_yuan:
        found.append(Advice(ReserveAdvice.SHORT, wan_yuan=adequacy.missing_wan_yuan, year=year))
    if adequacy.missing_projects:
        found.append(Advice(ReserveAdvice.FEW, projects=adequacy.missing_projects, year=year))
    return found


def _on_flow(passages: Sequence[Passage]) -> list[Advice]:
    found = []
    for passage in passages:
        stage = passage.stage.value
        if passage.stage in RESERVE_STAGES and not passage.present.projects:
            found.append(Advice(ReserveAdvice.STAGE_EMPTY, stage))
        elif passage.stage in RESERVE_STAGES and not passage.passed.projects:
            here = passage.present
            found.append(Advice(ReserveAdvice.NO_PASSAGE, stage, here.projects, here.wan_yuan))
        if passage.still.projects:
            still = passage.still
            found.append(Advice(ReserveAdvice.STANDING_STILL, stage, still.projects, still.wan_yuan))
    return found


def was_admitted(state: str) -> bool:
    """Tell whether the flow counts a record: what was never admitted never entered the reserve (RQ1)."""
    return state in ADMITTED or state == LibraryState.WITHDRAWN
