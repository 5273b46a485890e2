"""From scenarios to the state at tick 0: drawing the members and the start of each run."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.agents.perception import first_beliefs
from sim.arrays import Array, runs_chosen, runs_together, total
from sim.chance import Chance, Draw, Process, member_keys
from sim.declared import PAIRS, Value, Variable
from sim.derived import Derived
from sim.draws import SHARE, Draws, parameters_of, part, per_run
from sim.events import Event, events_of
from sim.model import Model
from sim.normal import normal_quantile
from sim.parameters import Parameters
from sim.programme import Order, orders_of
from sim.rules import division
from sim.rules.backing import BackingParameters
from sim.rules.division import DivisionParameters
from sim.rules.founding import FoundingParameters
from sim.rules.groups import GroupsParameters
from sim.rules.production import ProductionParameters
from sim.scenarios import Scenario, months
from sim.scenarios.coverage import grants_by_month
from sim.scenarios.tables import Roles
from sim.state import STATE, State
from sim.structure import Pattern, arrange, pattern_of
from sim.ties import Ties
from sim.traits import GOALS, SIZES, TRAITS, Traits


@dataclass
class Start:
    """A batch of runs, ready to go.

    Attributes:
        traits: what members and roles are at tick 0.
        state: how they are doing at tick 0; places of later joiners are not active yet.
        chance: the draws of these runs.
        parameters: numbers of the model.
        ties: who meets whom.
        model: what is run.
        inflow: (length, runs) grant money that comes in each tick, kEUR.
        granted: (length, runs) months for which grants are promised, that tick included.
        review: (length, runs) mask of the ticks in which the funder reviews.
        renewable: (runs,) mask of alliances whose last grant can be renewed.
        rule: (length, runs) division rule in each month.
        form: (length, runs) form of governance in each month.
        events: what happens when; see `sim.events`.
        orders: interventions; see `sim.programme`.
        names: names of the member places.
        length: number of ticks.
    """

    traits: Traits
    state: State
    chance: Chance
    parameters: Parameters
    ties: Ties
    model: Model
    inflow: Array
    granted: Array
    review: Array
    renewable: Array
    rule: Array
    form: Array
    events: list[Event]
    orders: list[Order]
    names: list[str]
    length: int

    def chosen(self, runs: NDArray[np.intp], numbers: NDArray[np.int64]) -> Start:
        """Some runs of the batch, of which one may be chosen more than once, under other numbers.

        Args:
            runs: (R,) which.
            numbers: (R,) run numbers from here on: two that are alike now meet other chance.
        """
        ties, chance = self.ties.of_runs(runs), self.chance.of_runs(numbers)
        chance.meet(*ties.pair_keys)
        return replace(
            self,
            traits=each_chosen(self.traits, runs),
            state=each_chosen(self.state, runs),
            chance=chance,
            parameters=self.parameters.chosen(runs),
            ties=ties,
            renewable=self.renewable[runs],
            events=[event.chosen(runs) for event in self.events],
            orders=[order.chosen(runs) for order in self.orders],
            inflow=self.inflow.take(runs, axis=1),
            granted=self.granted.take(runs, axis=1),
            review=self.review.take(runs, axis=1),
            rule=self.rule.take(runs, axis=1),
            form=self.form.take(runs, axis=1),
        )

    def derive(self, traits: Traits, state: State) -> Derived:
        """What follows from traits and state in this batch."""
        return Derived.of(traits, state, self.ties, self.division_power)

    @cached_property
    def alike(self) -> tuple[Hashable, ...]:
        """What batches share in whose months the same is computed, of other numbers."""
        traits, ties, seats = self.traits, self.ties, self.ties.seats
        return (
            self.model.decisions,
            tuple(sorted(self.model.replaced.items())),
            *(values.shape[1:] for values in (traits.values, traits.goals, traits.expertise)),
            *(ties.size, ties.sizes, seats.tobytes() if seats.ndim == 1 else None),
            frozenset(name for name, value in self.parameters.items() if np.ndim(value) > 0),
        )

    @property
    def division_power(self) -> Value:
        """Parameter of that name, shaped for members."""
        return self.parameters.members(ProductionParameters).division_power


T = TypeVar("T", Traits, State)


def each_chosen(part: T, runs: NDArray[np.intp]) -> T:
    """Traits or state of some runs, of which one may be chosen more than once."""
    return replace(part, **{f.name: runs_chosen(getattr(part, f.name), runs) for f in fields(part)})


@dataclass(frozen=True)
class Shape:
    """What scenarios must share to be run side by side."""

    names: tuple[str, ...]
    length: int
    pattern: Pattern


def shape_of(scenario: Scenario) -> Shape:
    """What other scenarios must share with this one to be run in one batch."""
    return Shape(tuple(names_of(scenario)), scenario.length, pattern_of(scenario))


def names_of(scenario: Scenario) -> list[str]:
    """Names of all places for members, joiners last."""
    return [place.name for place in scenario.places()]


def begin(
    scenarios: Sequence[Scenario],
    which: NDArray[np.intp],
    runs: NDArray[np.int64],
    seed: int,
    model: Model | None = None,
) -> Start:
    """Draw the members and the start values of a batch of runs.

    Args:
        scenarios: one or more scenarios with the same members' names and length.
        which: (runs,) index of the scenario of each run.
        runs: (runs,) run numbers, the key of each run's chance.
        seed: seed of the study.
        model: what is run; the shipped model when left out.

    Returns:
        The batch at tick 0.

    Raises:
        ValueError: when the scenarios differ in members' names or length.
    """
    shape = shape_of(scenarios[0])
    if any(shape_of(s) != shape for s in scenarios):
        raise ValueError(
            "the scenarios of one batch must share members' names, length and working groups"
        )
    names, length = list(shape.names), shape.length
    keys = member_keys(names)
    chance = Chance(seed, runs, keys)
    model = (model or Model()).checked()
    parameters = parameters_of(scenarios, which, model.drawn(np.asarray(runs)))
    founding = parameters.alliances(FoundingParameters)
    alike = np.asarray(founding.resemblance) * founding.founding_on
    draws = Draws(scenarios, which, chance, alike)
    values = _Values(draws, parameters, scenarios, which, names)
    traits = Traits(**{name: values.at_start(name, told) for name, told in TRAITS.items()})
    ties = arrange(
        shape.pattern,
        np.asarray(keys, dtype=np.uint64),
        values.dyads("trust"),
        traits.expertise,
        traits.network,
        traits.lead,
        chance.members(Process.START, Draw.GROUPS)[0],
        parameters.alliances(GroupsParameters),
    )
    chance.meet(*ties.pair_keys)
    values.ties = ties
    state = State(**{name: values.at_start(name, told) for name, told in STATE.items()})
    start = Start(
        traits=traits,
        state=state,
        chance=chance,
        parameters=parameters,
        ties=ties,
        model=model,
        inflow=per_run([grants_by_month(s) for s in scenarios], which, axis=-1),
        granted=per_run([months.granted(s) for s in scenarios], which, axis=-1),
        review=per_run([months.reviews(s) for s in scenarios], which, axis=-1),
        renewable=per_run([months.renewable(s) for s in scenarios], which),
        rule=per_run([months.arranged(s)[0] for s in scenarios], which, axis=-1),
        form=per_run([months.arranged(s)[1] for s in scenarios], which, axis=-1),
        events=[
            event
            for k, s in enumerate(scenarios)
            for event in events_of(s, names, which == k, _role_changes(draws, s, which, names))
        ],
        orders=[
            order
            for k, s in enumerate(scenarios)
            for order in orders_of(s, which == k, _strengths(draws, s))
        ],
        names=names,
        length=length,
    )
    beliefs = first_beliefs(traits, state, start.derive(traits, state), parameters.members)
    return replace(start, state=replace(state, belief=beliefs))


def _role_changes(
    draws: Draws, scenario: Scenario, which: NDArray[np.intp], names: list[str]
) -> dict[int, dict[str, Array]]:
    """Who fills the roles from the months on in which that changes."""
    ticks = sorted(
        {c.tick for c in scenario.change if c.lead or c.coordinator or c.facilitator or c.remove}
    )
    filled = {tick: [scenario.arranged(tick)[0]] * len(draws.scenarios) for tick in ticks}
    return {tick: _filled(draws, roles, which, names) for tick, roles in filled.items()}


def _strengths(draws: Draws, scenario: Scenario) -> list[Array]:
    """How strongly each intervention of a scenario is done, (runs,) each; one draw for all."""
    luck = draws.chance.alliance(Process.START, Draw.STRENGTHS)[0]
    count = len(draws.scenarios)
    return [draws.draw([SHARE.spread(i.strength)] * count, luck) for i in scenario.intervention]


_OWN_STARTS = ("members.expected", "members.paid_share", "members.results_seen")
"""Starts that are no keys of a scenario but follow from it."""


@dataclass
class _Values:
    """The start of each variable, as `sim.state` declares it."""

    draws: Draws
    parameters: Parameters
    scenarios: Sequence[Scenario]
    which: NDArray[np.intp]
    names: list[str]

    def __post_init__(self) -> None:
        self._dyads: dict[str, Array] = {}
        self.ties: Ties

    def at_start(self, name: str, told: Variable) -> Array:
        """A variable at tick 0, (runs, …).

        Args:
            name: of the variable.
            told: its declaration.
        """
        if not isinstance(told.start, str):
            return self._everywhere(told)
        table, _, key = told.start.partition(".")
        if told.start in _OWN_STARTS:
            if key == "paid_share":
                return runs_together(np.tile(self._promised, (1, len(self.names))))
            return self._expected if key == "expected" else self._results_seen
        if table == "members":
            return self.draws.member(key)
        if table == "roles":
            return self._roles[key]
        if table == "task":
            return self._task(key)
        if table == "grant":
            place = ("monthly", "months").index(key)
            return per_run([months.last_grant(s)[place] for s in self.scenarios], self.which)
        if told.start == "start.ambition":
            return _ambition(self.draws, self.scenarios, self.which, self._active)
        if table == "start":
            if told.axes == PAIRS:
                return self.ties.from_table(self.dyads(key))
            return self.draws.alliance(key)
        return {"fund": lambda: self._fund, "places": lambda: self._active}[table]()

    def dyads(self, key: str) -> Array:
        """What every member starts with toward every other, whether they meet or not; (runs, N, N)."""
        if key not in self._dyads:
            self._dyads[key] = self.draws.dyad(key)
        return self._dyads[key]

    def _task(self, key: str) -> Array:
        if key == "needs":
            return self.draws.task()
        draw = Process.START, Draw[key.upper()]
        luck = self.draws.chance.alliance(*draw)[0]
        if key == "luck":
            return normal_quantile(luck)
        return self.draws.draw([SHARE.spread(s.task.hardness) for s in self.scenarios], luck)

    @property
    def _expected(self) -> Array:
        """What members expect of the fund: all that their work costs it, where money is promised."""
        p = self.parameters.members(DivisionParameters)
        draw = self.draws.member
        cost = division.cost(draw("capacity") * draw("engagement"), p) * draw("dependence")
        return cost * self._promised

    @property
    def _promised(self) -> Array:
        """(runs, 1) whether there is or will be any money."""
        promised = [float(bool(s.grant) or s.fund.start > 0.0) for s in self.scenarios]
        return per_run(promised, self.which)[:, None]

    @property
    def _results_seen(self) -> Array:
        first = self.parameters.members(BackingParameters).first_results
        return runs_together(np.zeros((len(self.which), len(self.names))) + first)

    def _everywhere(self, told: Variable) -> Array:
        sizes = {**SIZES, "member": len(self.names)}
        if told.axes == PAIRS:
            sizes["tie"] = self.ties.count
        shape = (len(self.which), *(sizes[axis] for axis in told.axes))
        return runs_together(np.full(shape, float(told.start)))

    @cached_property
    def _active(self) -> Array:
        there = np.arange(len(self.names)) < len(self.names) - len(self.scenarios[0].joiner)
        return runs_together(np.tile(there.astype(np.float64), (len(self.which), 1)))

    @cached_property
    def _roles(self) -> dict[str, Array]:
        return _filled(self.draws, [s.roles for s in self.scenarios], self.which, self.names)

    @property
    def _fund(self) -> Array:
        return per_run([s.fund.start for s in self.scenarios], self.which)


def _filled(
    draws: Draws, roles: list[Roles], which: NDArray[np.intp], names: list[str]
) -> dict[str, Array]:
    """State variables of the roles, as each scenario fills them."""

    def one_hot(chosen: list[str | None]) -> Array:
        return per_run([[float(name == c) for name in names] for c in chosen], which)

    def each(values: list[float]) -> Array:
        return per_run(values, which)

    coordinators = [r.coordinator for r in roles]
    facilitators = [r.facilitator for r in roles]
    luck = draws.chance.alliance(Process.START, Draw.ROLES)
    own_skill = draws.draw([SHARE.spread(c.skill if c else 0.0) for c in coordinators], luck[0])
    help_skill = draws.draw([SHARE.spread(f.skill if f else 0.0) for f in facilitators], luck[1])
    return {
        "lead": one_hot([r.lead for r in roles]),
        "coordinator": own_skill,
        "coordinator_home": one_hot([c.member if c else None for c in coordinators]),
        "coordinator_cost": each([c.cost if c else 0.0 for c in coordinators]),
        "facilitator": help_skill,
        "facilitator_days": each([f.capacity if f else 0.0 for f in facilitators]),
        "facilitator_home": one_hot([f.member if f else None for f in facilitators]),
        "facilitator_cost": each([f.cost if f else 0.0 for f in facilitators]),
    }


def _ambition(
    draws: Draws, scenarios: Sequence[Scenario], which: NDArray[np.intp], active: Array
) -> Array:
    """The ambition as given, or where it is left out the mean of the members' goals."""
    goals = draws.member("goals")
    mean = total(goals * active[..., None], axis=-2) / total(active)[..., None]
    given = [s.start.ambition is not None for s in scenarios]
    luck = draws.chance.alliance(Process.START, Draw.AMBITION)
    parts = [
        draws.draw([SHARE.spread(part(s.start.ambition or 0.0, k)) for s in scenarios], luck[k])
        for k in range(GOALS)
    ]
    chosen = per_run([float(g) for g in given], which)[..., None]
    return runs_together(np.where(chosen > 0.0, np.stack(parts, axis=-1), mean))
