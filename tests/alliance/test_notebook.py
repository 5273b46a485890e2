"""What-ifs side by side, with sliders and without; the paragraph that provenance writes."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alliance.notebook.sliders as notebook
import sim
from alliance.notebook import explore, members, methods, tried_first, what_if
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study
from sim.errors import AllianceError

SHORT = sim.load("default").replace("length", 8)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["facilitation", "money", "trust", "openness", "agreements"])
@given(part=st.integers(0, 20))
def test_a_what_if_is_what_the_slider_says(name: str, part: int) -> None:
    one = what_if(SHORT, name)
    value = one.low + (one.high - one.low) * part / 20
    changed = one.at(value)
    if name == "money":  # is counted in what there is
        assert changed.grant[0].amount == pytest.approx(SHORT.grant[0].amount * value)
    else:
        assert what_if(changed, name).here == pytest.approx(value, abs=0.02)


@pytest.mark.parametrize("scenario", sim.shipped())
def test_what_is_tried_first_suits_every_shipped_alliance(scenario: str) -> None:
    base = sim.load(scenario)
    for name, value in tried_first(base).items():
        one = what_if(base, name)
        assert one.low <= value <= one.high
        one.at(value)


def test_founding_adds_the_first_three_actions_from_the_start() -> None:
    one = what_if(SHORT, "founding")
    assert one.high == SHORT.length
    assert [(row.action, row.from_, row.until) for row in one.at(5.0).intervention] == [
        (code, 0, 4) for code in ("D1", "D2", "D3")
    ]
    assert not one.at(0.0).intervention
    again = what_if(one.at(5.0), "founding").at(2.0)
    assert len(again.intervention) == 6, "what is planned already stays"


@pytest.mark.slow
def test_the_picture_shows_each_beside_how_it_is() -> None:
    figure = explore(SHORT, runs=3, trust=0.6, openness=0.6)
    assert figure is not None
    rows = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert rows[0] == "As it is"
    assert len(rows) == 4
    assert rows[-1] == "All of these together"
    alone = explore(SHORT, runs=3, money=0.5)
    assert alone is not None
    assert len(alone.axes[0].get_yticklabels()) == 2, "one what-if needs no row for all together"


def test_errors_name_what_is_allowed() -> None:
    with pytest.raises(
        AllianceError, match="what-if 'mony': no such control: did you mean 'money'"
    ):
        explore(SHORT, mony=3)
    with pytest.raises(AllianceError, match="trust = 2 is not allowed: from 0 to 1"):
        explore(SHORT, trust=2)


class Handle:
    """Stands for what IPython shows."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def __call__(self, shown: Any, display_id: bool = False) -> Handle:
        self.shown.append(shown)
        return self

    def update(self, shown: Any) -> None:
        self.shown.append(shown)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Handle:
    handle = Handle()
    monkeypatch.setattr(notebook, "_in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", handle)
    return handle


@pytest.mark.slow
def test_a_slider_that_is_let_go_draws_anew(screen: Handle) -> None:
    assert explore(SHORT, runs=2, trust=0.6) is None
    box, before = screen.shown
    (row,) = box.children
    slider, now = row.children
    assert slider.value == 0.6
    assert not slider.continuous_update
    assert "now 0.4" in now.value
    slider.value = 0.8
    after = screen.shown[-1]
    assert len(screen.shown) == 3
    assert after.data != before.data
    assert after.alt == "Trust at the start: 0.8"


@pytest.mark.slow
def test_without_ipywidgets_the_picture_is_shown(
    screen: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    explore(SHORT, runs=2, trust=0.6)
    (picture,) = screen.shown
    assert picture.data.startswith(b"\x89PNG")


def test_nothing_of_a_notebook_is_needed_elsewhere() -> None:
    plt.close("all")
    assert not notebook._in_notebook()
    assert explore(SHORT, runs=2, trust=0.6) is not None
    assert not plt.get_fignums(), "no window opens"


def study(**changed: Any) -> Study:
    content = {
        "scenario": "default",
        "length": 4,
        "seed": 77,
        "replicates": 3,
        "factor": [
            {"path": "start.trust.mean", "low": 0.2, "high": 0.6, "levels": 2},
            {"path": "division", "values": ["equity", "need"]},
        ],
        "keep": {"outcomes": ["trust"]},
    }
    return Study.from_dict(content | changed)


def test_the_methods_paragraph_says_what_was_run(tmp_path: Path) -> None:
    sweep(study(), tmp_path / "store", workers=1)
    told = methods(tmp_path / "store")
    versions = sim.simulate(SHORT, runs=1).attrs
    for part in (
        "ODD protocol",
        "start.trust.mean (0.2 to 0.6); division (equity, need)",
        "a full grid of 4",
        "3 replicates",
        "12 runs",
        "seed 77",
        "common random numbers",
        "kept are trust",
        study().digest()[:12],
        study().base().digest()[:12],
        versions["alliance_lab"],
        versions["python"],
        versions["numpy"],
        versions["commit"][:12],
    ):
        assert part in told, part


def test_a_paper_reports_on_finished_runs(tmp_path: Path) -> None:
    from experiments.sweeps.store import Store

    Store.create(study(), tmp_path / "store")
    with pytest.raises(AllianceError, match="12 of 12 runs are still to do"):
        methods(tmp_path / "store")


def test_members_are_shown_as_they_are_written_down() -> None:
    base = sim.load("wash").replace("member.Akvo.openness", {"low": 0.2, "high": 0.6})
    shown = members(base, "nl")
    assert list(shown.index) == [place.name for place in base.places()]
    assert shown.loc["Akvo", "openheid (0 tot 1)"] == "0,2–0,6"
    assert shown.loc["Simavi", "rang (0 tot 1)"] == "0,5 ± 0,08"
    assert shown.loc["ICCO", "afhankelijkheid van het fonds (0 tot 1)"] == "0,6 ± 0,15"
