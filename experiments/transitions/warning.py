"""Early warning: whether an alliance that will break down gives itself away beforehand.

Near a tipping point a system comes back from small disturbances more slowly, so that its fluctuations grow
wider and longer: variance and lag-1 autocorrelation rise (Scheffer et al. 2009, Nature 461:53; Dakos et al.
2012, PLoS ONE 7:e41010). Not every collapse comes that way, and not every rise is followed by one (Boettiger
& Hastings 2012), so the indicators are judged as any test is: by how often they warn rightly and wrongly, on
runs that took no part in choosing the threshold, and beside plain levels, which anybody could look at.

Nothing after the month in which a warning would be given is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.transitions.order import area
from experiments.transitions.scan import RESAMPLES, Estimate, Floats
from sim.state import Bits

HISTORY = 36
"""Months before the warning that are looked at."""
WINDOW = 18
"""Months in which variance and autocorrelation are taken; windows roll through the history."""
RECENT = 12
"""Months over which a level has risen or fallen."""


def detrended(series: Floats) -> Floats:
    """What is left of each row without its straight line.

    Args:
        series: (…, months).
    """
    months = np.arange(series.shape[-1]) - (series.shape[-1] - 1) / 2.0
    middle = series.mean(-1, keepdims=True)
    slope = ((series - middle) * months).sum(-1, keepdims=True) / (months**2).sum()
    rest: Floats = series - middle - slope * months
    return rest


def rolling(series: Floats, window: int) -> tuple[Floats, Floats]:
    """Variance and lag-1 autocorrelation in windows that roll through a series.

    Args:
        series: (rows, months).
        window: months in a window, >= 3.

    Returns:
        (rows, months - window + 1) each; the autocorrelation is 0 where nothing varies.
    """
    parts = detrended(np.lib.stride_tricks.sliding_window_view(series, window, axis=-1))
    variance = parts.var(-1)
    product = (parts[..., 1:] * parts[..., :-1]).mean(-1)
    return variance, np.where(variance > 1e-18, product / np.maximum(variance, 1e-18), 0.0)


def kendall(series: Floats) -> Floats:
    """Kendall's tau of each row with time: 1 always rising, -1 always falling.

    Args:
        series: (rows, steps).
    """
    i, j = np.triu_indices(series.shape[-1], 1)
    tau: Floats = np.sign(series[..., j] - series[..., i]).mean(-1)
    return tau


def indicators(series: Mapping[str, Floats], now: int) -> dict[str, Floats]:
    """What could be looked at in a month, the higher the more it warns.

    Args:
        series: by name (rows, months): quantities that fall before a breakdown, first the one whose
            fluctuations are looked at.
        now: month in which it is asked; only months before it are used.

    Returns:
        By name (rows,): rise of variance and of autocorrelation (Kendall's tau), and for each series
        its level and its fall over the last `RECENT` months.

    Raises:
        ValueError: with less than `HISTORY` months before.
    """
    if now < HISTORY:
        raise ValueError(f"month {now} has no {HISTORY} months before it")
    first = next(iter(series.values()))[:, now - HISTORY : now]
    variance, memory = rolling(first, WINDOW)
    found = {"variance rises": kendall(variance), "autocorrelation rises": kendall(memory)}
    for name, values in series.items():
        found[f"low {name}"] = -values[:, now - 1]
        found[f"{name} falls"] = values[:, now - RECENT] - values[:, now - 1]
    return found


@dataclass(frozen=True)
class Judged:
    """How well an indicator warns, on runs that were held out.

    Attributes:
        name: of the indicator.
        auc: chance that it is higher in a run that breaks down than in one that does not; 1/2 is
            nothing.
        hits: share of breakdowns that were warned of.
        false_alarms: share of the others that were warned of.
        threshold: above which it warns, chosen on the training runs.
    """

    name: str
    auc: Estimate
    hits: Estimate
    false_alarms: Estimate
    threshold: float


def judge(name: str, training: tuple[Floats, Bits], held_out: tuple[Floats, Bits], *,
          allowed: float = 0.1, resamples: int = RESAMPLES, seed: int = 0) -> Judged:  # fmt: skip
    """Set a threshold on training runs and try it on others.

    Args:
        name: of the indicator.
        training, held_out: its values (rows,) and which rows break down.
        allowed: share of false alarms that the threshold is set for.
        resamples: bootstrap resamples of held-out rows.
        seed: of the resampling.

    Raises:
        ValueError: when in one of the two nothing, or everything, breaks down.
    """
    for _, falls in (training, held_out):
        if falls.all() or not falls.any():
            raise ValueError(f"{name}: runs that break down and runs that do not are both needed")
    values, falls = training
    threshold = float(np.quantile(values[~falls], 1.0 - allowed))
    values, falls = held_out
    luck = np.random.default_rng(seed)
    ill, well = values[falls], values[~falls]
    rows = [(luck.integers(len(ill), size=len(ill)), luck.integers(len(well), size=len(well)))
            for _ in range(resamples)]  # fmt: skip
    return Judged(
        name,
        Estimate.of(area(ill, well), np.array([area(ill[a], well[b]) for a, b in rows])),
        Estimate.of(float((ill > threshold).mean()),
                    np.array([(ill[a] > threshold).mean() for a, _ in rows])),
        Estimate.of(float((well > threshold).mean()),
                    np.array([(well[b] > threshold).mean() for _, b in rows])),
        threshold,
    )  # fmt: skip
