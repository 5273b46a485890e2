"""What a sweep shows: each function reads a store and returns a tidy frame; `alliance.plots` draws them.

A point's outcome is the mean over its runs. Every function goes by the numbers of points and runs, never
by the order of rows. Failed runs are left out, and so are runs for which an outcome has no value, such as
the time to a productivity that never came; columns say how many runs a number rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from experiments.sweeps.collection import collect, collect_paths
from experiments.sweeps.design import unit_design
from experiments.sweeps.runner import add_replicates, sweep
from experiments.sweeps.store import Status, Store
from sim.errors import AllianceError, nearest
from sim.observers.intervals import wilson
from sim.observers.outcomes import TIMES

if TYPE_CHECKING:
    import pandas as pd

Source = Store | str | Path

Z = 1.96
"""Half-width of a 95 % interval in standard errors."""


class AnalysisError(AllianceError):
    """A store does not hold what an analysis needs."""


def over_factor(store: Source, outcome: str, factor: str, bins: int = 12) -> pd.DataFrame:
    """An outcome over one factor, whatever the others are.

    Args:
        store: a store, or its folder.
        outcome: a column of results.
        factor: a factor; a range with more than `bins` values is cut into so many equal steps.
        bins: number of steps.

    Returns:
        One row a level: the level, runs, mean with low and high (95 %), q10, q25, q50, q75, q90.

    Raises:
        AnalysisError: for a column that is not there.
    """
    import pandas as pd

    frame = _runs(store, outcome, factor)
    frame[factor] = _levels(store, frame, factor, bins)
    rows = []
    for level, part in frame.groupby(factor, sort=True, observed=True):
        values = part[outcome].to_numpy(np.float64)
        mean, low, high = _mean(values, part["run"].to_numpy())
        quantiles = np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9])
        rows.append((level, len(values), mean, low, high, *quantiles))
    names = [factor, "runs", "mean", "low", "high", "q10", "q25", "q50", "q75", "q90"]
    return pd.DataFrame(rows, columns=names)


def over_two(store: Source, outcome: str, x: str, y: str, bins: int = 12) -> pd.DataFrame:
    """An outcome over two factors.

    Returns:
        One row a cell: the two levels, runs, mean with low and high (95 %).
    """
    import pandas as pd

    frame = _runs(store, outcome, x, y)
    frame[x], frame[y] = _levels(store, frame, x, bins), _levels(store, frame, y, bins)
    rows = [
        (*levels, len(part), *_mean(part[outcome].to_numpy(np.float64), part["run"].to_numpy()))
        for levels, part in frame.groupby([x, y], sort=True, observed=True)
    ]
    return pd.DataFrame(rows, columns=[x, y, "runs", "mean", "low", "high"])


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
    _must_have(frame, variable, factor)
    frame[factor] = _levels(store, frame, factor, bins)
    grouped = frame.dropna(subset=[variable]).groupby([factor, "tick"], sort=True, observed=True)
    wide = grouped[variable].quantile(np.array([0.1, 0.25, 0.5, 0.75, 0.9])).unstack()
    wide.columns = ["q10", "q25", "q50", "q75", "q90"]
    wide.insert(0, "runs", grouped.size())
    return wide.reset_index()


def sobol_indices(store: Source, outcome: str, resamples: int = 400) -> pd.DataFrame:
    """Sobol's first-order and total indices, with bootstrap intervals (Saltelli et al. 2010).

    Args:
        store: a complete store of a study with design "saltelli".
        outcome: a column of results; for times that a run may never get to, those runs count with
            their whole length.
        resamples: bootstrap resamples.

    Returns:
        One row a factor, the most important first: first, first_half, total, total_half, where the
        halves are half-widths of 95 % intervals.

    Raises:
        AnalysisError: for another design, or when a point has no value of the outcome.
    """
    import pandas as pd
    from SALib.analyze import sobol

    problem, values, study = _for_salib(store, outcome, "saltelli")
    found = sobol.analyze(
        problem, values, calc_second_order=False, num_resamples=resamples, seed=study.seed
    )
    frame = pd.DataFrame(
        {
            "factor": problem["names"],
            "first": found["S1"],
            "first_half": found["S1_conf"],
            "total": found["ST"],
            "total_half": found["ST_conf"],
        }
    )
    return frame.sort_values(["total", "factor"], ascending=[False, True], ignore_index=True)


def morris_effects(store: Source, outcome: str, resamples: int = 400) -> pd.DataFrame:
    """Morris' elementary effects: how strongly, and how unevenly, a factor moves an outcome.

    Args:
        store: a complete store of a study with design "morris".
        outcome: a column of results.
        resamples: bootstrap resamples.

    Returns:
        One row a factor, the most important first: strength (mean of absolute effects), half (of its
        95 % interval), mean (its sign says which way), spread (large where it depends on others).
    """
    import pandas as pd
    from SALib.analyze import morris

    problem, values, study = _for_salib(store, outcome, "morris")
    unit = unit_design(study, study.axes())
    found = morris.analyze(
        problem, unit, values, num_levels=4, num_resamples=resamples, seed=study.seed
    )
    frame = pd.DataFrame(
        {
            "factor": problem["names"],
            "strength": found["mu_star"],
            "half": found["mu_star_conf"],
            "mean": found["mu"],
            "spread": found["sigma"],
        }
    )
    return frame.sort_values(["strength", "factor"], ascending=[False, True], ignore_index=True)


def discover(
    store: Source, case: Callable[[pd.DataFrame], Any], depth: int = 3, smallest: float = 0.05
) -> pd.DataFrame:
    """Scenario discovery: boxes of factors in which a case of interest is common (CART).

    Classification trees as a way to find policy-relevant regions: Lempert, Bryant & Bankes 2008.

    Args:
        store: a store, or its folder.
        case: from the frame of results to true or false for each run.
        depth: most factors that bound a box, >= 1.
        smallest: least share of runs in a box.

    Returns:
        One row a box, the densest first: box (in words), density (share of its runs that are cases),
        coverage (share of all cases that lie in it), runs.

    Raises:
        AnalysisError: when all runs are cases, or none.
    """
    import pandas as pd
    from sklearn.tree import DecisionTreeClassifier

    store = _opened(store)
    frame = _without_failed(collect(store))
    wanted = np.asarray(case(frame), dtype=np.bool_)
    if wanted.all() or not wanted.any():
        told = "all" if wanted.all() else "none"
        raise AnalysisError(f"{told} of the runs are cases: there is nothing to tell apart")
    coded = pd.get_dummies(frame[list(store.points)]).astype(np.float64)
    tree = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=smallest, random_state=0)
    tree.fit(coded.to_numpy(), wanted)
    leaf = tree.apply(coded.to_numpy())
    boxes = _boxes(tree.tree_, list(coded.columns))
    rows = [
        (
            boxes[code],
            wanted[leaf == code].mean(),
            wanted[leaf == code].sum() / wanted.sum(),
            int((leaf == code).sum()),
        )
        for code in np.unique(leaf)
    ]
    table = pd.DataFrame(rows, columns=["box", "density", "coverage", "runs"])
    return table.sort_values(["density", "box"], ascending=[False, True], ignore_index=True)


def convergence(store: Source, outcome: str) -> pd.DataFrame:
    """How sure the mean at a point is after so many replicates.

    Returns:
        One row a number of replicates, from 2: half (median over points of the half-width of the 95 %
        interval), widest (at the least certain point).
    """
    import pandas as pd

    frame = _runs(store, outcome)
    table = frame.pivot_table(index="point", columns="run", values=outcome).to_numpy()
    rows = []
    for count in range(2, table.shape[1] + 1):
        half = _half_widths(table[:, :count])
        rows.append((count, float(np.nanmedian(half)), float(np.nanmax(half))))
    return pd.DataFrame(rows, columns=["replicates", "half", "widest"])


def replicate_until(
    out: str | Path, outcome: str, width: float, most: int = 1000, **running: Any
) -> Status:
    """Add replicates until the mean at every point is known to within an interval.

    After a first look each round plans what the variance seen so far asks for, at most doubling what
    is there: variance stability as a stopping rule, Lee et al. 2015.

    Args:
        out: folder of a store.
        outcome: a column of results.
        width: wanted half-width of the 95 % interval at the least certain point, > 0.
        most: replicates at a point not to go beyond.
        **running: where to run, as for `sweep`.

    Returns:
        How the store is in the end; it may be short of the wish when `most` is reached.
    """
    if not width > 0:
        raise AnalysisError(f"width = {width} is not allowed: a number above 0")
    now = sweep(None, out, **running)
    while now.replicates < most:
        frame = _runs(out, outcome)
        table = frame.pivot_table(index="point", columns="run", values=outcome).to_numpy()
        widest = float(np.nanmax(_half_widths(table)))
        if widest <= width:
            break
        asked = int(np.ceil(now.replicates * (widest / width) ** 2))
        target = min(asked, 2 * now.replicates, most)
        add_replicates(out, target - now.replicates)
        now = sweep(None, out, **running)
    return now


def _opened(store: Source) -> Store:
    return store if isinstance(store, Store) else Store(Path(store))


def _without_failed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["error"].isna()] if "error" in frame else frame


def _runs(store: Source, outcome: str, *factors: str) -> pd.DataFrame:
    """Runs that have a value of the outcome, with point, run and the factors asked for."""
    frame = _without_failed(collect(store))
    _must_have(frame, outcome, *factors)
    kept = frame[["point", "run", *dict.fromkeys(factors), outcome]].dropna(subset=[outcome])
    if kept.empty:
        raise AnalysisError(f"no run has a value of '{outcome}'")
    return kept.copy()


def _must_have(frame: pd.DataFrame, *columns: str) -> None:
    for column in columns:
        if column not in frame:
            near = nearest(column, list(frame.columns))
            hint = f" (did you mean '{near}'?)" if near else ""
            raise AnalysisError(f"no column '{column}' in the results{hint}")


def _levels(store: Source, frame: pd.DataFrame, factor: str, bins: int) -> pd.Series:
    """Levels in the order of the study, or the middle of the step that a number falls in."""
    import pandas as pd

    values = frame[factor]
    if not pd.api.types.is_numeric_dtype(values):
        named = {axis.name: axis.values for axis in _opened(store).study.axes()}
        ordered = pd.Categorical(values, named[factor] or sorted(set(values)), ordered=True)
        return pd.Series(ordered, index=values.index)
    if values.nunique() <= bins:
        return values
    edges = np.linspace(values.min(), values.max(), bins + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, bins - 1)
    return pd.Series(middles[place], index=values.index)


def _mean(values: NDArray[np.float64], runs: NDArray[np.int64]) -> tuple[float, float, float]:
    """Mean with a 95 % interval; that of a share where all values are 0 or 1.

    In a sweep runs of one number meet the same chance at every point, so they are not independent: where a
    level pools points they are one observation each (the variance of a mean over clusters, Liang & Zeger
    1986; Student's t with a degree of freedom less than clusters).

    Args:
        values: (count,) of the runs.
        runs: (count,) their numbers.
    """
    mean, count = float(values.mean()), len(values)
    _, cluster = np.unique(runs, return_inverse=True)
    clusters = int(cluster.max()) + 1
    if clusters < 2:
        return mean, np.nan, np.nan
    sums = np.bincount(cluster, weights=values - mean)
    variance = clusters / (clusters - 1) * float((sums**2).sum()) / count**2
    if np.isin(values, (0.0, 1.0)).all():
        # As many independent runs as would tell as much; where none differs, as many as clusters.
        alone = mean * (1.0 - mean) * clusters / (clusters - 1)
        worth = alone / variance if variance > 0.0 else float(clusters)
        return mean, *wilson(mean, min(worth, count))
    half = float(t.ppf(0.975, clusters - 1)) * np.sqrt(variance)
    return mean, mean - half, mean + half


def _half_widths(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """(points,) half-widths of 95 % intervals; NaN where fewer than two runs have a value."""
    count = (~np.isnan(table)).sum(1)
    filled = np.where(np.isnan(table), 0.0, table)
    mean = filled.sum(1) / np.maximum(count, 1)
    squares = (np.where(np.isnan(table), 0.0, table - mean[:, None]) ** 2).sum(1)
    spread = np.sqrt(squares / np.maximum(count - 1, 1))
    return np.where(count > 1, Z * spread / np.sqrt(np.maximum(count, 1)), np.nan)


def _for_salib(store: Source, outcome: str, wanted: str) -> tuple[dict[str, Any], Any, Any]:
    """The problem, the outcome by number of point, and the study."""
    opened = _opened(store)
    study = opened.study
    if study.design != wanted:
        raise AnalysisError(
            f'{opened.folder}: needs design "{wanted}", this study is a {study.design}'
        )
    frame = _waited_out(opened, outcome)
    by_point = frame.groupby("point")[outcome].mean().reindex(range(opened.plan.points))
    if by_point.isna().any():
        missing = int(by_point.isna().sum())
        raise AnalysisError(
            f"{missing} of {len(by_point)} points have no value of '{outcome}': run "
            "them, or keep an outcome that every run has"
        )
    names = [axis.name for axis in study.axes()]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    return problem, by_point.to_numpy(np.float64), study


def _waited_out(store: Store, outcome: str) -> pd.DataFrame:
    """Runs with a value of the outcome; one that never gets there counts with its whole length."""
    if outcome not in TIMES:
        return _runs(store, outcome)
    frame = _without_failed(collect(store))
    _must_have(frame, outcome)
    lengths = store.sizes.months[frame["point"].to_numpy()]
    return frame.assign(**{outcome: frame[outcome].where(frame[outcome].notna(), lengths)})


def _boxes(tree: Any, names: list[str]) -> dict[int, str]:
    """What bounds each leaf, in words."""
    told: dict[int, str] = {}

    def walk(node: int, bounds: dict[str, tuple[float, float]]) -> None:
        if tree.children_left[node] < 0:
            told[node] = (
                " and ".join(_bound(n, *b) for n, b in sorted(bounds.items())) or "anything"
            )
            return
        name, cut = names[tree.feature[node]], float(tree.threshold[node])
        low, high = bounds.get(name, (-np.inf, np.inf))
        walk(tree.children_left[node], {**bounds, name: (low, min(high, cut))})
        walk(tree.children_right[node], {**bounds, name: (max(low, cut), high)})

    walk(0, {})
    return told


def _bound(name: str, low: float, high: float) -> str:
    if np.isneginf(low):
        return f"{name} <= {high:.3g}"
    if np.isposinf(high):
        return f"{name} > {low:.3g}"
    return f"{low:.3g} < {name} <= {high:.3g}"
