"""Where an alliance tips along one control, and how far it is from there.

Each run number is followed along the whole control under the same chance, so the curve shows the control
and not the luck of other runs. A first look spreads a third of the runs over the range; the rest look,
with run numbers of their own, where the share crosses the level. The curve is the same Gaussian process
as in phase diagrams. Its 95 % band is the wider of the process's own and of a bootstrap over run numbers,
whose runs belong together; the interval of an edge is where the band holds the level.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from experiments.phase_diagrams.controls import Control, control
from experiments.phase_diagrams.edge import Z
from experiments.phase_diagrams.surface import Floats, Surface, resampled
from experiments.sweeps.diagram import YES_OR_NO, Diagram
from experiments.sweeps.plan import batch_runs
from experiments.transitions.variance import CASTS, Split, of_alliance
from sim.ensemble import run_batch
from sim.errors import AllianceError, meant, require_runs
from sim.model import Model
from sim.observers.intervals import share_interval
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record
from sim.observers.resampling import RESAMPLES, resample
from sim.scenarios import Scenario
from sim.start import Shape, shape_of

if TYPE_CHECKING:
    import pandas as pd

FIRST = 11
"""Values of the first look, evenly over the range."""
CLOSER = 5
"""Values of the second look."""
ZONE = (0.2, 0.8)
"""Between these shares the second look is taken."""
QUARTERS = (0.25, 0.75)
"""Shares between which the width of an edge is taken."""
GRADUAL = 0.5
"""A share that takes more than this part of the range from a quarter to three quarters is no threshold."""
LEAST = 100
"""Fewest runs of which a curve can be made."""
CAST_OF, LEAST_CASTS = 16, 12
"""One cast of members is drawn for so many runs, and at least so many, to tell members from chance; their runs
come on top."""
_FINE = 401

Ask = Callable[[Floats, NDArray[np.int64]], NDArray[np.bool_]]
"""Whether runs count: from (values,) and the run numbers (runs,) of all of them to (values, runs)."""


@dataclass(frozen=True)
class Observations:
    """Runs of some numbers, each at all of some values.

    Attributes:
        values: (values,) of the control.
        hits: (values, runs) which of them count.
    """

    values: Floats
    hits: NDArray[np.bool_]


@dataclass(frozen=True)
class Curve:
    """The share of runs that count along a control.

    Attributes:
        values: (places,) of the control, evenly over its range.
        share, low, high: (places,) with its 95 % interval.
        edges: values at which the share crosses the level, ascending.
        intervals: of each edge, 95 %; infinite where the edge may lie beyond the range.
        width: of the control from a quarter of the runs to three quarters, with its 95 % interval (the
            bootstrap's); as wide as the range where the share does not go from the one to the other.
        seen: what was looked at.
    """

    values: Floats
    share: Floats
    low: Floats
    high: Floats
    edges: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    width: tuple[float, float, float]
    observed: tuple[Observations, ...]

    @property
    def runs(self) -> int:
        """Runs that were made."""
        return sum(look.hits.size for look in self.observed)

    def at(self, value: float) -> tuple[float, float, float]:
        """Share at a value, with its interval."""
        share, low, high = (
            np.interp(value, self.values, line) for line in (self.share, self.low, self.high)
        )
        return float(share), float(low), float(high)

    def nearest(self, here: float | None) -> int:
        """Which edge is nearest to a value; the first when there is none."""
        if here is None:
            return 0
        return int(np.argmin([abs(edge - here) for edge in self.edges]))

    def frame(self) -> pd.DataFrame:
        """What was seen: one row a value, with runs, share, low, high (95 % interval)."""
        import pandas as pd

        rows = []
        for value in sorted({float(v) for look in self.observed for v in look.values}):
            own = np.concatenate(
                [look.hits[look.values == value].ravel() for look in self.observed]
            )
            rows.append((value, len(own), *share_interval(float(own.sum()), len(own))))
        return pd.DataFrame(rows, columns=["value", "runs", "share", "low", "high"])


@dataclass(frozen=True)
class Tipping:
    """Where an alliance tips along a control.

    Attributes:
        scenario: the alliance.
        control: along what.
        what: what counts, and the level.
        curve: what was found.
        seed: of all runs.
        split: how much of what runs of the alliance itself differ by is who its members are.
    """

    scenario: Scenario
    control: Control
    what: Diagram
    curve: Curve
    seed: int
    split: Split | None = None


def tipping(
    scenario: Scenario,
    along: str = "trust",
    *,
    runs: int = 1000,
    seed: int = 0,
    observable: str = "productive",
    low: float | None = None,
    high: float | None = None,
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tipping:
    """Find where an alliance tips along a control.

    Args:
        scenario: the alliance.
        along: what to move; see `controls.control`.
        runs: runs along the control, >= 100; up to a tenth fewer may be made, so that all numbers are followed.
        seed: of all runs.
        observable: one of `experiments.sweeps.diagram.YES_OR_NO`: what counts.
        low, high: from where to where, if not as suits the control.
        model: what is run; the shipped model when left out.
        progress: called with the number of runs done.

    Raises:
        AllianceError: for anything the user can mend.
    """
    require_runs(runs, LEAST, "--runs")
    if observable not in YES_OR_NO:
        hint = meant(observable, YES_OR_NO, f": one of {', '.join(YES_OR_NO)}")
        raise AllianceError(f"--observable {observable} is not allowed{hint}")
    moved = control(scenario, along, low, high)
    done = 0

    def counted(values: Floats, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        nonlocal done

        def more(count: int) -> None:
            nonlocal done
            done += count
            if progress:
                progress(done)

        scenarios = [moved.at(float(value)) for value in values]
        return outcome_of(scenarios, numbers, seed, observable, more, model) > 0.5

    curve = trace(counted, moved.low, moved.high, runs, moved.whole, seed)
    casts = int(np.clip(runs // CAST_OF, LEAST_CASTS, CASTS))
    own = of_alliance(scenario, observable, casts=casts, seed=seed, model=model)
    return Tipping(scenario, moved, Diagram(observable=observable), curve, seed, own)


def outcome_of(
    scenarios: Sequence[Scenario],
    numbers: NDArray[np.int64],
    seed: int,
    outcome: str,
    progress: Callable[[int], None],
    model: Model | None = None,
) -> Floats:
    """An outcome of every scenario under every run number, (scenarios, numbers)."""
    found = np.empty((len(scenarios), len(numbers)))
    shapes: dict[Shape, list[int]] = {}
    for k, scenario in enumerate(scenarios):
        shapes.setdefault(shape_of(scenario), []).append(k)
    for shape, own in shapes.items():
        which = np.repeat(own, len(numbers))
        column = np.tile(np.arange(len(numbers)), len(own))
        size = batch_runs(len(shape.names), shape.length)
        for first in range(0, len(which), size):
            part = slice(first, first + size)
            used, local = np.unique(which[part], return_inverse=True)
            record = run_batch(
                [scenarios[k] for k in used], local, numbers[column[part]], seed, model=model
            )
            values = outcomes_of(paths_of_record(record.values))[outcome]
            found[which[part], column[part]] = values
            progress(len(values))
    return found


# -- the curve --------------------------------------------------------------------------------
def trace(
    counted: Ask,
    low: float,
    high: float,
    runs: int,
    whole: bool = False,
    seed: int = 0,
    level: float = 0.5,
) -> Curve:
    """Trace the share of runs that count along a control, and find where it crosses a level.

    Args:
        counted: makes the runs.
        low, high: the range.
        runs: runs to make.
        whole: only whole values.
        seed: of the bootstrap.
        level: share on the edge, in (0, 1).
    """

    def allowed(places: Floats) -> Floats:
        values = low + places * (high - low)
        return np.unique(np.round(values)) if whole else np.asarray(values)

    first = allowed(np.linspace(0.0, 1.0, FIRST))
    numbers = np.arange(max(1, runs // (3 * len(first))))
    looks = [Observations(first, counted(first, numbers))]
    closer = allowed(_closer(_fitted(looks, low, high), level))
    count = (runs - looks[0].hits.size) // len(closer)
    more = np.arange(len(numbers), len(numbers) + count)
    looks.append(Observations(closer, counted(closer, more)))
    surface = _fitted(looks, low, high)
    places = np.linspace(0.0, 1.0, _FINE)
    mean, sd = surface.at(places[:, None])
    resamples = _resampled(looks, low, high, surface, places, np.random.default_rng(seed))
    # The first knows what a smooth curve may hide, the second that runs of one number belong together.
    half = Z * np.maximum(sd, resamples.std(0))
    edges = _crossings(mean, places, level)
    widths = np.array([_width(curve) for curve in resamples])
    own, (least, most) = _width(mean), np.quantile(widths, [0.025, 0.975]).tolist()
    width = (own, min(least, own), max(most, own))
    bounds = [_interval(edge, np.abs(mean - logit(level)) < half, places) for edge in edges]
    return Curve(
        values=low + places * (high - low),
        share=expit(mean),
        low=expit(mean - half),
        high=expit(mean + half),
        edges=tuple(low + edge * (high - low) for edge in edges),
        intervals=tuple((low + a * (high - low), low + b * (high - low)) for a, b in bounds),
        width=(width[0] * (high - low), width[1] * (high - low), width[2] * (high - low)),
        observed=tuple(looks),
    )


def _fitted(looks: Sequence[Observations], low: float, high: float) -> Surface:
    places = np.concatenate([(look.values - low) / (high - low) for look in looks])
    hits = np.concatenate([look.hits.sum(1) for look in looks])
    runs = np.concatenate([np.full(len(look.values), look.hits.shape[1]) for look in looks])
    return Surface(places[:, None], hits.astype(np.float64), runs.astype(np.float64))


def _resampled(
    looks: Sequence[Observations],
    low: float,
    high: float,
    surface: Surface,
    places: Floats,
    rng: np.random.Generator,
) -> Floats:
    """(resamples, places) curves of as many run numbers drawn with replacement, each with its runs."""
    values = np.unique(np.concatenate([look.values for look in looks]))
    hits, runs = np.zeros((RESAMPLES, len(values))), np.zeros(len(values))
    for look in looks:
        count = look.hits.shape[1]
        times = resample(count, RESAMPLES, rng)
        at = np.searchsorted(values, look.values)
        hits[:, at] += times @ look.hits.T
        runs[at] += count
    curves: Floats = resampled(
        surface, (values[:, None] - low) / (high - low), hits, runs, places[:, None]
    )
    return curves


def _closer(surface: Surface, level: float) -> Floats:
    """Places for the second look: over the zone around the first crossing, else where the share is
    nearest to the level.
    """
    places = np.linspace(0.0, 1.0, _FINE)
    mean, _ = surface.at(places[:, None])
    inside = np.flatnonzero((expit(mean) > ZONE[0]) & (expit(mean) < ZONE[1]))
    if len(inside) == 0:
        inside = np.argsort(np.abs(mean - logit(level)), kind="stable")[: _FINE // 5]
    spots = np.linspace(0, len(inside) - 1, CLOSER).round().astype(int)
    chosen: Floats = places[np.sort(inside)[spots]]
    return chosen


def _crossings(mean: Floats, places: Floats, level: float) -> list[float]:
    """Places at which a curve crosses the level, ascending."""
    off = mean - logit(level)
    at = np.flatnonzero(np.signbit(off[:-1]) != np.signbit(off[1:]))
    part = off[at] / (off[at] - off[at + 1])
    return [float(place) for place in places[at] + part * (places[at + 1] - places[at])]


def _width(mean: Floats) -> float:
    """Share of the range in which a curve lies between a quarter and three quarters of the runs; all of
    it where the curve does not reach both.
    """
    low, high = (logit(quarter) for quarter in QUARTERS)
    if mean.min() > low or mean.max() < high:
        return 1.0
    return float(((mean > low) & (mean < high)).mean())


def _interval(edge: float, undecided: NDArray[np.bool_], places: Floats) -> tuple[float, float]:
    """From where to where, around an edge, the side cannot be told; infinite when up to an end."""
    near = int(np.abs(places - edge).argmin())
    decided = np.flatnonzero(~undecided)
    before, after = decided[decided < near], decided[decided > near]
    return (
        float(places[before[-1]]) if len(before) else -np.inf,
        float(places[after[0]]) if len(after) else np.inf,
    )
