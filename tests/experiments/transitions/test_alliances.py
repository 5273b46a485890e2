"""Order parameters of the model, its alliances over control and size, and the printed tables."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from experiments.ensembles import runs_of
from experiments.transitions.alliances import ALONG, VARIANTS, alliance, ends, over_sizes, waiting
from experiments.transitions.order import CHOSEN, ORDER, area, candidates, is_productive, overlap
from sim.observers.paths import alive
from sim.scenarios import load

pytestmark = pytest.mark.slow


def test_every_order_parameter_has_a_value_in_every_run() -> None:
    paths = runs_of(load("collapse"), 12, 0)
    length = paths["trust"].shape[1]
    assert not alive(paths)[:, -1].all()
    for name, one in ORDER.items():
        for month in (1, 7, length):
            values = one.of(paths, month)
            assert np.isfinite(values).all(), name
    ended = ~alive(paths)[:, -1]
    for name in ("joint", "effort", "gain"):
        assert (ORDER[name].of(paths, length)[ended] < 0.5).all()


def test_order_parameters_look_back_only() -> None:
    long = runs_of(load("default").replace("length", 40), 6, 1)
    short = runs_of(load("default").replace("length", 24), 6, 1)
    for name, one in ORDER.items():
        np.testing.assert_array_equal(one.of(long, 24), one.of(short, 24), err_msg=name)


def test_candidates_part_productive_from_other_runs() -> None:
    paths = runs_of(load("default").replace("start.trust.mean", 0.3).replace("length", 72), 80, 3)
    found = candidates(paths, 60)
    assert {one.name for one in found} == set(ORDER)
    assert [one.overlap for one in found] == sorted(one.overlap for one in found)
    assert {one.name: one for one in found}[CHOSEN].parts > 0.8
    assert not is_productive(paths, 6).any()
    with pytest.raises(ValueError, match="nothing to part"):
        candidates(paths, 6)


def test_area_and_overlap_by_hand() -> None:
    high, low = np.array([2.0, 3.0, 4.0, 5.0]), np.array([0.0, 1.0, 2.0, 2.5])
    assert area(high, low) == pytest.approx((4 + 4 + 3.5 + 3) / 16)
    assert overlap(high, low) == pytest.approx(0.25)
    assert overlap(high, high) == pytest.approx(1.0)
    assert overlap(high, low - 9) == pytest.approx(0.0)


@pytest.mark.parametrize("along", ALONG)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_control_makes_a_scenario(along: str, variant: str) -> None:
    for members in (2, 8, 50):
        for value in ALONG[along].values[[0, -1]]:
            scenario = alliance(members, along, float(value), variant)
            assert len(scenario.places()) == members
    eight = alliance(8, "trust", 0.4, "nothing shared by chance")
    assert eight.replace("parameters", {}) == alliance(8, "trust", 0.4).replace("parameters", {})


def test_ends_over_sizes_are_what_runs_come_to() -> None:
    values = np.array([0.1, 0.5, 0.9])
    one = ends(4, "trust", runs=6, seed=1, month=14, values=values)
    paths = runs_of(alliance(4, "trust", 0.5).replace("length", 14), 6, 5)
    np.testing.assert_array_equal(one.scan.values[1, :, 0], ORDER[CHOSEN].of(paths, 14))
    np.testing.assert_array_equal(one.living[1], alive(paths)[:, 13])
    assert len(ends(4, runs=6, month=13, values=values).modes()) == 3


def test_a_comparison_of_sizes_says_something() -> None:
    found, seen = over_sizes((2, 3), "facilitation", runs=4)
    assert [one.scan.size for one in found] == [2, 3]
    assert seen.verdict != "yes", "two members and three are no sizes"
    assert len(seen.criteria) == 3
    assert seen.text()


def test_more_trust_more_productivity() -> None:
    low, high = waiting([0.1, 0.7], runs=40)
    assert low.productive.at(120) < high.productive.at(120)
    assert low.productivity.value > high.productivity.value
    assert high.learning.value <= high.productivity.value
