"""What drives members away is measured and not made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import sim
from alliance.report.weighing import FEWEST, PARTS, Weighing, drives, parts_of
from sim.agents.backing import back
from sim.agents.perception import Perception
from sim.declared import Lookup
from sim.rules.backing import BackingParameters


def test_reading_what_weighs_changes_nothing() -> None:
    scenario = sim.load("default").replace("length", 8)
    weighing = Weighing(8)
    plain, read = (sim.simulate(scenario, 3, 1, **kind) for kind in ({}, {"model": weighing.model}))
    assert read.equals(plain)
    assert weighing.parts().shape == (len(PARTS), *plain.backing.shape)


def test_runs_come_in_the_order_in_which_they_were_made() -> None:
    scenario = sim.load("default").replace("length", 4)
    whole, parted = Weighing(4), Weighing(4)
    sim.simulate(scenario, 3, 1, model=whole.model)
    for run in range(3):
        sim.simulate(scenario, 1, 1, first_run=run, model=parted.model)
    np.testing.assert_array_equal(parted.parts(), whole.parts())


def test_the_parts_are_the_whole_judgement() -> None:
    seen = []

    def judge(
        perceived: Perception, p: Lookup, results: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        swift = replace(p(BackingParameters), backing_rate=1.0)
        judgement = perceived.support + sum(parts_of(perceived, p, results))
        wanted = back(perceived, lambda _: swift, results)[0]
        seen.append((wanted, np.clip(judgement, 0.0, 1.0)))
        return back(perceived, p, results)

    model = sim.Model(decisions=sim.Decisions(back=judge))
    sim.simulate(sim.load("wash").replace("length", 30), 4, 1, model=model)
    for wanted, summed in seen:
        np.testing.assert_allclose(wanted, summed)


def invented(
    rng: np.random.Generator, runs: int, fall: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Members that leave at random; before it, the second part is lower by `fall`."""
    ticks, members = 20, 2
    shape = (runs, ticks, members)
    at = rng.integers(12, 2 * ticks, (runs, 1, members))  # half never leave
    month = np.arange(ticks)[None, :, None]
    leaves, stays = np.broadcast_to(month == at, shape), np.broadcast_to(month < at, shape)
    parts = rng.normal(size=(len(PARTS), runs, 1, members)) + rng.normal(size=(len(PARTS), *shape))
    parts[1] -= fall * ((month > at - 12) & (month <= at))
    return parts, leaves, stays


def test_what_is_put_in_is_found() -> None:
    parts, leaves, stays = invented(np.random.default_rng(1), 400, 2.0)
    found = drives(parts, leaves, stays)
    assert found[0].part == PARTS[1]
    assert abs(found[0].level + 2.0) < 0.2
    assert found[0].high < 0.0 < max(one.high for one in found[1:])
    # Who stays is seen on the way to leaving, too: so a little less than all of the fall.
    assert -2.4 < found[0].difference < -0.8


def test_where_nothing_differs_it_seldom_says_so() -> None:
    rng = np.random.default_rng(2)
    wrong = 0
    for _ in range(200):
        found = drives(*invented(rng, 60, 0.0))
        wrong += any(one.low > 0.0 or one.high < 0.0 for one in found)
    assert wrong <= 22  # 5 % of 200 and what chance adds to it


def test_of_few_that_leave_nothing_is_said() -> None:
    parts, leaves, stays = invented(np.random.default_rng(3), 400, 2.0)
    few = leaves & (np.cumsum(leaves.ravel()).reshape(leaves.shape) < FEWEST)
    assert drives(parts, few, stays) == ()
    assert drives(parts, leaves, stays)


def test_where_nobody_stays_nothing_is_compared() -> None:
    parts, leaves, stays = invented(np.random.default_rng(4), 400, 2.0)
    found = drives(parts, leaves, stays & False)
    assert found[0].part == PARTS[1]
    assert np.isnan(found[0].difference)
