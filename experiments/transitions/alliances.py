"""The laboratory applied to alliances: the model at several sizes, over a control parameter.

Size is the number of members. The grant goes with it, and everything else stays as in the default
scenario. `VARIANTS` are the same in which one thing that a larger alliance lacks is given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.ensembles import runs_of
from experiments.transitions.bimodality import Modes, modes
from experiments.transitions.committor import (
    Calibration,
    Committor,
    States,
    brute_force,
    calibration,
    fit,
    states,
)
from experiments.transitions.finite_size import Comparison, compare
from experiments.transitions.first_passage import (
    FAILED,
    REACHED,
    FirstPassages,
    Steps,
    conditional_mean,
    first_passages,
    incidence,
    restricted_mean,
    to_learning_and_on,
)
from experiments.transitions.order import CHOSEN, ORDER, Candidate, candidates
from experiments.transitions.scan import Estimate, Floats, Scan
from sim.observers.paths import alive
from sim.scenarios import Scenario, load

SIZES = (4, 8, 12, 16, 24)
"""Members of the alliances that are compared."""
MONTH = 60
"""When an alliance is looked at: the end of the default grant."""
EDGE = 0.3
"""Mean start trust at which committors are estimated: near where half of the alliances make it."""
EARLY = 24
"""Month whose states the committor is estimated for."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Along:
    """A control parameter.

    Attributes:
        label: what it is, with its unit.
        values: (points,) ascending.
        at: the scenario with the control at a value, given the number of members.
    """

    label: str
    values: Floats
    at: Callable[[Scenario, int, float], Scenario]


def _values(scenario: Scenario, members: int, value: float) -> Scenario:
    return scenario.replace("members.values", {"mean": 0.5, "sd": value})


ALONG: dict[str, Along] = {
    "trust": Along(
        "mean start trust",
        np.linspace(0.05, 0.95, 13),
        lambda s, n, v: s.replace("start.trust.mean", v),
    ),
    "values": Along("spread of the members' values", np.linspace(0.0, 0.4, 11), _values),
    "money": Along(
        "grant per member (kEUR)",
        np.linspace(50.0, 1050.0, 11),
        lambda s, n, v: s.replace("grant[1].amount", v * n),
    ),
    "facilitation": Along(
        "skill of a process facilitator",
        np.linspace(0.0, 1.0, 11),
        lambda s, n, v: s.replace("roles.facilitator.skill", v),
    ),
}
"""Control parameters by name."""


def _as_it_is(scenario: Scenario, members: int) -> Scenario:
    return scenario


def _on_their_own(scenario: Scenario, members: int) -> Scenario:
    for name in ("resemblance", "outside_on", "task_luck"):
        scenario = scenario.replace(f"parameters.{name}", 0)
    return scenario


VARIANTS: dict[str, Callable[[Scenario, int], Scenario]] = {
    "as it is": _as_it_is,
    "nothing shared by chance": _on_their_own,
}
"""What a larger alliance is given: nothing; or members that are not alike, no luck with
the task and no drift outside, which make whole alliances differ however many members they have."""


def alliance(members: int, along: str, value: float, variant: str = "as it is") -> Scenario:
    """The default alliance with so many members, the control at a value.

    Args:
        members: from 2 to 60.
        along: in `ALONG`.
        value: of the control.
        variant: in `VARIANTS`.
    """
    scenario = load("default").replace("members.count", members)
    scenario = scenario.replace("grant[1].amount", 4500 * members / 8)
    return VARIANTS[variant](ALONG[along].at(scenario, members, value), members)


@dataclass(frozen=True)
class Ends:
    """The order parameter of alliances of one size over a control.

    Attributes:
        scan: the order parameter.
        living: (points, runs) which of them live.
    """

    scan: Scan
    living: NDArray[np.bool_]

    def modes(self) -> list[Modes]:
        """At each point, of all runs."""
        return [modes(row) for row in self.scan.values]

    def modes_of_living(self) -> list[Modes]:
        """At each point, of those that live."""
        return [
            modes(row[living]) for row, living in zip(self.scan.values, self.living, strict=True)
        ]


def ends(
    members: int,
    along: str = "trust",
    variant: str = "as it is",
    *,
    runs: int = 240,
    seed: int = 1,
    month: int = MONTH,
    order: str = CHOSEN,
    values: Floats | None = None,
) -> Ends:
    """Run alliances of one size over a control. Each run meets the same chance at all its values.

    Args:
        members: size.
        along, variant: as for `alliance`.
        runs: at each point.
        seed: of all; the size is added to it, so that sizes are independent.
        month: when they are looked at.
        order: which order parameter, in `experiments.transitions.order.ORDER`.
        values: of the control; those of `ALONG` when left out.
    """
    given = ALONG[along].values if values is None else values
    found, living = [], []
    for value in given:
        scenario = alliance(members, along, float(value), variant).replace("length", month)
        paths = runs_of(scenario, runs, seed + members)
        found.append(ORDER[order].of(paths, month))
        living.append(alive(paths)[:, month - 1])
    scan = Scan(given, np.array(found), float(members), float(members))
    return Ends(scan, np.array(living))


