"""What every analysis reads of a store: runs with a value, levels of factors, bounds of an outcome."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.sweeps.collection import collect
from experiments.sweeps.store import Store
from sim.errors import AllianceError, meant
from sim.observers.outcomes import OUTCOMES, TIMES, restricted
from sim.state import STATE

if TYPE_CHECKING:
    import pandas as pd

Source = Store | str | Path


class AnalysisError(AllianceError):
    """A store does not hold what an analysis needs."""


def opened(store: Source) -> Store:
    """A store, also from its folder."""
    return store if isinstance(store, Store) else Store(Path(store))


def results(store: Source) -> pd.DataFrame:
    """All runs of a store that did not fail."""
    frame = collect(store)
    return frame[frame["error"].isna()]


def runs_with(
    store: Source, outcome: str, *factors: str, reached_only: bool = False
) -> pd.DataFrame:
    """Runs that have a value of an outcome, as numbers.

    Args:
        store: a store, or its folder.
        outcome: a column of results.
        factors: columns to keep beside it.
        reached_only: of a time (`TIMES`), leave out the runs that never got there; otherwise they count
            with the whole length, see `sim.observers.outcomes.restricted`.

    Returns:
        Columns point, run, the factors and the outcome; for times also `reached`, 1 or 0.

    Raises:
        AnalysisError: for a column that is not there, or when no run has a value.
    """
    frame = results(store)
    must_have(frame, outcome, *factors)
    if outcome in OUTCOMES and OUTCOMES[outcome].kind == "category":
        raise AnalysisError(f"'{outcome}' is a name and has no mean: see cumulative_incidence")
    kept = frame[["point", "run", *dict.fromkeys(factors)]].copy()
    values = frame[outcome].to_numpy(np.float64, na_value=np.nan)
    if outcome in TIMES:
        length = horizon(store)
        kept["reached"] = (values < length).astype(np.float64)
        values = (
            np.where(values < length, values, np.nan)
            if reached_only
            else (restricted(values, length))
        )
    kept[outcome] = values
    kept = kept.dropna(subset=[outcome])
    if kept.empty:
        raise AnalysisError(f"no run has a value of '{outcome}'")
    return kept


def must_have(frame: pd.DataFrame, *columns: str) -> None:
    """Check that columns are there.

    Raises:
        AnalysisError: naming the nearest that is.
    """
    for column in columns:
        if column not in frame:
            hint = meant(column, list(frame.columns))
            hint = "; the study does not keep it (keep.outcomes)" if column in OUTCOMES else hint
            raise AnalysisError(f"no column '{column}' in the results{hint}")


def horizon(store: Source) -> int:
    """Months that every run of a store was followed for: the length of the shortest."""
    ticks = opened(store).sizes.months
    return int(ticks[ticks > 0].min()) if (ticks > 0).any() else 1


def bounds(store: Source, outcome: str) -> tuple[float, float]:
    """The least and the most that an outcome, or a variable at a month, can be."""
    if outcome in OUTCOMES:
        length = horizon(store) if outcome in TIMES else int(opened(store).sizes.months.max())
        return OUTCOMES[outcome].bounds(length)
    variable = STATE.get(outcome.rpartition("_at_")[0])
    return (variable.low, variable.high) if variable else (-np.inf, np.inf)


def levels(store: Source, frame: pd.DataFrame, factor: str, bins: int) -> pd.Series:
    """Levels in the order of the study, or the middle of the step that a number falls in."""
    import pandas as pd

    values = frame[factor]
    if not pd.api.types.is_numeric_dtype(values):
        named = {axis.name: axis.values for axis in opened(store).study.axes()}
        ordered = pd.Categorical(values, named[factor] or sorted(set(values)), ordered=True)
        return pd.Series(ordered, index=values.index)
    if values.nunique() <= bins:
        return values
    edges = np.linspace(values.min(), values.max(), bins + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, bins - 1)
    return pd.Series(middles[place], index=values.index)
