"""Alliances whose circumstances are turned from good to bad and back inside one run.

Three controls: money, days of facilitation, and shocks to trust. Turning starts when an alliance has had
`FOUNDING` months under good circumstances, so that what it then loses is not what a young alliance has
not won yet. An alliance that ends stays ended: its order parameter is 0 from then on. That is a way of
not coming back, and the strongest one; `living` looks at the runs that are alive at the end, a choice
made by what came after, to be read as such.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.transitions.hysteresis import Loop
from experiments.transitions.order import CHOSEN, ORDER
from sim.ensemble import simulate
from sim.errors import AllianceError
from sim.observers.paths import alive, paths_of
from sim.scenarios import Scenario
from sim.scenarios.words import nearest
from sim.state import Bits

FOUNDING = 60
"""Months under good circumstances before turning starts."""
STEPS = 13
"""Values of the control on each way."""


@dataclass(frozen=True)
class Turned:
    """Something that is turned.

    Attributes:
        label: what it is, with its unit.
        low, high: from bad to good, or from good to bad.
        good: which of the two is good: the end that turning starts from.
        course: from an alliance, the months at which each value starts and the values to the alliance
            in which that happens.
    """

    label: str
    low: float
    high: float
    good: float
    course: Callable[[Scenario, Sequence[tuple[int, float]]], Scenario]


def _money(base: Scenario, course: Sequence[tuple[int, float]]) -> Scenario:
    usual = base.grant[0].amount / base.grant[0].months
    ends = [start for start, _ in course[1:]] + [base.length]
    grants = [{"amount": usual * times * (end - start), "first": start, "months": end - start}
              for (start, times), end in zip(course, ends, strict=True) if times > 0.0]  # fmt: skip
    return base.replace("grant", grants)


def _facilitation(base: Scenario, course: Sequence[tuple[int, float]]) -> Scenario:
    changes = [
        {"tick": start, "facilitator": {"capacity": days, "skill": 0.6}} if days > 0.0
        else {"tick": start, "remove": ["facilitator"]}
        for start, days in course
    ]  # fmt: skip
    first = course[0][1]
    if first > 0.0:
        base = base.replace("roles.facilitator", {"capacity": first, "skill": 0.6})
    return base.replace("change", changes[1:])


def _shocks(base: Scenario, course: Sequence[tuple[int, float]]) -> Scenario:
    """A scandal each quarter, in each member in turn."""
    names = [place.name for place in base.places()]
    ends = [start for start, _ in course[1:]] + [base.length]
    shocks = [
        {"kind": "scandal", "tick": month, "size": size, "member": names[month // 3 % len(names)]}
        for (start, size), end in zip(course, ends, strict=True) if size > 0.0
        for month in range(start, end, 3)
    ]  # fmt: skip
    return base.replace("shock", shocks)


CONTROLS = {
    "money": Turned("monthly grant, times what it is", 0.0, 1.2, 1.2, _money),
    "facilitation": Turned("facilitator, days a month", 0.0, 8.0, 8.0, _facilitation),
    "shocks": Turned("share of trust lost in a scandal a quarter", 0.0, 0.6, 0.0, _shocks),
}
"""What can be turned, by name."""


@dataclass(frozen=True)
class Turning:
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
        return Loop(self.loop.control, self.loop.there - self.still.there,
                    self.loop.back - self.still.back, self.loop.duration)  # fmt: skip


def turn(base: Scenario, control: str, duration: int, *, runs: int = 200, seed: int = 0,
         order: str = CHOSEN) -> Turning:  # fmt: skip
    """Turn one thing from good to bad and back, slowly, inside each run.

    Args:
        base: the alliance, with a grant; what it says of the control itself is replaced.
        control: a name in `CONTROLS`.
        duration: months of one way, a multiple of `STEPS`.
        runs: number of runs.
        seed: of the runs.
        order: name of the order parameter, in `experiments.transitions.order.ORDER`.

    Returns:
        The loops. Their ways are named by the control: `there` is the one on which it rises.

    Raises:
        AllianceError: for a control that is not there.
        ValueError: for a duration that is no multiple of `STEPS`.
    """
    if control not in CONTROLS:
        near = nearest(control, CONTROLS)
        guess = f"; did you mean '{near}'?" if near else ""
        raise AllianceError(f"control {control}: not known; known: {', '.join(CONTROLS)}{guess}")
    if duration % STEPS or duration < STEPS:
        raise ValueError(f"duration = {duration} must be a multiple of {STEPS}")
    turned, stay = CONTROLS[control], duration // STEPS
    values = np.linspace(turned.low, turned.high, STEPS)
    worse = values if turned.good == turned.low else values[::-1]
    months = [FOUNDING + k * stay for k in range(2 * STEPS)]
    length = months[-1] + stay
    monthly = base.grant[0].amount / base.grant[0].months
    lasting = base.replace("length", length).replace("parameters.closing_rate", 0.0)
    lasting = lasting.replace("grant", [{"amount": monthly * length, "months": length}])
    way = [float(value) for value in (*worse, *worse[::-1])]
    courses = [(0, way[0]), *zip(months, way, strict=True)], [(0, way[0])]
    both = [paths_of(simulate(turned.course(lasting, course), runs=runs, seed=seed))
            for course in courses]  # fmt: skip
    loops = []
    for paths in both:
        seen = np.stack([ORDER[order].of(paths, month + stay) for month in months], axis=1)
        first, second = seen[:, :STEPS], seen[:, STEPS:][:, ::-1]
        if turned.good == turned.high:
            first, second = second[:, ::-1], first[:, ::-1]
        loops.append(Loop(values, first, second, float(duration)))
    return Turning(loops[0], loops[1], alive(both[0])[:, length - 1])
