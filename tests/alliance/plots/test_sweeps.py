"""Pictures of a sweep say what they are of."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from alliance.plots.sweeps import response
from alliance.words.pictures import spoken


@pytest.mark.parametrize(
    ("outcome", "label", "bands"),
    [
        ("time_to_productivity", "eerste maand van productiviteit (maanden)", 1),
        ("survived", "deel dat doorloopt of slaagt", 0),
        ("trust_at_11", "trust at 11", 1),
    ],
)
def test_a_response_names_its_outcome_and_draws_no_range_of_yes_and_no(
    outcome: str, label: str, bands: int
) -> None:
    columns = ["trust", "runs", "mean", "low", "high", "q10", "q25", "q50", "q75", "q90"]
    table = pd.DataFrame(np.linspace(0.1, 0.9, 20).reshape(2, 10), columns=columns)
    table.attrs["outcome"] = outcome
    with spoken("nl"):
        ax = response(table, Figure().subplots())
    assert " ".join(ax.get_ylabel().split()) == label
    assert sum(type(one).__name__ == "FillBetweenPolyCollection" for one in ax.collections) == bands
