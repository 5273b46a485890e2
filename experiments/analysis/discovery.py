"""In which region of the factors something happens, looked for in some runs and counted in others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.analysis.reading import AnalysisError, Source, opened, results
from sim.observers.intervals import mean_interval

if TYPE_CHECKING:
    import pandas as pd


def discover(
    store: Source, case: Callable[[pd.DataFrame], Any], depth: int = 3, smallest: float = 0.05
) -> pd.DataFrame:
    """Scenario discovery: boxes of factors in which a case of interest is common (CART).

    Classification trees as a way to find policy-relevant regions: Lempert, Bryant & Bankes 2008. Boxes
    are drawn by every other run number, and what is in them is counted in the rest: a tree finds dense
    boxes in coin flips too, in the runs that it has seen.

    Args:
        store: a store with four run numbers or more.
        case: from the frame of results to true or false for each run.
        depth: most factors that bound a box, >= 1.
        smallest: least share of runs in a box.

    Returns:
        One row a box, the densest first: box (in words), density (share of its runs that are cases) with
        low and high (95 %, runs of one number as one), coverage (share of all cases that lie in it) and
        runs; all of the runs held out.

    Raises:
        AnalysisError: when all runs are cases, or none, or there are too few run numbers.
    """
    import pandas as pd
    from sklearn.tree import DecisionTreeClassifier

    held = opened(store)
    frame = results(held)
    wanted = np.asarray(case(frame), dtype=np.bool_)
    if wanted.all() or not wanted.any():
        told = "all" if wanted.all() else "none"
        raise AnalysisError(f"{told} of the runs are cases: there is nothing to tell apart")
    numbers, rank = np.unique(frame["run"], return_inverse=True)
    if len(numbers) < 4:
        raise AnalysisError(
            f"{len(numbers)} run numbers: discovery holds half of them out and needs four or more; "
            "add replicates"
        )
    fitted = rank % 2 == 0
    if wanted[fitted].all() or not wanted[fitted].any():
        raise AnalysisError("too few cases to tell apart in half of the run numbers")
    coded = pd.get_dummies(frame[list(held.points)]).astype(np.float64)
    tree = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=smallest, random_state=0)
    tree.fit(coded.to_numpy()[fitted], wanted[fitted])
    leaf, cases, runs = (
        values[~fitted]
        for values in (tree.apply(coded.to_numpy()), wanted, frame["run"].to_numpy())
    )
    boxes = _boxes(tree.tree_, list(coded.columns))
    rows = [
        (
            boxes[code],
            *mean_interval(cases[leaf == code], 0.0, 1.0, clusters=runs[leaf == code]),
            cases[leaf == code].sum() / max(cases.sum(), 1),
            int((leaf == code).sum()),
        )
        for code in np.unique(leaf)
    ]
    table = pd.DataFrame(rows, columns=["box", "density", "low", "high", "coverage", "runs"])
    return table.sort_values(["density", "box"], ascending=[False, True], ignore_index=True)


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