def over_sizes(
    sizes: Sequence[int],
    along: str = "trust",
    variant: str = "as it is",
    *,
    runs: int = 240,
    seed: int = 1,
) -> tuple[list[Ends], Comparison]:
    """Alliances of several sizes over a control, and what the comparison says."""
    found = [ends(members, along, variant, runs=runs, seed=seed) for members in sizes]
    return found, compare([one.scan for one in found])


def order_parameters(runs: int = 5000, seed: int = 3, month: int = MONTH) -> list[Candidate]:
    """How well each order parameter parts productive from other runs, in the default scenario."""
    return candidates(runs_of(load("default").replace("length", month + 12), runs, seed), month)


@dataclass(frozen=True)
class Waiting:
    """First passages of the default alliance at one start trust.

    Attributes:
        trust: mean start trust.
        waits: first passage to productivity, ends competing with it.
        productive, ended: chance of each to have come first, over time.
        learning, productivity, end: restricted mean months to learning, to productivity and to an end,
            within the run; an end before counts as "not yet" for the first two.
        those_who_do: mean months to productivity of those that reach it.
    """

    trust: float
    waits: FirstPassages
    productive: Steps
    ended: Steps
    learning: Estimate
    productivity: Estimate
    end: Estimate
    those_who_do: Estimate


def waiting(trust: Sequence[float] | Floats, *, runs: int = 400, seed: int = 5) -> list[Waiting]:
    """First passages over start trust."""
    found = []
    for value in trust:
        scenario = alliance(8, "trust", float(value))
        paths = runs_of(scenario, runs, seed)
        waits, horizon = first_passages(paths), float(scenario.length)
        means = {
            name: restricted_mean(_endless(one, horizon), horizon)
            for name, one in to_learning_and_on(paths).items()
        }
        found.append(
            Waiting(
                float(value),
                waits,
                incidence(waits, REACHED),
                incidence(waits, FAILED),
                means["learning"],
                means["productivity"],
                means["end"],
                conditional_mean(waits, REACHED, horizon),
            )
        )
    return found


def _endless(waits: FirstPassages, horizon: float) -> FirstPassages:
    """An alliance that ended never gets there: it waits to the horizon."""
    reached = waits.causes == REACHED
    return FirstPassages(np.where(reached, waits.times, horizon), np.where(reached, REACHED, 0))


@dataclass(frozen=True)
class Divide:
    """The committor of alliances near the edge, estimated and by brute force.

    Attributes:
        committor: estimated on one half of the runs.
        held_out: states of the other half.
        calibration: on them.
        chosen: (states,) which of the held-out states were let go on.
        forced: (states,) their committor by brute force.
        branches: branches of each.
        error: root mean square distance of estimate and brute force, the noise of the branches taken
            off.
        alone: the same if each were given the common mean: what there is to explain.
        trust_alone: area under the curve of trust alone, on held-out runs; `area` is that of all.
        area: chance that a state that gets there has a higher estimate than one that does not.
    """

    committor: Committor
    held_out: States
    calibration: Calibration
    chosen: NDArray[np.intp]
    forced: Floats
    branches: int
    error: float
    alone: float
    area: float
    trust_alone: float

    @property
    def given(self) -> Floats:
        """(states,) the estimate for those that were let go on."""
        return self.committor.at(self.held_out.seen[self.chosen])


def divide(
    *,
    runs: int = 1500,
    forced: int = 40,
    branches: int = 60,
    trust: float = EDGE,
    month: int = EARLY,
    seed: int = 11,
) -> Divide:
    """Estimate the committor, and check it on runs it has not seen and by brute force.

    Args:
        runs: to learn from, and as many to check it on.
        forced: states that are let go on, spread evenly over the estimated committor.
        branches: of each.
        trust: mean start trust.
        month: whose states.
        seed: of the runs; the next one is that of the branches.
    """
    from experiments.transitions.order import area

    scenario = alliance(8, "trust", trust)
    paths = runs_of(scenario, 2 * runs, seed)
    all_ = states(paths, month)
    known, held_out = all_.only(all_.runs < runs), all_.only(all_.runs >= runs)
    found = fit(known)
    given = found.at(held_out.seen)
    rank = np.argsort(given, kind="stable")
    chosen = rank[np.unique(np.linspace(0, len(rank) - 1, forced).round().astype(int))]
    share = brute_force(
        scenario, held_out.runs[chosen].astype(np.int64), month, seed, branches=branches
    )
    noise = float((share * (1.0 - share) / (branches - 1)).mean())

    def off(estimate: Floats | float) -> float:
        return float(np.sqrt(max(((share - estimate) ** 2).mean() - noise, 0.0)))

    up = held_out.reached
    trust_column = held_out.seen[:, 0]
    return Divide(
        found,
        held_out,
        calibration(given, up),
        chosen,
        share,
        branches,
        error=off(given[chosen]),
        alone=off(float(share.mean())),
        area=area(given[up], given[~up]),
        trust_alone=area(trust_column[up], trust_column[~up]),
    )
