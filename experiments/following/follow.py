"""Following an alliance: where it stands, what comes, and how that changed with each wave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.following.answers import Answer, Departure, Wave, check
from experiments.following.items import ITEMS, SHARED
from experiments.following.observing import readings
from experiments.following.particles import Fit, Particles
from sim.arrays import Array
from sim.errors import AllianceError
from sim.model import Model
from sim.observers.paths import added_value, paths_of_record
from sim.observers.phases import PHASES, PRODUCING, Codes, phase_path
from sim.results import Record
from sim.scenarios import Scenario

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Of what is told of a state: ends of the bands of 90 % and 50 %, and the middle."""

KEPT = ("trust", "knowledge", "rift", "agreements", "language", "commitment", "members", "fund")
"""Paths of the alliance that an outlook keeps, beside its output."""

DOUBT = 0.05
"""Chance at and under which answers are called a surprise: they fit the model worse than 95 of 100
simulated waves."""

AHEAD = 24
"""Months ahead that 'what comes' looks at, where nothing else is said."""

_OUTPUT = ("joint_output", "apart_output", "own_output")


@dataclass(frozen=True)
class Outlook:
    """What comes, seen from one moment.

    Attributes:
        waves: how many waves it knows of.
        tick: months that the alliance had lived.
        phase: (runs, ticks) codes of `sim.observers.phases.PHASES`, the past included.
        paths: (runs, ticks) by name of `KEPT` and of output; NaN once an alliance has ended.
        leaves: (runs, N) month in which each member leaves, NaN where it does not.
    """

    waves: int
    tick: int
    phase: Codes
    paths: dict[str, Array]
    leaves: Array

    @classmethod
    def of(cls, record: Record, waves: int, tick: int) -> Outlook:
        """The outlook in recorded paths."""
        paths = paths_of_record(record.values)
        left = np.nan_to_num(paths["leaves"]) > 0.0
        when = np.where(left.any(1), left.argmax(1).astype(np.float64), np.nan)
        kept = {name: paths[name].copy() for name in (*KEPT, *_OUTPUT)}
        return cls(waves, tick, phase_path(paths), kept, when)

    @property
    def length(self) -> int:
        """Months that it looks at."""
        return int(self.phase.shape[1])

    def phases(self, tick: int) -> dict[int, float]:
        """The chance of each phase in a month, by its code; 0 is an end."""
        codes = self.phase[:, min(tick, self.length - 1)]
        return {phase.code: float(np.mean(codes == phase.code)) for phase in PHASES}

    def gain(self, first: int, until: int) -> Array:
        """(runs,): added value over some months; an alliance that has ended gives what each gives apart."""
        part = {name: np.nan_to_num(self.paths[name][:, first:until]).sum(1) for name in _OUTPUT}
        found = added_value(part["joint_output"] + part["apart_output"], part["own_output"])
        gain: Array = np.nan_to_num(found)
        return gain

    def productive(self, first: int, until: int) -> Array:
        """(runs,): 1 where phase 3 is reached in some months, else 0."""
        reached = np.asarray(self.phase[:, first:until] == PRODUCING)
        once: Array = np.asarray(reached.any(1), dtype=np.float64)
        return once

    def lives(self, tick: int) -> Array:
        """(runs,): 1 where the alliance still runs at the end of a month, else 0."""
        there = self.paths["members"][:, min(tick, self.length - 1)]
        alive: Array = np.where(np.isnan(there), 0.0, 1.0)
        return alive

    def stays(self, until: int) -> Array:
        """(N,): chance that each member has not left before a month."""
        gone = (self.leaves >= self.tick) & (self.leaves < until)
        stays: Array = 1.0 - np.asarray(gone.mean(0))
        return stays


@dataclass(frozen=True)
class Standing:
    """Where the alliance stood at a wave.

    Attributes:
        tick: the month.
        before, after: what each item reads without and with the answers: by code, `QUANTILES` of it,
            (5,), (5, N) or (5, N, N) in [0, 1].
        fit: how well the answers fit what was expected.
    """

    tick: int
    before: dict[str, Array]
    after: dict[str, Array]
    fit: Fit

    @property
    def surprising(self) -> bool:
        """Whether the answers fit so badly that the model may not hold for this alliance."""
        return self.fit.chance <= DOUBT


@dataclass(frozen=True)
class Telling:
    """How much one more answer would tell of what comes.

    Attributes:
        item, member, partner: what would be asked, of whom, about whom.
        share: part of the variance of what comes that it would take away, in [0, 1].
    """

    item: str
    member: str
    partner: str | None
    share: float


@dataclass(frozen=True)
class Following:
    """An alliance that was followed.

    Attributes:
        scenario: the alliance and what happened to it.
        waves: what was answered.
        standings: where it stood at each wave.
        outlooks: what comes, seen from its start and from each wave; the last one from `now`.
        now: the month in which it is.
        active: (N,) chance that each place is a member now.
        state: what each item reads now, as in `Standing`.
        telling: answers that would tell most, the best first.
        particles: the runs themselves, for what is asked next.
    """

    scenario: Scenario
    waves: tuple[Wave, ...]
    standings: tuple[Standing, ...]
    outlooks: tuple[Outlook, ...]
    now: int
    active: Array
    state: dict[str, Array]
    telling: tuple[Telling, ...]
    particles: Particles

    @property
    def names(self) -> list[str]:
        """Names of the member places."""
        return self.particles.names

    @property
    def outlook(self) -> Outlook:
        """What comes, with all that is known."""
        return self.outlooks[-1]

    @property
    def surprising(self) -> bool:
        """Whether any wave fits so badly that the model may not hold for this alliance."""
        return any(standing.surprising for standing in self.standings)


