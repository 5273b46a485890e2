"""Pictures of advice show what was found, in their places."""

from __future__ import annotations

from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

mpl.use("Agg")
import sim
from alliance.plots.advice import actions_by_phase, advice
from experiments.advice.advise import Advice, advise
from experiments.advice.brochure import evaluate

SHORT = sim.load("default").replace("members.count", 3).replace("length", 18)


@pytest.fixture(scope="module")
def found() -> Advice:
    return advise(SHORT, 2.0, 20, 1)


@pytest.mark.slow
def test_each_effect_is_drawn_where_it_is(found: Advice) -> None:
    ax = advice(found, Figure().subplots())
    ax.figure.canvas.draw()
    drawn = {float(x) for line in ax.lines for x in np.atleast_1d(line.get_xdata())}
    for effect in (found.effect(), *found.by_phase().values()):
        assert effect.difference in drawn
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[0].startswith(found.chosen.parts[0][0])
    assert len(labels) == 10


def test_a_title_may_be_anything(found: Advice) -> None:
    odd = replace(found, given=found.given.replace("title", "$x_1^ 名 " + "very " * 30))
    advice(odd, Figure().subplots()).figure.canvas.draw()


def test_the_map_frames_the_phase_of_the_brochure() -> None:
    table = evaluate(SHORT, 4, 1).frame()
    ax = actions_by_phase(table, ax=Figure().subplots())
    ax.figure.canvas.draw()
    frames = sorted((int(p.get_y()), int(p.get_x())) for p in ax.patches)
    assert frames == [(k, k // 3) for k in range(9)]
    first = table[(table.action == "D1") & (table.phase == 1) & (table.outcome == "added_value")]
    told = {t.get_position(): t.get_text() for t in ax.texts}[(0.5, 0.5)]
    assert told.startswith(f"{100 * first.difference.item():+.3g}")  # in points
