"""One alliance as a Mesa model: to step through, look at and subclass.

The model holds the same state, calls the same rules and meets the same chance as the ensemble; only
its decisions are made by agents, one by one. Seed and run number give the same path in both.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from inspect import signature
from operator import attrgetter
from pathlib import Path
from types import FrameType
from typing import Any

import mesa
import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array, Bits
from sim.declared import Lookup
from sim.derived import mean_over_pairs
from sim.ensemble import Batch
from sim.errors import AllianceError, require_seed
from sim.flows import Flows
from sim.mesa.constituency import Constituency
from sim.mesa.member import Member
from sim.mesa.roles import Coordinator, Facilitator, LeadParty
from sim.model import Model
from sim.rules.leaving import Ending
from sim.scenarios import Scenario, load
from sim.scenarios.tables import Roles
from sim.start import begin
from sim.state import State
from sim.steps.situation import Situation
from sim.ties import Ties
from sim.traits import Traits

_OF_MEMBERS = (
    "name",
    "backing",
    "engagement",
    "openness",
    "status",
    "designing",
    "learning",
    "apart",
    "joint",
)
"""What is collected of each member in each month."""


class AllianceModel(mesa.Model):
    """An alliance of member organisations, one month a step.

    Args:
        scenario: a scenario, the name of a shipped one, or the path of a file.
        seed: seed of the chance, a whole number from 0 to 2**64 - 1; left out, a new one is drawn
            and kept in `chance_seed`, which the collected data hold.
        rng: the same, under the name that Mesa 3.5 and its batch_run use.
        run: run number; seed and run together give one path, as in `sim.simulate`.
        model: what is run; the shipped model when left out. Its decisions are what agents decide, unless
            their class says otherwise.
        member_class: class of the member organisations.
        constituency_class: class of their constituencies.
        facilitator_class: class of the process facilitator.
        **parameters: values of parameters, over those of the scenario.

    Raises:
        ScenarioError: for a scenario that cannot be read or a parameter out of bounds.
        AllianceError: for a seed or run that is no whole number in its bounds, and for Mesa's
            batch_run with a seed and iterations, which would run one path again and again.

    Attributes:
        state: the state of the alliance, arrays with one run on the leading axis.
        traits: what members and roles are, likewise.
        flows: flows of the last month; see `sim.flows.Flows`.
        members: the member organisations, in the order of their places.
        facilitator, coordinator, lead_party: who fills the roles, or None.
        chance_seed, run: the seed and the run number in use, which give this path again.
        decisions: what agents decide, unless their class says otherwise.
        setting: the scenario that is run, with the values of `parameters` in it.

    Example:
        >>> from sim import AllianceModel
        >>> model = AllianceModel("smooth-start", seed=7)
        >>> for _ in range(12):
        ...     model.step()
        >>> model.months
        12
    """

    def __init__(
        self,
        scenario: Scenario | str | Path = "default",
        *,
        seed: int | None = None,
        rng: int | None = None,
        run: int = 0,
        model: Model | None = None,
        member_class: type[Member] = Member,
        constituency_class: type[Constituency] = Constituency,
        facilitator_class: type[Facilitator] = Facilitator,
        **parameters: float,
    ) -> None:
        given = _whole("seed", seed if seed is not None else rng, 64)
        if given is not None:
            _refuse_repetition()
        super().__init__(rng=given)
        self.chance_seed = int(self.rng.integers(2**63)) if given is None else given
        self.run = _whole("run", run, 32) or 0
        if not isinstance(scenario, Scenario):
            scenario = load(scenario)
        for name, value in parameters.items():
            scenario = scenario.replace(f"parameters.{name}", value)
        self.setting = scenario  # `scenario` is a name that Mesa keeps for its own
        self.decisions = (model or Model()).decisions
        by_agents = replace(model or Model(), decisions=_ByAgents(self))  # type: ignore[arg-type]
        runs = np.array([self.run], np.int64)
        self._batch = Batch(
            begin([scenario], np.zeros(1, np.intp), runs, self.chance_seed, by_agents)
        )
        self._member_class = member_class
        self._constituency_class = constituency_class
        self._by_place: dict[int, Member] = {}
        self._month: Situation | None = None  # what agents act in, while they do
        self._facilitator_class = facilitator_class
        self._roles = Roles()
        self.lead_party: LeadParty | None = None
        self.coordinator: Coordinator | None = None
        self.facilitator: Facilitator | None = None
        self._keep_roles()
        self._keep_roll()
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "chance_seed": "chance_seed",
                "run": "run",
                "month": "months",
                "joint_output": "joint_output",
                "apart_output": "apart_output",
                "own_output": "own_output",
                "added_value": "added_value",
                "trust": "trust",
                "knowledge": "knowledge",
                "rift": "rift",
                "agreements": "agreements",
                "members": "member_count",
                "ending": "ending",
            },
            # No strings here: from those Mesa makes functions that cannot be pickled.
            agenttype_reporters={Member: {name: attrgetter(name) for name in _OF_MEMBERS}},
        )

    def step(self) -> None:
        """Take the alliance one month further; nothing happens once it has ended."""
        if not self.running:
            return
        self._month = self._batch.happening()
        self._keep_roles()
        self._keep_roll()  # who joins this month gets its agent before it first decides
        self._batch.step()
        self._month = None
        self._keep_roll()
        self.running: bool = self.state.running[0] > 0 and self.months < self._batch.start.length
        self.datacollector.collect(self)

    @property
    def state(self) -> State:
        """The state of the alliance, with one run on the leading axis."""
        return (self._month or self._batch).state

    @property
    def traits(self) -> Traits:
        """What members and roles are, with one run on the leading axis."""
        return (self._month or self._batch).traits

    @property
    def ties(self) -> Ties:
        """Who meets whom."""
        return self._batch.start.ties

    @property
    def flows(self) -> Flows:
        """Flows of the last month; all 0 before the first."""
        return self._batch.flows

    @property
    def members(self) -> list[Member]:
        """The member organisations, in the order of their places."""
        return [self._by_place[place] for place in sorted(self._by_place)]

    @property
    def member_count(self) -> int:
        """Number of members."""
        return len(self._by_place)

    @property
    def months(self) -> int:
        """Months done."""
        return self._batch.now

    @property
    def ending(self) -> str:
        """``running``, or how it ended: ``members``, ``funds``, ``goal`` or ``decision``."""
        return Ending(int(self.flows.ending[0])).name.lower()

    @property
    def joint_output(self) -> float:
        """What the members' joint work gave last month, in months of work apart at full quality."""
        return float(self.flows.joint_output[0])

    @property
    def apart_output(self) -> float:
        """What they worked apart, under the alliance's flag, last month; in the same unit."""
        return float(self.flows.apart_output[0])

    @property
    def own_output(self) -> float:
        """What all their hours would have given apart last month; in the same unit."""
        return float(self.flows.own_output[0])

    @property
    def added_value(self) -> float:
        """What last month gave over what all its hours would have given apart, less 1; NaN without hours."""
        gave = self.joint_output + self.apart_output
        return gave / self.own_output - 1.0 if self.own_output > 0.0 else float("nan")

    @property
    def trust(self) -> float:
        """Mean trust between members, in [0, 1]; NaN when there are none."""
        return self._mean(self.state.trust)

    @property
    def knowledge(self) -> float:
        """Mean knowledge of each other, in [0, 1]; NaN when there are none."""
        return self._mean(self.state.knowledge)

    @property
    def rift(self) -> float:
        """Mean relationship conflict, in [0, 1]; NaN when there are no members."""
        return self._mean(self.state.rift)

    @property
    def agreements(self) -> float:
        """Completeness of the working agreements, in [0, 1]."""
        return float(self.state.agreements[0])

    def _mean(self, dyads: Array) -> float:
        if self.member_count < 2:
            return float("nan")
        return float(mean_over_pairs(dyads, self._batch.derived)[0])

    def _keep_roles(self) -> None:
        """Make the agents of those who got a role this month, remove those of who had it."""
        before, (now, _, _) = self._roles, self.setting.arranged(self.months)
        if now.lead != before.lead:
            if self.lead_party:
                self.lead_party.remove()
            self.lead_party = LeadParty(self, now.lead) if now.lead else None
        if now.coordinator != before.coordinator:
            if self.coordinator:
                self.coordinator.remove()
            self.coordinator = Coordinator(self) if now.coordinator else None
        if now.facilitator != before.facilitator:
            if self.facilitator:
                self.facilitator.remove()
            self.facilitator = self._facilitator_class(self) if now.facilitator else None
        self._roles = now

    def _keep_roll(self) -> None:
        """Make the agents of those who joined, remove the agents of those who left."""
        for place, name in enumerate(self._batch.start.names):
            there = self.state.active[0, place] > 0.0
            if there and place not in self._by_place:
                member = self._member_class(self, place, name)
                member.constituency = self._constituency_class(self, member)
                self._by_place[place] = member
            elif not there and place in self._by_place:
                member = self._by_place.pop(place)
                member.constituency.remove()
                member.remove()


