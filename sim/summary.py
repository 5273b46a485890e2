"""An ensemble in a few readable lines: phases, added value, endings, who left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of
from sim.observers.phases import LEARNING, PRODUCING, first_month, phase_path
from sim.tick import ENDINGS

if TYPE_CHECKING:
    import xarray as xr

FEW = 30
"""Fewer runs than this, and the summary warns that its numbers are rough."""


@dataclass(frozen=True)
class Share:
    """A share of runs with a 95 % interval (Wilson 1927)."""

    count: int
    runs: int

    @property
    def value(self) -> float:
        """The share itself, in [0, 1]."""
        return self.count / self.runs

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval, in [0, 1]."""
        z, n, p = 1.96, self.runs, self.value
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, float(centre - half)), min(1.0, float(centre + half))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:4.0%} of runs ({low:.0%}-{high:.0%})"


@dataclass(frozen=True)
class Spread:
    """Median and the range that holds 80 % of the runs; NaN when there are none."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Array) -> Spread:
        """Summarise what is there; NaN are left out."""
        there = values[~np.isnan(values)]
        if not len(there):
            return cls(np.nan, np.nan, np.nan)
        low, median, high = np.quantile(there, [0.1, 0.5, 0.9])
        return cls(float(median), float(low), float(high))


@dataclass(frozen=True)
class Summary:
    """What an ensemble shows, as data.

    Attributes:
        title: of the scenario.
        runs, months: size of the ensemble.
        reached: share of runs that reached phases 2 and 3.
        when: month in which they did.
        added_value: joint output over the whole run against the same effort apart, less 1.
        productivity: joint per own output over the last 12 months alive.
        positive: share of runs with added value over the whole run.
        endings: share of runs by ending, in the order of `sim.tick.ENDINGS`.
        left: by member, the share of runs in which it left, most first.
    """

    title: str
    runs: int
    months: int
    reached: dict[int, Share]
    when: dict[int, Spread]
    added_value: Spread
    productivity: Spread
    positive: Share
    endings: tuple[Share, ...]
    left: tuple[tuple[str, Share], ...]

    def text(self) -> str:
        """The summary in at most some twenty lines of 80 characters."""
        return "\n".join(_lines(self))


def summarise(result: xr.Dataset) -> Summary:
    """Summarise an ensemble.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        The summary as data; `.text()` words it.
    """
    paths = paths_of(result)
    kept, phase = outcomes_of(paths), phase_path(paths)
    runs = len(phase)
    first = {code: first_month(phase, code) for code in (LEARNING, PRODUCING)}
    gone = np.nansum(paths["leaves"], axis=1) > 0
    left = [(str(name), Share(int(count), runs))
            for name, count in zip(result.member.to_numpy(), gone.sum(0), strict=True)]  # fmt: skip
    return Summary(
        title=str(result.attrs.get("title", "")),
        runs=runs,
        months=phase.shape[1],
        reached={c: Share(int((~np.isnan(m)).sum()), runs) for c, m in first.items()},
        when={c: Spread.of(m) for c, m in first.items()},
        added_value=Spread.of(kept["added_value"]),
        productivity=Spread.of(kept["productivity"]),
        positive=Share(int((kept["added_value"] > 0).sum()), runs),
        endings=tuple(Share(int((kept["ending"] == k).sum()), runs) for k in range(len(ENDINGS))),
        left=tuple(sorted(left, key=lambda pair: -pair[1].count)),
    )


def _lines(s: Summary) -> list[str]:
    names = {LEARNING: "2 discovering and learning", PRODUCING: "3 productivity, added value"}
    lines = [_short(s.title, 80), f"{s.runs} runs of {s.months} months", "", "Phases reached"]
    for code, name in names.items():
        when = s.when[code]
        moment = (f", month {when.median:.0f} ({when.low:.0f}-{when.high:.0f})"
                  if s.reached[code].count else "")  # fmt: skip
        lines.append(f"  {name:<28} {s.reached[code]}{moment}")
    lines += [
        "",
        "Added value (joint output against the same effort apart)",
        f"  {'over the whole run':<28} {_percent(s.added_value)}",
        f"  {'positive':<28} {s.positive}",
        f"  {'in its last year':<28} {_percent(_less_one(s.productivity))}",
        "",
        "How it ended",
    ]
    words = ("still running", "too few members left", "no funds left", "goal reached, closed")
    lines += [f"  {word:<28} {share}" for word, share in zip(words, s.endings, strict=True)
              if share.count]  # fmt: skip
    leavers = [(name, share) for name, share in s.left if share.count]
    lines += ["", "Who left" if leavers else "Nobody left"]
    lines += [f"  {_short(name, 28):<28} {share}" for name, share in leavers[:6]]
    if len(leavers) > 6:
        lines.append(f"  and {len(leavers) - 6} more, less often")
    lines += ["", "Shares with 95 % intervals; months and values as median (80 % of runs)."]
    if s.runs < FEW:
        lines.append(f"Only {s.runs} runs: take these numbers as rough; --runs 200 is better.")
    return lines


def _percent(spread: Spread) -> str:
    if np.isnan(spread.median):
        return "none"
    return f"{spread.median:+.0%} ({spread.low:+.0%} to {spread.high:+.0%})"


def _less_one(spread: Spread) -> Spread:
    return Spread(spread.median - 1, spread.low - 1, spread.high - 1)


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."
