"""What a law claims, as measured: an effect, its bounds, and what they must exceed.

A bound is one-sided at 99 %: a claim whose true effect lies just at its criterion would be found to hold
one time in a hundred. Where two conditions are compared they meet the same chance (common random
numbers), and the bound is that of the paired difference. Seeds are fixed, so the answer is too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.observers.resampling import resample, rows_of

Values = Array | NDArray[np.bool_]
"""One value a run."""

LEVEL = 0.99
"""Level of a one-sided bound."""
Z = 2.326
"""The normal quantile at that level."""


@dataclass(frozen=True)
class Measured:
    """A number with its two one-sided bounds.

    Attributes:
        value: as measured.
        low, high: lower and upper one-sided bound at `LEVEL`.
        runs: how many runs it rests on; 0 for a number that needs none.
    """

    value: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True)
class Claim:
    """One claim of a law.

    Attributes:
        law: its code, L1 to L19.
        key: a short name, each once in a law.
        text: what is measured.
        null: what it is held against.
        measured: the effect.
        above, below: what the whole bound must lie above, or below; both None for a number that is
            reported and claims nothing.
    """

    law: str
    key: str
    text: str
    null: str
    measured: Measured
    above: float | None = None
    below: float | None = None

    @property
    def name(self) -> str:
        """Law and key."""
        return f"{self.law} {self.key}"

    @property
    def held(self) -> bool:
        """Whether the model keeps it."""
        over = self.above is None or self.measured.low > self.above
        under = self.below is None or self.measured.high < self.below
        return over and under

    @property
    def reported(self) -> bool:
        """Whether it claims nothing."""
        return self.above is None and self.below is None


def mean(values: Array) -> Measured:
    """Mean over runs; NaN are left out."""
    there = values[~np.isnan(values)].astype(np.float64)
    if len(there) < 2:
        return Measured(np.nan, -np.inf, np.inf, len(there))
    half = float(Z * there.std(ddof=1) / np.sqrt(len(there)))
    centre = float(there.mean())
    return Measured(centre, centre - half, centre + half, len(there))


def difference(one: Values, other: Values) -> Measured:
    """Mean of the paired difference; pairs in which either is NaN are left out."""
    return mean(one.astype(np.float64) - other.astype(np.float64))


def share(hit: NDArray[np.bool_]) -> Measured:
    """Share of runs, with exact bounds (Clopper and Pearson)."""
    from scipy.stats import beta

    count, runs = int(hit.sum()), len(hit)
    if runs == 0:
        return Measured(np.nan, 0.0, 1.0, 0)
    low = float(beta.ppf(1.0 - LEVEL, count, runs - count + 1)) if count else 0.0
    high = float(beta.ppf(LEVEL, count + 1, runs - count)) if count < runs else 1.0
    return Measured(count / runs, low, high, runs)


def ratio(above: Array, below: Array) -> Measured:
    """Ratio of two independent means, by the delta method on its logarithm."""
    above, below = above[~np.isnan(above)], below[~np.isnan(below)]
    centre = float(above.mean() / below.mean())
    variance = sum(float(v.var(ddof=1)) / len(v) / float(v.mean()) ** 2 for v in (above, below))
    far = float(np.exp(Z * np.sqrt(variance)))
    return Measured(centre, centre / far, centre * far, min(len(above), len(below)))


def bootstrap(statistic: Callable[[Array], float], values: Array) -> Measured:
    """Any statistic of the runs, which are the rows of `values`."""
    drawn = [statistic(values[own]) for own in rows_of(resample(len(values)))]
    low, high = np.nanquantile(drawn, [1.0 - LEVEL, LEVEL])
    return Measured(statistic(values), float(low), float(high), len(values))


def exact(value: float) -> Measured:
    """A number without error."""
    return Measured(value, value, value, 0)


def explained(values: Array) -> float:
    """Share of the variance of the first column that the others explain together, in [0, 1]."""
    outcome, causes = values[:, 0], values[:, 1:]
    design = np.column_stack([np.ones(len(outcome)), causes])
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    spread = float(outcome.var())
    return 1.0 - float((outcome - fitted).var()) / spread if spread > 0.0 else 0.0


def columns(*values: Values) -> Array:
    """Runs in rows, for `bootstrap`; runs with a NaN are left out."""
    table = np.column_stack([v.astype(np.float64) for v in values])
    kept: Array = table[~np.isnan(table).any(1)]
    return kept


def rows(claims: Sequence[Claim], known: dict[str, str]) -> list[str]:
    """Lines of a Markdown table, header included."""
    out = [
        "| law | measured | null | effect (99 % bounds) | runs | asked | kept |",
        "|---|---|---|---|---|---|---|",
    ]
    for claim in claims:
        m = claim.measured
        bounds = "" if m.runs == 0 else f" ({m.low:+.3f} to {m.high:+.3f})"
        asked = " and ".join(
            f"{word} {limit:g}"
            for word, limit in (("above", claim.above), ("below", claim.below))
            if limit is not None
        )
        kept = "" if claim.reported else "yes" if claim.held else "**no**"
        out.append(
            f"| {claim.name} | {claim.text} | {claim.null} | {m.value:+.3f}{bounds} "
            f"| {m.runs or ''} | {asked or 'reported'} | {kept} |"
        )
    noted = [c for c in claims if not c.held and c.name in known]
    return [*out, "", *(f"- **{c.name}**: {known[c.name]}" for c in noted)]
