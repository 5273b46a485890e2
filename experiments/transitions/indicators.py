"""What may give away a breakdown: fluctuations that slow down, and plain levels, which anybody can look at.

Near a tipping point a system comes back from small disturbances more slowly, so that its fluctuations grow
wider and longer: variance and lag-1 autocorrelation rise (Scheffer et al. 2009, Nature 461:53). As usual
they are taken in windows that roll through the record, of half its length, each without its straight line,
and Kendall's tau tells whether they rise (Dakos et al. 2012, PLoS ONE 7:e41010).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from experiments.transitions.scan import Floats

HISTORY = 36
"""Months of record that an indicator looks back on."""
RECENT = 12
"""Months over which a level has risen or fallen."""

SLOWING = ("variance", "autocorrelation")
"""First words of the indicators of slowing down."""


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
        series: (…, months).
        window: months in a window, >= 3.

    Returns:
        (…, months - window + 1) each; the autocorrelation is 0 where nothing varies.
    """
    parts = detrended(np.lib.stride_tricks.sliding_window_view(series, window, axis=-1))
    variance = parts.var(-1)
    product = (parts[..., 1:] * parts[..., :-1]).mean(-1)
    return variance, np.where(variance > 1e-18, product / np.maximum(variance, 1e-18), 0.0)


def kendall(series: Floats) -> Floats:
    """Kendall's tau with time, along the last axis: 1 always rising, -1 always falling.

    Args:
        series: (…, steps), at least 2.
    """
    steps = series.shape[-1]
    whole = np.zeros(series.shape[:-1])
    for apart in range(1, steps):
        whole += np.sign(series[..., apart:] - series[..., :-apart]).sum(-1)
    tau: Floats = whole / (steps * (steps - 1) / 2)
    return tau


def indicators(
    series: Mapping[str, Floats], rises: Collection[str] = (), history: int = HISTORY
) -> dict[str, Floats]:
    """What could be looked at in each month, the higher the more it warns.

    The indicators of a month use the `history` months up to and with it, nothing later.

    Args:
        series: by name (rows, months).
        rises: names of those that rise before a breakdown; the others fall.
        history: months of record, >= 6.

    Returns:
        By name (rows, months - history + 1), the first being month `history - 1`: rise of variance and
        of autocorrelation (Kendall's tau) of each series, its level, and its change over `RECENT` months
        (or the record, where that is shorter).

    Raises:
        ValueError: for a record shorter than `history`.
    """
    window = history // 2
    found = {}
    for name, values in series.items():
        months = values.shape[1]
        if months < history:
            raise ValueError(f"{name}: {months} months, but {history} are looked back on")
        sign = 1.0 if name in rises else -1.0
        for word, rolled in zip(SLOWING, rolling(values, window), strict=True):
            steps = np.lib.stride_tricks.sliding_window_view(rolled, history - window + 1, axis=-1)
            found[f"{word} of {name} rises"] = kendall(steps)
        now, before = values[:, history - 1 :], min(RECENT, history - 1)
        then = values[:, history - 1 - before : months - before]
        found[f"{'high' if sign > 0 else 'low'} {name}"] = sign * now
        found[f"{name} {'rises' if sign > 0 else 'falls'}"] = sign * (now - then)
    return found
