"""Times: what has come first by each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.analysis.reading import AnalysisError, Source, horizon, levels, must_have, results
from sim.observers.intervals import mean_interval
from sim.observers.outcomes import TIMES

if TYPE_CHECKING:
    import pandas as pd


def cumulative_incidence(
    store: Source, outcome: str | None = None, factor: str | None = None, bins: int = 4
) -> pd.DataFrame:
    """What has come first by each month: the event that is waited for, or an ending before it.

    The chance of each where the others compete with it (Aalen & Johansen 1978); all runs were followed
    for the months shown, so it is the share of runs. Endings are not taken as censoring: that would
    tell how it would go if alliances could not end.

    Args:
        store: a store that keeps the outcomes `ending` and `months`.
        outcome: a time that is waited for (`TIMES`); left out: endings alone.
        factor: a factor, for a curve of its own at each level; left out: all runs together.
        bins: as for `over_factor`.

    Returns:
        One row a level (without a factor, none), event and month: event (`outcome`, or an ending),
        month (0 is the first), runs, share with low and high (95 %).

    Raises:
        AnalysisError: for a column that is not there, or an outcome that is no time.
    """
    import pandas as pd

    if outcome is not None and outcome not in TIMES:
        raise AnalysisError(f"'{outcome}' is not waited for: one of {', '.join(TIMES)}")
    frame = results(store)
    wanted = [name for name in (outcome, factor) if name is not None]
    must_have(frame, "ending", "months", *wanted)
    length = horizon(store)
    ended = frame["ending"].astype(str).to_numpy()
    closed = np.where(ended != "running", frame["months"].to_numpy(np.float64) - 1.0, np.inf)
    got = np.full(len(frame), np.inf)
    if outcome is not None:
        got = frame[outcome].fillna(np.inf).to_numpy(np.float64)
    first, event = np.minimum(got, closed), np.where(got <= closed, outcome or "", ended)
    endings = [name for name in dict.fromkeys(frame["ending"].cat.categories) if name != "running"]
    where = None if factor is None else levels(store, frame, factor, bins)
    groups = [("", np.ones(len(frame), np.bool_))]
    if where is not None:
        known = where.cat.categories if hasattr(where, "cat") else np.sort(where.unique())
        groups = [(level, (where == level).to_numpy()) for level in known]
    rows = []
    for level, own in groups:
        numbers = frame["run"].to_numpy()[own]
        for name in ([outcome] if outcome else []) + endings:
            when = np.where(event[own] == name, first[own], np.inf)
            found = mean_interval([0.0], 0.0, 1.0)
            for month in range(length):
                come = when <= month
                if month == 0 or (when == month).any():  # otherwise as the month before
                    found = mean_interval(come, 0.0, 1.0, clusters=numbers)
                rows.append((level, name, month, int(own.sum()), *found))
    table = pd.DataFrame(rows, columns=["level", "event", "month", "runs", "share", "low", "high"])
    return (
        table.drop(columns="level") if factor is None else table.rename(columns={"level": factor})
    )
