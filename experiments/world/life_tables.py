"""Life tables: how many were at risk at each age and how they ended, of data and of runs alike.

>>> table = LifeTable((0, 12, 24), (10.0, 5.0), {"failure": (1, 2)})
>>> table.rate(["failure"], 0, 24).value
0.2
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, chi2

from sim.arrays import Array
from sim.observers.intervals import Interval, share_interval

DATA = Path(__file__).parent / "data"
_DRAWS = 2_000
"""Resamples of a bootstrap."""


@dataclass(frozen=True)
class LifeTable:
    """Ends by age and kind.

    Attributes:
        edges: (ages + 1,) months at which ages begin, and the last one ends.
        years: (ages,) years lived at each age by all together.
        ends: (ages,) number that ended at each age, by kind.
    """

    edges: tuple[float, ...]
    years: tuple[float, ...]
    ends: Mapping[str, tuple[int, ...]]

    @classmethod
    def read(cls, name: str) -> LifeTable:
        """A table of `data/`: columns from_month, to_month, years, and one for each kind of end."""
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        kinds = [key for key in rows[0] if key not in ("from_month", "to_month", "years")]
        edges = (*(float(r["from_month"]) for r in rows), float(rows[-1]["to_month"]))
        ends = {kind: tuple(int(r[kind]) for r in rows) for kind in kinds}
        return cls(edges, tuple(float(r["years"]) for r in rows), ends)

    @classmethod
    def of_runs(
        cls, month: Array, kinds: Mapping[str, NDArray[np.bool_]], edges: Sequence[float]
    ) -> LifeTable:
        """The table of runs that were all followed to the last edge.

        Args:
            month: (runs,) months lived; infinite, or beyond the last edge, when still alive there.
            kinds: (runs,) masks of the runs that ended, by kind.
            edges: see above.
        """
        low, high = np.array(edges[:-1]), np.array(edges[1:])
        lived = np.clip(month[:, None], low, high) - low
        within = (month[:, None] > low) & (month[:, None] <= high)
        ends = {
            kind: tuple(int(n) for n in (within & mask[:, None]).sum(0))
            for kind, mask in kinds.items()
        }
        return cls(tuple(edges), tuple(float(y) for y in lived.sum(0) / 12.0), ends)

    def rate(self, kinds: Iterable[str], first: float, last: float) -> Interval:
        """Ends a year between two ages, with the exact interval of a Poisson rate (Garwood 1936).

        Args:
            kinds: of which kinds.
            first, last: months; edges of the table.

        Raises:
            ValueError: for an age that is no edge.
        """
        count, years = self._between(kinds, first, last)
        low = float(chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0
        high = float(chi2.ppf(0.975, 2 * count + 2)) / 2
        return Interval(count / years, low / years, high / years)

    def ratio(
        self, kinds: Iterable[str], late: tuple[float, float], early: tuple[float, float]
    ) -> Interval:
        """The rate at one age over that at another, with the exact interval given all ends in both.

        Of the ends in both ages together, those at the late one are binomial with the chance
        r Y_l / (r Y_l + Y_e), r being the ratio and Y the years lived (Przyborowski & Wilenski 1940).

        Args:
            kinds: of which kinds.
            late, early: from one month to another; edges of the table.
        """
        kinds = list(kinds)
        (a, above), (b, below) = self._between(kinds, *late), self._between(kinds, *early)
        share = (
            float(beta.ppf(0.025, a, b + 1)) if a else 0.0,
            float(beta.ppf(0.975, a + 1, b)) if b else 1.0,
        )
        low, high = (s / (1 - s) * below / above if s < 1 else np.inf for s in share)
        value = (a / above) / (b / below) if b else (np.inf if a else np.nan)
        return Interval(value, low, high)

    def share(self, kind: str, of: Iterable[str]) -> Interval:
        """The share that one kind has in all ends of some kinds (Clopper & Pearson 1934)."""
        whole = sum(sum(self.ends[k]) for k in of)
        if not whole:
            return Interval(np.nan, 0.0, 1.0)
        return share_interval(sum(self.ends[kind]), whole)

    def later(self, kind: str, than: str) -> Interval:
        """Months by which ends of one kind come later than those of another, on average.

        Ends count at the middle of their age; the interval is a bootstrap over ends (Efron 1979).
        """
        chance = np.random.default_rng(0)
        drawn = [self._mean_age(k, chance) for k in (kind, than)]
        if any(len(ages) == 0 for ages in drawn):
            return Interval(np.nan, -np.inf, np.inf)
        gaps = drawn[0] - drawn[1]
        low, high = np.quantile(gaps[1:], [0.025, 0.975])
        return Interval(float(gaps[0]), float(low), float(high))

    def _mean_age(self, kind: str, chance: np.random.Generator) -> Array:
        """Mean age at the end as it is, then as it is in each resample."""
        counts = np.array(self.ends[kind])
        if not counts.sum():
            return np.empty(0)
        middle = (np.array(self.edges[:-1]) + np.array(self.edges[1:])) / 2
        drawn = chance.multinomial(counts.sum(), counts / counts.sum(), _DRAWS)
        means: Array = np.vstack([counts, drawn]) @ middle / counts.sum()
        return means

    def _between(self, kinds: Iterable[str], first: float, last: float) -> tuple[int, float]:
        """Ends of some kinds between two ages, and years lived there."""
        for age in (first, last):
            if age not in self.edges:
                raise ValueError(f"month {age:g} is no edge of the table: {self.edges}")
        ages = slice(self.edges.index(first), self.edges.index(last))
        return sum(sum(self.ends[k][ages]) for k in kinds), sum(self.years[ages])