def follow(
    scenario: Scenario,
    waves: Sequence[Wave] = (),
    departures: Sequence[Departure] = (),
    *,
    now: int | None = None,
    runs: int = 400,
    seed: int = 0,
    model: Model | None = None,
    known: Callable[[int], Scenario] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Following:
    """Condition the simulation on what is known of an alliance.

    Args:
        scenario: the alliance and what happened to it.
        waves: what was answered, in order; none gives the outlook of the simulation alone.
        departures: members that are known to have left; all others are known to have stayed.
        now: the month up to which that is known; that of the last wave when left out.
        runs: how many runs are followed, >= 50.
        seed: of all.
        model: what is run; the shipped model when left out. Parameters that it draws (`sim.Model.draws`) are
            learnt too.
        known: the scenario as it was known in a month, so that an earlier outlook does not know what was
            to come; `scenario` when left out.
        progress: called with the number of months done, out of `work`.

    Raises:
        AllianceError: for a name, item or month that is not there, or when no run agrees with what is
            known.

    Example:
        >>> from sim.scenarios import load
        >>> found = follow(load("smooth-start"), now=6, runs=50)
        >>> round(sum(found.outlook.phases(12).values()), 6)
        1.0
    """
    last = max([wave.tick for wave in waves] + [gone.tick + 1 for gone in departures], default=0)
    now = last if now is None else now
    if runs < 50:
        raise AllianceError(f"runs = {runs} is not allowed: a whole number from 50")
    if not last <= now < scenario.length:
        raise AllianceError(
            f"month {now} is not allowed: from {last}, the last of which something is known, to "
            f"{scenario.length - 1}"
        )
    names = [place.name for place in scenario.places()]
    check(waves, departures, names)
    particles = Particles(scenario, seed, model or Model(), tuple(departures), runs=runs)
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(done)

    def outlook(tick: int, count: int) -> Outlook:
        there = known(tick) if known else None
        found = Outlook.of(particles.ahead(there), count, tick)
        advance(scenario.length - tick)
        return found

    outlooks, standings = [outlook(0, 0)] if waves else [], []
    for count, wave in enumerate(waves, 1):
        advance(wave.tick - particles.batch.now)
        particles.advance(wave.tick)
        before = _quantiles(readings(particles.batch))
        fit = particles.observe(wave)
        after = _quantiles(readings(particles.batch))
        standings.append(Standing(wave.tick, before, after, fit))
        if count < len(waves) or wave.tick < now:
            outlooks.append(outlook(wave.tick, count))
    particles.advance(now)
    record = particles.ahead(known(now) if known else None)
    final = Outlook.of(record, len(waves), now)
    advance(scenario.length - now)
    return Following(
        scenario,
        tuple(waves),
        tuple(standings),
        (*outlooks, final),
        now,
        particles.batch.state.active.mean(0),
        _quantiles(readings(particles.batch)),
        telling(particles, final.gain(now, now + AHEAD)),
        particles,
    )


def work(length: int, waves: Sequence[Wave], now: int) -> int:
    """All months that `follow` takes its runs through, for progress."""
    ticks = [wave.tick for wave in waves]
    if ticks and ticks[-1] == now:
        ticks = ticks[:-1]
    from_waves = sum(length - tick for tick in [0, *ticks]) if waves else 0
    return from_waves + max([wave.tick for wave in waves], default=0) + length - now


def telling(particles: Particles, outcome: Array) -> tuple[Telling, ...]:
    """What one more answer to each question would tell of an outcome.

    Equation:
        share = ρ² s² / (s² + σ²), ρ between outcome and reading over the runs, less what chance gives

    Args:
        particles: the runs now.
        outcome: (runs,) what comes of each.

    Returns:
        The best first.
    """
    spread = outcome.std()
    if spread <= 1e-12:
        return ()
    asked = _all_questions(particles)
    answers, read = particles.expected(asked)
    apart = read - read.mean(1)[:, None]
    variance = (apart**2).mean(1)
    covariance = apart @ (outcome - outcome.mean()) / len(outcome)
    squared = covariance**2 / np.maximum(variance * spread**2, 1e-30)
    squared = np.maximum(squared - (1.0 - squared) / len(outcome), 0.0)
    sd = np.array([answer.sd for answer in answers])
    share = squared * variance / (variance + sd**2)
    order = np.argsort(-share, kind="stable")
    return tuple(
        Telling(answers[k].item, answers[k].member, answers[k].partner, float(share[k]))
        for k in order
        if share[k] > 0.0
    )


def _all_questions(particles: Particles) -> list[Answer]:
    """Every question to everybody who is a member in most runs, as one respondent would answer it."""
    there = particles.batch.state.active.mean(0) > 0.5
    names = [name for name, is_in in zip(particles.names, there, strict=True) if is_in]
    found = []
    for code, item in ITEMS.items():
        sd = float((item.error**2 + SHARED**2) ** 0.5)
        for name in names:
            others = [other for other in names if other != name]
            partners: list[str | None] = [*others] if item.about == "partner" else [None]
            found += [Answer(code, name, partner, 0.0, sd) for partner in partners]
    return found


def _quantiles(read: dict[str, Array]) -> dict[str, Array]:
    """`QUANTILES` over the runs."""
    return {code: np.quantile(values, QUANTILES, axis=0) for code, values in read.items()}
