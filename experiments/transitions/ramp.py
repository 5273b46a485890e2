"""Alliances whose circumstances are turned from good to bad and back inside one run.

Three controls: money, days of facilitation, and shocks to trust. Turning starts when an alliance has had
`FOUNDING` months under good circumstances, so that what it then loses is not what a young alliance has
not won yet. An alliance that ends stays ended: its effort is 0 from then on, which is the strongest way of
not coming back. `Ramp.living` looks at the runs that are alive at the end, a choice made by what came
after, to be read as such; the second of `VARIANTS` needs no choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from experiments.ensembles import runs_of
from experiments.transitions.branches import Branches
from experiments.transitions.loops import Loop
from experiments.transitions.order import CHOSEN, ORDER
from sim.arrays import Bits
from sim.errors import AllianceError, meant
from sim.observers.paths import alive
from sim.scenarios import Scenario

T = TypeVar("T")

FOUNDING = 120
"""Months under good circumstances before turning starts: by then the mean alliance has stopped growing."""
STEPS = 13
"""Values of the control on each way."""
BAD = 60
"""Months of bad circumstances in the past of the one half, when two pasts meet."""
WAITS = (0, 12, 24, 60, 120, 240)
"""Months after they met at which they are compared."""

VARIANTS: Mapping[str, Mapping[str, float]] = {
    "as it is": {},
    "nothing lost for good": {"leaving_on": 0.0, "deceit_mark": 0.0},
}
"""Parameters of an alliance, and of one that can win back all it loses. Members that left do not return,
and trust that deceit closed off stays closed; so here nobody leaves, no alliance ends, and deceit, which
still costs trust, leaves no mark."""


@dataclass(frozen=True)
class RampControl:
    """Something that is turned.

    Attributes:
        label: what it is, with its unit.
        low, high: ends of its range.
        good: which of the two is good: the end that turning starts from.
        course: from an alliance, the months at which each value starts and the values to the alliance
            in which that happens.
    """

    label: str
    low: float
    high: float
    good: float
    trajectory: Callable[[Scenario, Sequence[tuple[int, float]]], Scenario]

    @property
    def bad(self) -> float:
        """The other end."""
        return self.low + self.high - self.good


def _money(base: Scenario, trajectory: Sequence[tuple[int, float]]) -> Scenario:
    usual = base.grant[0].amount / base.grant[0].months
    ends = [start for start, _ in trajectory[1:]] + [base.length]
    grants = [
        {"amount": usual * times * (end - start), "first": start, "months": end - start}
        for (start, times), end in zip(trajectory, ends, strict=True)
        if times > 0.0
    ]
    return base.replace("grant", grants)


def _facilitation(base: Scenario, trajectory: Sequence[tuple[int, float]]) -> Scenario:
    changes = [
        {"tick": start, "facilitator": {"capacity": days, "skill": 0.6}}
        if days > 0.0
        else {"tick": start, "remove": ["facilitator"]}
        for start, days in trajectory
    ]
    first = trajectory[0][1]
    if first > 0.0:
        base = base.replace("roles.facilitator", {"capacity": first, "skill": 0.6})
    return base.replace("change", changes[1:])


def _shocks(base: Scenario, trajectory: Sequence[tuple[int, float]]) -> Scenario:
    """A scandal each quarter, in each member in turn."""
    names = [place.name for place in base.places()]
    ends = [start for start, _ in trajectory[1:]] + [base.length]
    shocks = [
        {"kind": "scandal", "tick": month, "size": size, "member": names[month // 3 % len(names)]}
        for (start, size), end in zip(trajectory, ends, strict=True)
        if size > 0.0
        for month in range(start, end)
        if month % 3 == 0
    ]
    return base.replace("shock", shocks)


CONTROLS = {
    "money": RampControl("monthly grant, times the usual one", 0.0, 1.2, 1.2, _money),
    "facilitation": RampControl("facilitator, days a month", 0.0, 8.0, 8.0, _facilitation),
    "shocks": RampControl("size of a scandal each quarter", 0.0, 0.6, 0.0, _shocks),
}
"""What can be turned, by name. A scandal of size .3 takes away .3 of the trust in one member, of its backing
at home and of the alliance's profile."""


@dataclass(frozen=True)
class Ramp:
    """An alliance whose control was turned, beside the same one whose control was left alone.

    Attributes:
        loop: what was turned.
        still: the same months of the same runs under good circumstances: what age alone does.
        living: (runs,) which of the turned runs are alive at the end.
    """

    loop: Loop
    still: Loop
    living: Bits

    @property
    def beyond_age(self) -> Loop:
        """The loop less what age alone makes of it, run by run."""
        return self.loop.less(self.still)

    @property
    def survivors(self) -> Loop:
        """The same of the runs that are alive at the end."""
        return self.beyond_age.only(self.living)


