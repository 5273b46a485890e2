"""Where living alliances come to rest, from low and from high starts, and how long they live.

The right question about two ways of living is asked of a *parameter*, with exits off and money that lasts: the
same members, once started with little trust, knowledge and agreements and once with much, under the same dice.
Where both come to the same there is one way of living at that value; what start values decide is then only how
long it takes, and, with exits on, who does not live to see it.

The end of an alliance is absorbing. What can be stationary before it is the law of those that still live, the
quasi-stationary one: reached where the chance to end no longer depends on age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.ensembles import runs_of
from experiments.transitions.branches import Branches
from experiments.transitions.order import ORDER
from experiments.transitions.ramp import lasting
from experiments.transitions.reduced import Circumstances, circumstances, stable_states
from experiments.transitions.scan import Estimate, Floats
from sim.observers.paths import YEAR, alive
from sim.observers.resampling import RESAMPLES, resample
from sim.scenarios import Scenario

WAITS = (12, 36, 60, 120, 180, 240)
"""Months at which the two starts are compared."""
LOW, HIGH = 0.1, 0.9
"""Of all of `STARTS` at the two starts."""
STARTS = ("trust", "knowledge", "agreements", "language", "harvest", "profile")
"""What starts low or high."""
CLOSED = ("agreements", "control", "openness", "language")
"""Circumstances of the reduced model that are taken from the model as it is at rest."""
DRAWN = (
    ("potential", 0.8, 5.0),
    ("distance", 0.0, 0.8),
    ("professionalism", 0.3, 1.0),
    ("hours", 0.02, 3.0),
    ("openness", 0.05, 0.95),
    ("agreements", 0.0, 1.0),
    ("control", 0.0, 1.0),
    ("language", 0.0, 1.0),
    ("service", 0.3, 1.0),
)
"""Circumstances that `search` draws, with their bounds."""
TURNED: dict[str, tuple[float, ...]] = {
    "parameters.double_work": (0.0, 0.42, 0.8),
    "parameters.breach_weight": (1.0, 2.0, 5.0),
    "parameters.reciprocity": (0.0, 0.15, 0.8),
    "parameters.contact_hours": (0.03, 0.1, 0.6),
}
"""Parameters that feed what is built up back on itself, and values of each: low, about as it is, high."""
YOUNG = 60
"""Months after which the chance to end is asked for age."""


def started(scenario: Scenario, level: float) -> Scenario:
    """The same alliance with all that can be built up at one level, alike for all."""
    for name in STARTS:
        scenario = scenario.replace(f"start.{name}", level)
    return scenario


def alike(scenario: Scenario) -> Scenario:
    """The same alliance with members that differ in expertise alone: what is left of disorder is the dice."""
    middle = {
        "goals": [0.5] * 3,
        "values": [0.5] * 3,
        "quality": 0.85,
        "professionalism": 0.85,
        "capacity": 4.0,
        "dependence": 0.6,
        "network": 0.5,
        "openness": 0.4,
        "attachment": 0.5,
        "patience": 24.0,
        "backing": 0.6,
    }
    for name, value in middle.items():
        scenario = scenario.replace(f"members.{name}", value)
    return scenario.replace("parameters.task_luck", 0.0)


def two_starts(
    base: Scenario,
    path: str,
    values: Sequence[float],
    *,
    runs: int = 40,
    seed: int = 1,
    order: str = "joint",
    waits: Sequence[int] = WAITS,
) -> Branches:
    """Living alliances from high and from low starts at several values of a parameter.

    Args:
        base: the alliance, with a grant; exits are off and money lasts.
        path: of the parameter, such as ``parameters.double_work``.
        values: of it, ascending.
        runs: of each; runs of one number have the same members and the same dice.
        seed: of all.
        order: order parameter, in `experiments.transitions.order.ORDER`.
        waits: months at which they are compared, three or more.
    """
    whole = lasting(base, max(waits), "nothing lost for good")
    found = np.empty((2, len(values), len(waits), runs))
    for point, value in enumerate(values):
        for side, level in zip(found, (HIGH, LOW), strict=True):
            paths = runs_of(started(whole.replace(path, value), level), runs, seed)
            side[point] = [ORDER[order].of(paths, month) for month in waits]
    return Branches(
        np.array(values, dtype=np.float64), np.array(waits, dtype=np.float64), found[0], found[1]
    )


@dataclass(frozen=True)
class Followed:
    """Where living alliances are after the last of `WAITS`, and where the reduced model comes to rest.

    Attributes:
        value: of the parameter.
        seen, reduced: (3,) trust, knowledge and share of time for joint work: means of the model, and those
            of the reduced one with agreements, openness, language and hours as the model has them then.
        resting: stable states that the reduced model has.
    """

    value: float
    seen: Floats
    reduced: Floats
    resting: int


def follow(
    base: Scenario, path: str, values: Sequence[float], *, runs: int = 40, seed: int = 1
) -> list[Followed]:
    """How far the model follows the reduced one, at several values of a parameter.

    Args:
        base, path, values, runs, seed: as for `two_starts`.
    """
    found = []
    last = max(WAITS)
    for value in values:
        scenario = lasting(base, last, "nothing lost for good").replace(path, value)
        paths = runs_of(scenario, runs, seed)
        joint = ORDER["joint"].of(paths, last).mean()
        late = {
            name: float(np.nanmean(paths[name][:, -YEAR:]))
            for name in ("trust", "knowledge", *CLOSED, "engagement")
        }
        c = circumstances(scenario, seed=seed)
        c = c.turned(
            "hours", c.hours * late["engagement"] / float(np.nanmean(paths["engagement"][:, 0]))
        )
        for name in CLOSED:
            c = c.turned(name, late[name])
        stable = stable_states(c)
        seen = np.array([late["trust"], late["knowledge"], joint])
        ways = [np.array([*one.state[:2], one.joint]) for one in stable]
        near = min(ways, key=lambda way: float(np.abs(way - seen).max()))
        found.append(Followed(float(value), seen, near, len(stable)))
    return found


def search(base: Scenario, draws: int = 100, seed: int = 1) -> list[tuple[Circumstances, int]]:
    """The reduced model under circumstances drawn at random, and how many stable states it has.

    Args:
        base: the alliance whose numbers of the model are used.
        draws: how many circumstances.
        seed: of them.
    """
    rng = np.random.default_rng(seed)
    first = circumstances(base, seed=seed)
    found = []
    for _ in range(draws):
        c = first
        for name, low, high in DRAWN:
            c = c.turned(name, float(rng.uniform(low, high)))
        found.append((c, len(stable_states(c))))
    return found


@dataclass(frozen=True)
class Lives:
    """How long alliances live.

    Attributes:
        size: members at the start.
        ends: how many ended of all.
        hazard: chance a month to end, of those older than `YOUNG` months.
        ageing: hazard in the later half of what is looked at less that in the earlier, after `YOUNG`.
        law: of the order parameter among those that live at the end and halfway: their Kolmogorov-Smirnov
            distance; NaN with fewer than ten.
    """

    size: int
    ends: float
    hazard: Estimate
    ageing: Estimate
    law: float

    @property
    def lasts(self) -> float:
        """Logarithm of the mean months to live, of those older than `YOUNG`; infinite where none ended."""
        return float(-np.log(self.hazard.value)) if self.hazard.value > 0.0 else float("inf")


def lives(
    base: Scenario, *, length: int = 240, runs: int = 200, seed: int = 1, order: str = "joint"
) -> Lives:
    """How long alliances live while money lasts, and whether those that live are all alike at any age.

    Args:
        base: the alliance, with a grant; money lasts, exits and ends are as they are.
        length: months.
        runs, seed: of it.
        order: order parameter whose law is looked at.
    """
    from scipy.stats import ks_2samp

    paths = runs_of(lasting(base, length), runs, seed)
    living = alive(paths)
    middle = (YOUNG + length) // 2
    ended = living[:, :-1] & ~living[:, 1:]
    drawn = np.vstack([np.ones(runs), resample(runs, RESAMPLES, seed)])

    def rate(first: int, last: int) -> Floats:
        risk = drawn @ living[:, first : last - 1].sum(1)
        rates: Floats = drawn @ ended[:, first : last - 1].sum(1) / np.maximum(risk, 1.0)
        return rates

    whole, late, early = rate(YOUNG, length), rate(middle, length), rate(YOUNG, middle)
    one, two = (ORDER[order].of(paths, month)[living[:, month - 1]] for month in (middle, length))
    far = float(ks_2samp(one, two).statistic) if min(len(one), len(two)) >= 10 else float("nan")
    return Lives(
        len(base.places()),
        float(ended.any(1).mean()),
        Estimate.of(float(whole[0]), whole[1:]),
        Estimate.of(float(late[0] - early[0]), (late - early)[1:]),
        far,
    )
