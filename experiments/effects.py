"""What a change makes of an outcome, from pairs of runs under the same chance.

What the numbers are:

- The interval of a difference is that of a mean (`sim.observers.intervals`) of the paired differences. For
  outcomes that are yes or no it is the adjusted Wald interval for paired proportions (Bonett & Price
  2012), which does not shrink to nothing when no run differs.
- Times to something (`TIMES`) are restricted means: a run in which it never happens counts with the
  length of the run. So the mean is of "months without it, within the horizon", and nobody who failed
  is left out.
- Other outcomes that do not exist in a run (NaN) leave the pair out; `left_out` counts such pairs.
- The probability of being better is that of a variant's run against its own pair, ties half; its
  interval is that of a share (Clopper & Pearson 1934), wider than needed when there are ties.
- The saving is (variance of base + variance of variant) / variance of the difference: how many times
  as many runs unpaired samples would take for the same interval.
- `detectable` is the size of difference that the runs at hand would tell four times in five, with the
  interval that they have; `needed` is the number of runs that would tell one of the size seen as often, if
  intervals narrow by the root of their number (in small samples they do so faster).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from scipy import stats

from sim.arrays import Array
from sim.observers.intervals import mean_interval, share_interval
from sim.observers.outcomes import OUTCOMES, TIMES, restricted

POWER = 0.8
"""How often the number of runs that would be needed would tell."""


@dataclass(frozen=True)
class Effect:
    """What one variant makes of one outcome.

    Attributes:
        variant: its label.
        outcome: name in `sim.observers.outcomes.OUTCOMES`.
        base, with_change: mean without and with the change, over the pairs.
        difference, low, high: mean paired difference with its interval.
        p_better, p_low, p_high: probability that a run is better than its pair, with its interval;
            of being higher for outcomes for which neither way is better.
        pairs: pairs that were compared.
        left_out: pairs left out because the outcome does not exist in one of the two.
        differ: pairs in which the two runs differ.
        saving: how many times as many independent runs would have been needed; NaN when nothing
            varies.
        needed: runs that would tell a difference of the size seen; NaN when none is seen.
        detectable: size of difference that the runs at hand would tell four times in five.
        verdict: ``better``, ``worse``, ``higher``, ``lower``, ``no run differs`` or ``cannot tell``.
    """

    variant: str
    outcome: str
    base: float
    with_change: float
    difference: float
    low: float
    high: float
    p_better: float
    p_low: float
    p_high: float
    pairs: int
    left_out: int
    differ: int
    saving: float
    needed: float
    detectable: float
    verdict: str

    def row(self) -> dict[str, Any]:
        """What tables of effects tell of it, by column."""
        told = ("outcome", "base", "difference", "low", "high", "verdict", "pairs", "needed")
        return {name: getattr(self, name) for name in told}


_NUMBERS = tuple(one.name for one in fields(Effect) if one.type == "float")
"""What is not known of an effect that is seen in no two pairs."""


def paired_effect(
    variant: str, outcome: str, base: Array, changed: Array, confidence: float, horizon: int
) -> Effect:
    """What a variant makes of an outcome, from the outcomes of both, pair by pair.

    Args:
        variant: its label.
        outcome: name in `sim.observers.outcomes.OUTCOMES`.
        base, changed: (runs,) the outcome without and with the change, NaN where it does not exist.
        confidence: of the intervals, in (0, 1).
        horizon: length of the runs, months.
    """
    if outcome in TIMES:
        base, changed = (restricted(v, horizon) for v in (base, changed))
    there = ~np.isnan(base) & ~np.isnan(changed)
    one, other = base[there].astype(np.float64), changed[there].astype(np.float64)
    more = other - one
    n = len(more)
    if n < 2:
        unknown = dict.fromkeys(_NUMBERS, float("nan"))
        left_out = len(base) - n
        return Effect(
            variant, outcome, pairs=n, left_out=left_out, differ=0, verdict="cannot tell", **unknown
        )
    mean = float(more.mean())
    if OUTCOMES[outcome].kind == "event":
        low, high = paired_proportions(int((more > 0).sum()), int((more < 0).sum()), n, confidence)
    else:
        least, most = OUTCOMES[outcome].bounds(horizon)
        _, low, high = mean_interval(more, least - most, most - least, confidence=confidence)
    sign = -1.0 if OUTCOMES[outcome].better == "lower" else 1.0
    score = np.where(more * sign > 0, 1.0, np.where(more == 0, 0.5, 0.0))
    _, p_low, p_high = share_interval(float(score.sum()), n, confidence)
    spread = float(more.std(ddof=1))
    apart = float(one.var(ddof=1) + other.var(ddof=1))
    power = float(stats.norm.ppf(POWER))
    detectable = (high - low) / 2 + power * spread / float(np.sqrt(n))
    differ = int((more != 0).sum())
    return Effect(
        variant=variant,
        outcome=outcome,
        base=float(one.mean()),
        with_change=float(other.mean()),
        difference=mean,
        low=low,
        high=high,
        p_better=float(score.mean()),
        p_low=p_low,
        p_high=p_high,
        pairs=n,
        left_out=len(base) - n,
        differ=differ,
        saving=apart / spread**2 if spread else float("nan"),
        needed=float(np.ceil(n * (detectable / mean) ** 2)) if mean else float("nan"),
        detectable=detectable,
        verdict=_verdict(outcome, low, high, differ > 0),
    )


def _verdict(outcome: str, low: float, high: float, differ: bool) -> str:
    if not differ:
        return "no run differs"
    if not (low > 0.0 or high < 0.0):  # also when an end cannot be told
        return "cannot tell"
    up = low > 0.0
    match OUTCOMES[outcome].better:
        case "neither":
            return "higher" if up else "lower"
        case "higher":
            return "better" if up else "worse"
        case _:
            return "worse" if up else "better"


def paired_proportions(up: int, down: int, n: int, confidence: float) -> tuple[float, float]:
    """Interval for a difference of paired proportions, adjusted Wald (Bonett & Price 2012).

    Args:
        up, down: pairs that go from no to yes, from yes to no.
        n: pairs, >= 1.
        confidence: in (0, 1).

    >>> low, high = paired_proportions(0, 0, 100, 0.95)
    >>> round(low, 3), round(high, 3)
    (-0.027, 0.027)
    """
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    more, less = (up + 1) / (n + 2), (down + 1) / (n + 2)
    centre = more - less
    half = z * float(np.sqrt((more + less - centre**2) / (n + 2)))
    return max(centre - half, -1.0), min(centre + half, 1.0)
