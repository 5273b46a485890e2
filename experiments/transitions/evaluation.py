"""How often an indicator warns rightly and wrongly, on runs that took no part in choosing its threshold.

Warnings are famous for being found afterwards, in the series that collapsed, and not every collapse has
one (Boettiger & Hastings 2012, Proc. R. Soc. B 279:4734). So each indicator is judged as any test is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from experiments.transitions.indicators import SLOWING
from experiments.transitions.matching import WATCH, Watched
from experiments.transitions.scan import Estimate, Floats
from sim.observers.resampling import RESAMPLES, resample

LEADS = (1, 3, 6, 12)
"""Months before a breakdown at which the area is told."""
NOTICE = 3
"""Months before it from which a warning comes too late to count."""
ALLOWED = 0.1
"""Share of controls that may be warned of wrongly, which thresholds are set for."""


@dataclass(frozen=True)
class Evaluation:
    """How well an indicator warns, on runs that were held out.

    Attributes:
        name: of the indicator.
        areas: at each of `LEADS`, the chance that it is higher in a run that will break down than in
            one that will not, in the same month (area under the ROC curve); 1/2 is nothing.
        hits: share of breakdowns that it warned of in time: from `WATCH` to `NOTICE` months before.
        false_alarms: share of the controls that it warned of in the same months.
        lead: months between first warning and breakdown, of those warned of: lower quartile, median,
            upper quartile.
        threshold: above which it warns, chosen on the training runs.
        roc: (2, points) false alarms and hits over all thresholds.
    """

    name: str
    areas: tuple[Estimate, ...]
    hits: Estimate
    false_alarms: Estimate
    lead: tuple[float, float, float]
    threshold: float
    roc: Floats

    @property
    def slowing(self) -> bool:
        """Whether it is one of slowing down."""
        return self.name.startswith(SLOWING)


def in_time(values: Floats, notice: int = NOTICE) -> Floats:
    """(rows, columns) the months in which a warning would come in time."""
    return values[:, : WATCH - notice + 1]


def evaluate(
    name: str,
    training: Watched,
    held_out: Watched,
    *,
    allowed: float = ALLOWED,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Evaluation:
    """Set a threshold on training runs and try it on others.

    Args:
        name: of the indicator.
        training, held_out: matched runs.
        allowed: share of training controls that the threshold warns of.
        resamples: bootstrap resamples of held-out pairs.
        seed: of the resampling.

    Raises:
        ValueError: for fewer than ten pairs in one of the two.
    """
    for part in (training, held_out):
        if len(part) < 10:
            raise ValueError(f"{len(part)} pairs are too few to judge by: at least 10")
    quiet = in_time(training.controls[name]).max(1)
    threshold = float(np.quantile(quiet, 1.0 - allowed))
    ill, well = held_out.cases[name], held_out.controls[name]
    often = resample(len(held_out), resamples, seed)
    warned = in_time(ill) > threshold
    rung = np.asarray(warned.any(1))
    wrongly = np.asarray((in_time(well) > threshold).any(1))
    leads = np.asarray(WATCH - warned[rung].argmax(1), dtype=np.float64)
    tops = in_time(ill).max(1), in_time(well).max(1)
    false, true, _ = roc_curve(np.repeat([1, 0], len(ill)), np.concatenate(tops))
    return Evaluation(
        name,
        tuple(area(ill[:, WATCH - lead], well[:, WATCH - lead], often) for lead in LEADS),
        Estimate.of(float(rung.mean()), often @ rung / len(rung)),
        Estimate.of(float(wrongly.mean()), often @ wrongly / len(wrongly)),
        _quartiles(leads),
        threshold,
        np.stack([false, true]),
    )


def evaluate_all(training: Watched, held_out: Watched, seed: int = 0) -> list[Evaluation]:
    """All indicators, the best at the longest lead first."""
    found = [evaluate(name, training, held_out, seed=seed) for name in training.cases]
    return sorted(found, key=lambda one: -one.areas[-1].value)


@dataclass(frozen=True)
class Added:
    """What fluctuations tell that levels do not, at one lead, on held-out runs.

    Attributes:
        lead: months before the breakdown.
        levels, fluctuations, both: areas of logistic regressions on these indicators. These may use
            a fluctuation either way, also one that narrows before a breakdown.
        more: area of both less that of levels alone.
    """

    lead: int
    levels: Estimate
    fluctuations: Estimate
    both: Estimate
    more: Estimate


def added(
    training: Watched, held_out: Watched, lead: int, *, resamples: int = RESAMPLES, seed: int = 0
) -> Added:
    """Whether fluctuations add to levels.

    Args:
        training, held_out: matched runs.
        lead: months before the breakdown, from 1 to `WATCH`.
        resamples: bootstrap resamples of held-out pairs.
        seed: of the resampling.
    """
    slow = [name for name in training.cases if name.startswith(SLOWING)]
    level = [name for name in training.cases if name not in slow]
    often = resample(len(held_out), resamples, seed)
    found = []
    for names in (level, slow, [*level, *slow]):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        model.fit(_seen(training, names, lead), np.repeat([1, 0], len(training)))
        scores = model.decision_function(_seen(held_out, names, lead))
        found.append(_areas(scores[: len(held_out)], scores[len(held_out) :], often))
    (levels, l_drawn), (slow_alone, s_drawn), (both, b_drawn) = found
    return Added(
        lead,
        Estimate.of(levels, l_drawn),
        Estimate.of(slow_alone, s_drawn),
        Estimate.of(both, b_drawn),
        Estimate.of(both - levels, b_drawn - l_drawn),
    )


def area(ill: Floats, well: Floats, often: Floats) -> Estimate:
    """Area under the ROC curve of matched pairs, with its interval over pairs.

    Args:
        ill, well: (pairs,) the indicator.
        often: (resamples, pairs) how often each pair is drawn.
    """
    value, drawn = _areas(ill, well, often)
    return Estimate.of(value, drawn)


def _areas(ill: Floats, well: Floats, often: Floats) -> tuple[float, Floats]:
    above = (ill[:, None] > well).astype(np.float64) + 0.5 * (ill[:, None] == well)
    drawn: Floats = np.einsum("ri,ri->r", often @ above, often) / len(ill) ** 2
    return float(above.mean()), drawn


def _quartiles(leads: Floats) -> tuple[float, float, float]:
    if not len(leads):
        return np.nan, np.nan, np.nan
    low, middle, high = np.quantile(leads, [0.25, 0.5, 0.75])
    return float(low), float(middle), float(high)


def _seen(part: Watched, names: Sequence[str], lead: int) -> Floats:
    return np.stack(
        [
            np.concatenate(
                [part.cases[name][:, WATCH - lead], part.controls[name][:, WATCH - lead]]
            )
            for name in names
        ],
        axis=1,
    )
