"""An outcome by level of factors, and what a level makes of it against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.analysis.reading import (
    AnalysisError,
    Source,
    bounds,
    levels,
    must_have,
    opened,
    runs_with,
)
from experiments.sweeps.collection import collect_paths
from sim.errors import meant
from sim.observers.intervals import mean_interval
from sim.observers.outcomes import TIMES

if TYPE_CHECKING:
    import pandas as pd

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def over_factor(
    store: Source, outcome: str, factor: str, bins: int = 12, *, reached_only: bool = False
) -> pd.DataFrame:
    """An outcome over one factor, whatever the others are.

    The mean of a time is the restricted mean: a run that never gets there counts with the whole length,
    and the share that does stands beside it.

    Args:
        store: a store, or its folder.
        outcome: a column of results.
        factor: a factor; a range with more than `bins` values is cut into so many equal steps.
        bins: number of steps.
        reached_only: of a time, look only at the runs that get there. These are others at each level,
            so a level can look faster for losing the slow ones.

    Returns:
        One row a level: the level, runs, mean with low and high (95 %, `sim.observers.intervals`), q10,
        q25, q50, q75, q90; for times also reached, reached_low, reached_high, of all runs.

    Raises:
        AnalysisError: for a column that is not there.
    """
    import pandas as pd

    frame = runs_with(store, outcome, factor, reached_only=reached_only)
    frame[factor] = levels(store, frame, factor, bins)
    limits = bounds(store, outcome)
    rows = []
    for level, part in frame.groupby(factor, sort=True, observed=True):
        values = part[outcome].to_numpy(np.float64)
        mean = mean_interval(values, *limits, clusters=part["run"])
        rows.append((level, len(values), *mean, *np.quantile(values, QUANTILES)))
    names = [factor, "runs", "mean", "low", "high", "q10", "q25", "q50", "q75", "q90"]
    table = _about(outcome, pd.DataFrame(rows, columns=names))
    if outcome not in TIMES:
        return table
    every = runs_with(store, outcome, factor)
    every[factor] = levels(store, every, factor, bins)
    shares = {
        level: mean_interval(part["reached"], 0.0, 1.0, clusters=part["run"])
        for level, part in every.groupby(factor, sort=True, observed=True)
    }
    columns = ["reached", "reached_low", "reached_high"]
    table[columns] = [tuple(shares[level]) for level in table[factor]]
    return table


def over_two(store: Source, outcome: str, x: str, y: str, bins: int = 12) -> pd.DataFrame:
    """An outcome over two factors; a time as for `over_factor`.

    Returns:
        One row a cell: the two levels, runs, mean with low and high (95 %).
    """
    import pandas as pd

    frame = runs_with(store, outcome, x, y)
    frame[x], frame[y] = levels(store, frame, x, bins), levels(store, frame, y, bins)
    limits = bounds(store, outcome)
    rows = [
        (*cell, len(part), *mean_interval(part[outcome], *limits, clusters=part["run"]))
        for cell, part in frame.groupby([x, y], sort=True, observed=True)
    ]
    return _about(outcome, pd.DataFrame(rows, columns=[x, y, "runs", "mean", "low", "high"]))


def contrast(store: Source, outcome: str, factor: str, base: object = None) -> pd.DataFrame:
    """What each level of a factor makes of an outcome against one of them, run by run.

    Runs are paired by run number and by all other factors, so that what they differ by is the level and
    nothing else. A pair of one run number at several points counts as one observation.

    Args:
        store: a store whose points share their chance (`chance = "common"`), with each level of the
            factor beside the same levels of the others, as a grid has.
        outcome: a column of results; a time as for `over_factor`.
        factor: the factor.
        base: the level to compare with; left out: the first of the study.

    Returns:
        One row a level other than the base: the level, base, pairs, with_base and with_level (means),
        difference with low and high (95 %), and saving: how many times as many runs it would take
        unpaired.

    Raises:
        AnalysisError: for a level that is not there, or when runs have no partners.
    """
    import pandas as pd

    held = opened(store)
    others = [name for name in held.points if name != factor]
    frame = runs_with(store, outcome, factor, *others)
    known = list(dict.fromkeys(held.points[factor].tolist()))
    base = known[0] if base is None else base
    if base not in known:
        hint = meant(
            str(base), [str(level) for level in known], f"; there are {', '.join(map(str, known))}"
        )
        raise AnalysisError(f"'{factor}' has no level '{base}'{hint}")
    low, high = bounds(store, outcome)
    keys = [*others, "run"]
    own = frame[frame[factor] == base].set_index(keys)[outcome]
    rows = []
    for level in (level for level in known if level != base):
        theirs = frame[frame[factor] == level].set_index(keys)[outcome]
        pairs = pd.concat([own, theirs], axis=1, join="inner", keys=["base", "level"])
        if pairs.empty:
            raise AnalysisError(
                f"no run at '{factor}' = {level} has a partner at {base}: a contrast needs a grid "
                'and common chance (chance = "common")'
            )
        more = (pairs["level"] - pairs["base"]).to_numpy(np.float64)
        runs = pairs.index.get_level_values("run")
        found = mean_interval(more, low - high, high - low, clusters=runs)
        apart = float(pairs["base"].var() + pairs["level"].var())
        within = float(more.var(ddof=1)) if len(more) > 1 else 0.0
        saving = apart / within if within else np.nan
        means = (float(pairs["base"].mean()), float(pairs["level"].mean()))
        rows.append((level, base, len(pairs), *means, *found, saving))
    names = [factor, "base", "pairs", "with_base", "with_level", "difference", "low", "high"]
    return _about(outcome, pd.DataFrame(rows, columns=[*names, "saving"]))


def paths_by_level(store: Source, variable: str, factor: str, bins: int = 4) -> pd.DataFrame:
    """The course of a variable by level of a factor.

    Args:
        store: a store that keeps courses ([keep.paths]).
        variable: one of the variables it keeps.
        factor, bins: as for `over_factor`.

    Returns:
        One row a level and month: runs, q10, q25, q50, q75, q90.
    """
    frame = collect_paths(store)
    must_have(frame, variable, factor)
    frame[factor] = levels(store, frame, factor, bins)
    grouped = frame.dropna(subset=[variable]).groupby([factor, "tick"], sort=True, observed=True)
    wide = grouped[variable].quantile(np.array(QUANTILES)).unstack()
    wide.columns = ["q10", "q25", "q50", "q75", "q90"]
    wide.insert(0, "runs", grouped.size())
    return wide.reset_index()


def _about(outcome: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table that knows which outcome it is of, for its picture to name it."""
    table.attrs["outcome"] = outcome
    return table
