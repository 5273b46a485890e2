"""Following: answers move the runs as far as they should, what is known happens, what is odd is told."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from experiments.following import coordinates
from experiments.following.answers import Answer, Departure, Wave, together
from experiments.following.follow import Following, follow, telling, work
from experiments.following.items import ITEMS
from experiments.following.observing import readings
from experiments.following.particles import Particles
from experiments.following.respondents import Respondents
from experiments.following.themes import THEMES, themes
from experiments.following.updating import moved
from sim.ensemble import Batch
from sim.errors import AllianceError
from sim.model import Model
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import STATE, VARIABLES
from sim.traits import TRAITS

RUNS = 80


def scenario() -> Scenario:
    members = [{"name": name} for name in ("A", "B", "C")]
    return Scenario.from_dict({"member": members, "length": 24, "grant": [{"amount": 800}]})


def truth(months: int, number: int = 4) -> Batch:
    batch = Batch(begin([scenario()], np.zeros(1, np.intp), np.array([number]), 99))
    for _ in range(months):
        batch.step()
    return batch


@pytest.fixture(scope="module")
def found() -> Following:
    people = Respondents(np.random.default_rng(1), each=2)
    waves = [people.wave(truth(months)) for months in (4, 9)]
    return follow(scenario(), waves, now=10, runs=RUNS, seed=1)


def test_rows_come_back_as_they_were() -> None:
    batch = Batch(begin([scenario()], np.zeros(RUNS, np.intp), np.arange(RUNS), 1))
    for _ in range(3):
        batch.step()
    before = {
        name: getattr(batch.traits if name in TRAITS else batch.state, name) for name in VARIABLES
    }
    coordinates.place(batch, coordinates.rows_of(batch))
    for name, values in before.items():
        now = getattr(batch.traits if name in TRAITS else batch.state, name)
        np.testing.assert_allclose(now, values, atol=2e-3, err_msg=name)


def test_however_far_rows_move_bounds_hold() -> None:
    batch = Batch(begin([scenario()], np.zeros(RUNS, np.intp), np.arange(RUNS), 1))
    batch.step()
    rows = coordinates.rows_of(batch)
    coordinates.place(batch, rows + 50.0 * np.random.default_rng(0).standard_normal(rows.shape))
    for name, told in STATE.items():
        values = getattr(batch.state, name)
        assert (values >= told.low).all(), name
        assert (values <= told.high).all(), name
    hours = sum(getattr(batch.state, n) for n in ("designing", "learning", "apart", "joint"))
    np.testing.assert_allclose(hours, 1.0)
    batch.step()


def test_an_update_of_normal_numbers_is_that_of_kalman() -> None:
    """Of 20,000 draws means and deviations lie within 4 standard errors of the exact ones."""
    luck, runs = np.random.default_rng(2), 20_000
    state = luck.multivariate_normal([0.0, 0.0], [[1.0, 0.6], [0.6, 1.0]], runs).T
    given, sd = np.array([1.0, 0.5]), np.array([0.5, 0.8])
    after = moved(state, state, given, sd, np.ones((2, 2), dtype=np.bool_))
    prior = np.array([[1.0, 0.6], [0.6, 1.0]])
    gain = prior @ np.linalg.inv(prior + np.diag(sd**2))
    exact = prior - gain @ prior
    np.testing.assert_allclose(after.mean(1), gain @ given, atol=4 / runs**0.5)
    np.testing.assert_allclose(np.cov(after), exact, atol=6 / runs**0.5)


def test_nobody_leaves_but_who_is_known_to() -> None:
    runs = Particles(scenario(), 1, Model(), (Departure("B", 3),), runs=RUNS)
    runs.advance(3)
    assert (runs.batch.state.active == 1.0).all()
    runs.advance(5)
    np.testing.assert_array_equal(runs.batch.state.active, np.tile([1.0, 0.0, 1.0], (RUNS, 1)))
    assert (runs.batch.state.running == 1.0).all()


def test_who_was_likely_to_leave_counts_for_more_when_it_left() -> None:
    runs = Particles(scenario(), 1, Model(), (Departure("B", 0),), runs=RUNS)
    low = runs.batch.state.backing.copy("K")
    low[:40, 1] = 0.0
    runs.batch.place(runs.batch.traits, replace(runs.batch.state, backing=low))
    runs._weigh()
    assert runs.weight[:40].min() > runs.weight[40:].max()


@pytest.mark.slow
def test_answers_bring_the_runs_nearer(found: Following) -> None:
    """Over all items the middle of the runs is nearer to one true alliance with its answers than without."""
    there = readings(truth(9))
    unasked = follow(scenario(), now=9, runs=RUNS, seed=1).state
    errors = [
        [float(np.nanmean(np.abs(told[code][2] - there[code][0]))) for code in ITEMS]
        for told in (unasked, found.standings[1].after)
    ]
    assert np.mean(errors[1]) < 0.8 * np.mean(errors[0])


def test_outlooks_are_chances_and_know_more_each_time(found: Following) -> None:
    assert [(look.waves, look.tick) for look in found.outlooks] == [(0, 0), (1, 4), (2, 9), (2, 10)]
    # Weighing would leave a handful of runs; moved, all of them stay runs of their own.
    assert all(standing.fit.left < RUNS / 8 for standing in found.standings)
    assert len(np.unique(found.particles.batch.state.trust[:, 0])) > RUNS / 2
    for look in found.outlooks:
        assert sum(look.phases(20).values()) == pytest.approx(1.0)
        assert (look.stays(20) <= 1.0).all()
    assert found.outlook.lives(9).all()
    assert not found.surprising


def test_the_same_command_gives_the_same_and_a_wave_more_leaves_what_was(found: Following) -> None:
    once = follow(scenario(), found.waves[:1], now=4, runs=RUNS, seed=1)
    np.testing.assert_array_equal(once.outlook.phase, found.outlooks[1].phase)
    assert once.standings[0].fit == found.standings[0].fit


def test_answers_of_another_world_are_a_surprise() -> None:
    odd = []
    for code, item in ITEMS.items():
        partners = ("B", "C") if item.about == "partner" else (None,)
        sd = together(code, [0.5])[1]
        odd += [Answer(code, "A", partner, float(code < "B"), sd) for partner in partners]
    result = follow(scenario(), [Wave(6, tuple(odd))], runs=RUNS, seed=1)
    assert result.surprising


def test_what_would_tell_most_is_told_first(found: Following) -> None:
    trust = readings(found.particles.batch)["B1"][:, 0, 1]
    best = telling(found.particles, trust)
    assert [one.share for one in best] == sorted((one.share for one in best), reverse=True)
    assert (best[0].item, best[0].member, best[0].partner) == ("B1", "A", "B")
    assert telling(found.particles, np.zeros(RUNS)) == ()


def test_work_is_all_that_is_done() -> None:
    done: list[int] = []
    waves = [Respondents(np.random.default_rng(1)).wave(truth(4))]
    follow(scenario(), waves, now=6, runs=50, progress=done.append)
    assert done[-1] == work(24, waves, 6)


def test_themes_are_means_within_their_scale(found: Following) -> None:
    told = themes(found.particles.batch)
    assert set(told) == set(THEMES)
    assert all(((values >= 0.0) & (values <= 1.0)).all() for values in told.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"departures": [Departure("Z", 2)]}, "'Z' is no member"),
        ({"waves": [Wave(5, ()), Wave(5, ())]}, "each later than the one before"),
        ({"now": 24}, "month 24 is not allowed"),
        ({"runs": 20}, "runs = 20 is not allowed"),
    ],
)
def test_what_is_wrong_is_one_line(change: dict[str, object], said: str) -> None:
    with pytest.raises(AllianceError, match=said):
        follow(scenario(), **change)  # type: ignore[arg-type]


def test_an_alliance_in_groups_that_nobody_knows_is_refused() -> None:
    many = Scenario.from_dict({"members": {"count": 12}, "length": 6})
    with pytest.raises(AllianceError, match="who sits with whom"):
        follow(many, runs=50)


def test_items_read_what_the_runs_hold() -> None:
    batch = truth(3)
    read = readings(batch)
    np.testing.assert_array_equal(read["A2"], batch.state.openness)
    np.testing.assert_array_equal(read["D2"], batch.state.agreements)
    assert set(read) == set(ITEMS)
    assert len(fields(type(batch.state))) == len(STATE)