_REPEATS = "rng" not in signature(mesa.batch_run).parameters
"""Whether Mesa's batch_run has iterations that are told nothing of each other: before 3.4."""


def _whole(name: str, value: Any, bits: int) -> int | None:
    """A whole number from 0 of so many bits, or None when nothing is given."""
    if value is None:
        return None
    require_seed(value, f"{name} =", bits)
    return int(value)


def _refuse_repetition() -> None:
    """Refuse to be run again with one seed by the iterations of Mesa 3.3's batch_run.

    It hands on the same arguments each time: all its rows would tell of one path, as if they were
    many. A model is not told of the iteration, so we look where it is called from.
    """
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "_model_run_func" and "run" in frame.f_locals:
            if _REPEATS and frame.f_locals["run"][1] > 0:
                raise AllianceError(
                    "batch_run with a seed and iterations runs one path again and again: leave "
                    "iterations out and give run=[0, 1, 2], or leave the seed out"
                )
            return
        frame = frame.f_back


class _ByAgents:
    """The decisions of a tick, each made by the agent that it is up to."""

    def __init__(self, model: AllianceModel) -> None:
        self._model = model
        self._apart = model.decisions

    def time_use(self, perceived: Perception, p: Lookup) -> tuple[Array, ...]:
        return self._each("decide_time_use", self._apart.time_use(perceived, p), perceived, p)

    def voice(self, perceived: Perception, p: Lookup) -> Array:
        return self._each("decide_voice", (self._apart.voice(perceived, p),), perceived, p)[0]

    def claim(self, perceived: Perception, p: Lookup) -> Array:
        return self._each("decide_claim", (self._apart.claim(perceived, p),), perceived, p)[0]

    def engage(self, perceived: Perception, p: Lookup) -> Array:
        return self._each("decide_engagement", (self._apart.engage(perceived, p),), perceived, p)[0]

    def leave(self, perceived: Perception, p: Lookup, luck: Array) -> Bits:
        leaves = np.zeros(luck.shape, dtype=np.bool_)
        for place, member in self._here():
            leaves[0, place] = member.decide_to_leave(perceived.of(0, place), p, luck[0, place])
        return leaves

    def would_stop(self, perceived: Perception, p: Lookup) -> Array:
        return self._each("decide_to_stop", (self._apart.would_stop(perceived, p),), perceived, p)[
            0
        ]

    def back(self, perceived: Perception, p: Lookup, results: Array) -> tuple[Array, Array]:
        backing, seen = (values.copy() for values in self._apart.back(perceived, p, results))
        for place, member in self._here():
            backing[0, place], seen[0, place] = member.constituency.decide_backing(
                perceived.of(0, place), p, results[0, place]
            )
        return backing, seen

    def facilitate(self, *args: Any) -> Array:
        facilitator = self._model.facilitator
        decide = facilitator.decide_help if facilitator else self._apart.facilitate
        return decide(*args)

    def coordinate(self, *args: Any) -> Array:
        coordinator = self._model.coordinator
        decide = coordinator.decide_coordination if coordinator else self._apart.coordinate
        return decide(*args)

    def steer(self, trust: Array, authority: Array) -> Array:
        lead = self._model.lead_party
        decide = lead.decide_steering if lead else self._apart.steer
        return decide(trust, authority)

    def _here(self) -> list[tuple[int, Member]]:
        """Members of this month, by place."""
        return [(member.place, member) for member in self._model.members]

    def _each(
        self, method: str, apart: tuple[Array, ...], perceived: Perception, p: Lookup
    ) -> tuple[Array, ...]:
        """What each agent decides; for empty places, what nobody will notice."""
        decided = tuple(values.copy() for values in apart)
        for place, member in self._here():
            choice = getattr(member, method)(perceived.of(0, place), p)
            for values, value in zip(
                decided, choice if len(decided) > 1 else (choice,), strict=True
            ):
                values[0, place] = value
        return decided
