"""Pictures of a calibration show what was found."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from alliance.plots.calibration import informed, ranks, trade_offs
from alliance.plots.style import BLUE
from experiments.calibration.checks import DRAWS, Check
from experiments.calibration.posterior import Posterior
from experiments.calibration.priors import PRIORS
from experiments.calibration.report import Found


def made(check: bool = True) -> Found:
    """Of two parameters the first is known well, the second not at all."""
    chance = np.random.default_rng(1)
    unit = np.column_stack([0.4 + 0.05 * chance.standard_normal(300), chance.random(300)])
    found = Check(chance.integers(0, DRAWS + 1, (60, 2))) if check else None
    return Found(PRIORS[:2], (), Posterior(unit, 300.0, unit[0]), found, np.zeros(0), 600)


def test_what_the_data_tell_is_coloured_and_what_they_do_not_is_grey() -> None:
    ax = informed(made(), Figure().subplots())
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [PRIORS[1].name, PRIORS[0].name]  # the best informed on top
    colours = {to_hex(line.get_color()) for line in ax.lines if len(line.get_xdata()) == 2}
    assert {to_hex(BLUE), to_hex("0.55")} <= colours


def test_each_pair_has_its_correlation() -> None:
    found = made()
    ax = trade_offs(found, Figure().subplots())
    assert [text.get_text() for text in ax.texts] == [f"{found.correlations[1, 0]:+.1f}"]


def test_ranks_need_a_check() -> None:
    figure = ranks(made())
    counts = [sum(patch.get_height() for patch in ax.patches[1:]) for ax in figure.axes]
    assert counts == [60, 60]  # the first patch is the band
    with pytest.raises(ValueError, match="not checked"):
        ranks(made(check=False))
