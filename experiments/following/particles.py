"""Runs that agree with what is known: month by month, and moved toward the answers of each wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from experiments.following import coordinates
from experiments.following.answers import Answer, Departure, Wave
from experiments.following.items import CALIBRATION, ITEMS
from experiments.following.observing import on_the_form, predicted, readings
from experiments.following.updating import moved
from sim.agents.perception import alignment_with
from sim.arrays import Array
from sim.ensemble import Batch
from sim.errors import AllianceError
from sim.events import Event
from sim.flows import FLOWS
from sim.model import Model
from sim.parameters import Parameters
from sim.results import VARIABLES, Record
from sim.rules import ambition
from sim.rules.leaving import LeavingParameters, exit_chance
from sim.scenarios import Scenario
from sim.start import Start, begin
from sim.state import STATE

PSEUDO = 200
"""Simulated waves that the answers are held against, to see whether they surprise."""

_EXITS = ("home_exit", "offer_exit", "exit_rate")
"""Parameters of the chance that a member leaves."""

_SMOOTHED = tuple(
    name
    for name, told in VARIABLES.items()
    if told.level == "alliance"
    and (
        (name in STATE and STATE[name].high == 1 and name not in coordinates.EXACT)
        or (name in FLOWS and name.endswith(("_hours", "_output")))
    )
)
"""Paths whose past follows the answers too, so that the phase now is not that of runs that were moved."""


@dataclass(frozen=True)
class Fit:
    """How well the answers of a wave fit what was expected.

    Attributes:
        chance: share of simulated waves that are as far from what is expected, or further.
        surprise: by item, how many standard deviations the mean of its answers lies from what was expected.
        left: how many runs of equal weight would be left if runs were weighed by the answers instead of moved.
    """

    chance: float
    surprise: dict[str, float]
    left: float


@dataclass
class Particles:
    """The runs that are followed.

    Attributes:
        batch: the runs now.
        record: their paths so far.
        calibration: (items, runs) how far each item is off for all.
        weight: (runs,) logarithm of what each run counts, by who left and who stayed.
        evidence: logarithm of how likely the model made what is known of endings and exits.
    """

    scenario: Scenario
    seed: int
    model: Model
    departures: tuple[Departure, ...]
    batch: Batch = field(init=False)
    record: Record = field(init=False)
    calibration: Array = field(init=False)
    weight: Array = field(init=False)
    evidence: float = 0.0
    runs: int = 400

    def __post_init__(self) -> None:
        self._numbers = np.arange(self.runs, dtype=np.int64)
        self._next = self.runs
        start = self._begun(self.scenario)
        # Who leaves is known: what that says of each run is reckoned in `_weigh`.
        self._exits = {name: start.parameters[name] for name in _EXITS}
        nobody = dict.fromkeys(_EXITS, 0.0)
        start.parameters = Parameters({**start.parameters, **nobody})
        self.batch = Batch(start)
        if self.batch.ties.seats.ndim > 1:
            raise AllianceError(
                "to be followed, an alliance must say who sits with whom: the working group of each member, "
                "or structure.groups = 'one'"
            )
        self.record = Record(start)
        self.weight = np.zeros(self.runs)
        self._luck = np.random.default_rng([self.seed, 17])
        self.calibration = CALIBRATION * self._luck.standard_normal((len(ITEMS), self.runs))

    def _begun(self, scenario: Scenario) -> Start:
        """The start of a scenario under the chance of these runs, with departures that are known."""
        none = np.zeros(self.runs, np.intp)
        start = begin([scenario], none, self._numbers, self.seed, self.model)
        start.events = [*start.events, *self._departing(self.departures, start.names)]
        return start

    def _departing(self, departures: Sequence[Departure], names: list[str]) -> list[Event]:
        everywhere = np.ones(self.runs, dtype=np.bool_)
        return [
            Event(gone.tick + 1, "departure", everywhere, place=names.index(gone.member))
            for gone in departures
        ]

    @property
    def names(self) -> list[str]:
        """Names of the member places."""
        return self.batch.start.names

    # -- from month to month ------------------------------------------------------------------
    def advance(self, tick: int) -> None:
        """Take all runs to a month, along what is known to have happened.

        Raises:
            AllianceError: when no run agrees with it.
        """
        while self.batch.now < tick:
            self._weigh()
            _step(self.batch, self.record)
            # The alliance lives, and nobody left but who is known to: other runs are given up for copies.
            agree = (self.batch.state.running > 0.0) & ~(self.batch.flows.leaves > 0.0).any(1)
            if not agree.any():
                raise AllianceError(
                    f"in all {self.runs} runs the alliance has ended, or others have left, by month "
                    f"{self.batch.now}: the model does not know alliances such as this"
                )
            if not agree.all():
                self._choose(np.where(agree, self.weight, -np.inf))
            elif _effective(self.weight) < self.runs / 2.0:
                self._choose(self.weight)

    def _weigh(self) -> None:
        """Count each run by how likely it made it that those left who left this month, and no others."""
        state, traits = self.batch.state, self.batch.traits
        own = Parameters({**self.batch.start.parameters, **self._exits}).members(LeavingParameters)
        alignment = alignment_with(traits.goals, state.ambition)
        binding = ambition.binding(state.commitment[:, None], alignment)
        chance = np.clip(exit_chance(binding, state.backing, own), 1e-9, 1.0 - 1e-9)
        gone = {one.member for one in self.departures if one.tick == self.batch.now}
        leaves = np.array([name in gone for name in self.names])
        happened = np.where(leaves, np.log(chance), np.log1p(-chance))
        self.weight = self.weight + (happened * state.active * own.leaving_on).sum(-1)

    def _choose(self, weight: Array) -> None:
        """Keep runs in proportion to what they count; every further copy of one meets chance of its own."""
        most = weight.max()
        share = np.exp(weight - most)
        self.evidence += most + float(np.log(share.mean()))
        ends = np.cumsum(share / share.sum())
        where = (self._luck.random() + np.arange(self.runs)) / self.runs
        chosen = np.minimum(np.searchsorted(ends, where), self.runs - 1)
        first = np.ones(self.runs, dtype=np.bool_)
        first[1:] = chosen[1:] != chosen[:-1]
        fresh = self._next + np.arange(self.runs)
        self._next += self.runs
        self._numbers = np.where(first, self._numbers[chosen], fresh)
        kept = self.record.chosen(chosen, self.batch.now)
        self.batch = self.batch.chosen(chosen, self._numbers)
        self._exits = {
            name: value[chosen] if isinstance(value, np.ndarray) else value
            for name, value in self._exits.items()
        }
        self.record = Record(self.batch.start)
        self.record.values = kept
        self.calibration = self.calibration[:, chosen]
        self.weight = np.zeros(self.runs)

    # -- a wave -------------------------------------------------------------------------------
    def observe(self, wave: Wave) -> Fit:
        """Move all runs toward the answers of a wave.

        Args:
            wave: asked in the month in which the runs are.
        """
        if np.ptp(self.weight) > 0.0:
            self._choose(self.weight)
        answers, read = self.expected(wave.answers)
        given = np.array([answer.value for answer in answers])
        sd = np.array([answer.sd for answer in answers])
        fit = self._fit(answers, read, given, sd)
        rows = coordinates.rows_of(self.batch)
        past = [self.record.values[name][: self.batch.now] for name in _SMOOTHED]
        parts = [rows, self.calibration, *past]
        near = np.ones((len(answers), sum(map(len, parts))), dtype=np.bool_)
        first = len(rows)
        codes = list(ITEMS)
        for k, answer in enumerate(answers):
            near[k, first : first + len(codes)] = False
            near[k, first + codes.index(answer.item)] = True
        whole = moved(np.concatenate(parts), read, given, sd, near)
        coordinates.place(self.batch, whole[:first])
        self.calibration = whole[first : first + len(codes)]
        first += len(codes)
        for name in _SMOOTHED:
            most = 1.0 if name in STATE else np.inf
            self.record.values[name][: self.batch.now] = np.clip(
                whole[first : first + self.batch.now], 0.0, most
            )
            first += self.batch.now
        return fit

    def expected(self, given: Sequence[Answer]) -> tuple[list[Answer], Array]:
        """What answers would be in every run, without their own error.

        Returns:
            The answers that the model can speak of (not of two who never meet), and (answers, runs) what
            they would be, calibration included.
        """
        read = predicted(readings(self.batch), given, self.names)
        known = np.asarray(~np.isnan(read).any(1))
        answers = [answer for answer, there in zip(given, known, strict=True) if there]
        codes = list(ITEMS)
        off = self.calibration[[codes.index(answer.item) for answer in answers]]
        return answers, on_the_form(read[known] + off, answers) if answers else read[known]

    def _fit(self, answers: Sequence[Answer], read: Array, given: Array, sd: Array) -> Fit:
        """Whether the answers surprise: their distance from what is expected against simulated waves.

        The distance is that of the means by item: in single answers what is wrong with a few questions drowns.
        """
        codes = list(dict.fromkeys(answer.item for answer in answers))
        of_item = np.array([[float(a.item == code) for a in answers] for code in codes])
        of_item /= of_item.sum(1)[:, None]
        mean, spread = read.mean(1), np.atleast_2d(np.cov(read)) + np.diag(sd**2)
        factor = np.linalg.cholesky(of_item @ spread @ of_item.T)

        def distance(apart: Array) -> Array:
            whole: Array = (np.linalg.solve(factor, of_item @ apart) ** 2).sum(0)
            return whole

        some = self._luck.integers(0, self.runs, PSEUDO)
        noise = sd[:, None] * self._luck.standard_normal((len(sd), PSEUDO))
        others = distance(read[:, some] + noise - mean[:, None])
        own = distance((given - mean)[:, None])[0]
        chance = (1 + int((others >= own).sum())) / (1 + PSEUDO)
        standard = of_item @ (given - mean) / np.sqrt(np.diag(of_item @ spread @ of_item.T))
        means = {code: float(value) for code, value in zip(codes, standard, strict=True)}
        weight = -0.5 * (((given[:, None] - read) / sd[:, None]) ** 2).sum(0)
        return Fit(chance, means, _effective(weight))

    # -- what comes ---------------------------------------------------------------------------
    def ahead(
        self,
        scenario: Scenario | None = None,
        departures: Sequence[Departure] = (),
        until: int | None = None,
    ) -> Record:
        """Where the runs go from here, to the end of the scenario; they themselves stay where they are.

        Args:
            scenario: what holds from here on; that which is followed when left out.
            departures: members that will leave by agreement.
            until: the month to stop in; the end when left out.

        Returns:
            Their paths, the past included.
        """
        everybody = np.arange(self.runs)
        if scenario is None:
            batch = self.batch.chosen(everybody, self._numbers)
        else:
            batch = self.batch.onto(self._begun(scenario))
        start = batch.start
        start.parameters = Parameters({**start.parameters, **self._exits})
        start.events = [
            *(e for e in start.events if e.kind != "departure" or e.tick <= batch.now),
            *self._departing(departures, start.names),
        ]
        record = Record(start)
        record.values = self.record.chosen(everybody, batch.now)
        while batch.now < (start.length if until is None else until):
            _step(batch, record)
        return record


def _step(batch: Batch, record: Record) -> None:
    lived = batch.state.running
    batch.step()
    record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)


def _effective(weight: Array) -> float:
    """How many runs of equal weight would count as much (Kong, Liu & Wong 1994)."""
    share = np.exp(weight - weight.max())
    return float(share.sum() ** 2 / (share**2).sum())