def run_ramp(
    base: Scenario,
    control: str,
    duration: int,
    *,
    variant: str = "as it is",
    runs: int = 200,
    seed: int = 0,
    order: str = CHOSEN,
) -> Ramp:
    """Turn one thing from good to bad and back, slowly, inside each run.

    Args:
        base: the alliance, with a grant; what it says of the control itself is replaced.
        control: a name in `CONTROLS`.
        duration: months of one way, a multiple of `STEPS`.
        variant: a name in `VARIANTS`.
        runs: number of runs.
        seed: of the runs.
        order: name of the order parameter, in `experiments.transitions.order.ORDER`.

    Returns:
        The loops. Their ways are named by the control: `there` is the one on which it rises.

    Raises:
        AllianceError: for a control, variant or order parameter that is not there, or an alliance
            without a grant.
        ValueError: for a duration that is no multiple of `STEPS`.
    """
    turned = _known("control", control, CONTROLS)
    seen_as = _known("order parameter", order, ORDER)
    if duration % STEPS or duration < STEPS:
        raise ValueError(f"duration = {duration} must be a multiple of {STEPS}")
    stay = duration // STEPS
    values = np.linspace(turned.low, turned.high, STEPS)
    worse = values if turned.good == turned.low else values[::-1]
    months = [FOUNDING + k * stay for k in range(2 * STEPS)]
    length = months[-1] + stay
    whole = lasting(base, length, variant)
    way = [float(value) for value in (*worse, *worse[::-1])]
    trajectories = [(0, way[0]), *zip(months, way, strict=True)], [(0, way[0])]
    both = [
        runs_of(turned.trajectory(whole, trajectory), runs, seed) for trajectory in trajectories
    ]
    loops = []
    for paths in both:
        seen = np.stack([seen_as.of(paths, month + stay) for month in months], axis=1)
        first, second = seen[:, :STEPS], seen[:, STEPS:][:, ::-1]
        if turned.good == turned.high:
            first, second = second[:, ::-1], first[:, ::-1]
        loops.append(Loop(values, first, second, float(duration)))
    return Ramp(loops[0], loops[1], alive(both[0])[:, length - 1])


def run_histories(
    base: Scenario,
    control: str,
    *,
    variant: str = "as it is",
    points: int = 3,
    runs: int = 200,
    seed: int = 0,
    order: str = CHOSEN,
) -> Branches:
    """Let alliances with a good and with a bad past meet at fixed values of a control, and wait.

    All are equally old and share their chance: the ones had `FOUNDING` + `BAD` good months, the others
    `FOUNDING` good and `BAD` bad ones.

    Args:
        base, control, variant, runs, seed, order: as for `run_ramp`.
        points: values of the control at which they meet, over its whole range.

    Raises:
        AllianceError: as for `run_ramp`.
    """
    turned = _known("control", control, CONTROLS)
    seen_as = _known("order parameter", order, ORDER)
    met = FOUNDING + BAD
    whole = lasting(base, met + max(WAITS), variant)
    values = np.linspace(turned.low, turned.high, points)
    found = np.empty((2, points, len(WAITS), runs))
    for point, value in enumerate(values):
        pasts = (
            [(0, turned.good), (met, float(value))],
            [(0, turned.good), (FOUNDING, turned.bad), (met, float(value))],
        )
        for side, trajectory in zip(found, pasts, strict=True):
            paths = runs_of(turned.trajectory(whole, trajectory), runs, seed)
            side[point] = [seen_as.of(paths, met + wait) for wait in WAITS]
    return Branches(values, np.array(WAITS, dtype=np.float64), found[0], found[1])


def lasting(base: Scenario, length: int, variant: str = "as it is") -> Scenario:
    """The alliance with its grant for as long as it is looked at, and no goal to reach and close.

    Args:
        base: the alliance.
        length: months.
        variant: a name in `VARIANTS`.

    Raises:
        AllianceError: for a variant that is not there, or an alliance without a grant.
    """
    if not base.grant:
        raise AllianceError(f"{base.title}: has no grant, so nothing can last; give it one")
    monthly = base.grant[0].amount / base.grant[0].months
    whole = base.replace("length", length).replace("parameters.closing_rate", 0.0)
    for name, value in _known("variant", variant, VARIANTS).items():
        whole = whole.replace(f"parameters.{name}", value)
    return whole.replace("grant", [{"amount": monthly * length, "months": length}])


def _known(kind: str, name: str, all_: Mapping[str, T]) -> T:
    if name not in all_:
        hint = meant(name, all_)
        raise AllianceError(f"{kind} {name}: not known; known: {', '.join(all_)}{hint}")
    return all_[name]
