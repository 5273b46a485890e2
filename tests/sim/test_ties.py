"""Ties: sums and views over who meets whom, against dense tables of all members."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.arrays import runs_together
from sim.start import begin
from sim.ties import Ties, seated
from tests.strategies import grouped

RUNS = 3


@st.composite
def seatings(draw: st.DrawFn) -> tuple[Ties, np.random.Generator]:
    """Groups that may overlap, by lot in each run or the same in all, with a ring at times."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = draw(st.integers(2, 9))
    sizes = draw(st.lists(st.integers(1, size), min_size=1, max_size=4))
    own = draw(st.booleans())

    def group(n: int) -> Any:
        if own:
            return np.stack([random.permutation(size)[:n] for _ in range(RUNS)], axis=1)
        return random.permutation(size)[:n]

    ring = random.random(size) < draw(st.sampled_from([0.0, 0.4]))
    keys = random.permutation(size).astype(np.uint64) + np.uint64(1)
    weights = random.random(len(sizes)) + 0.1
    return seated(size, [group(n) for n in sizes], weights.tolist(), ring, keys), random


def table_of(ties: Ties, values: np.ndarray) -> np.ndarray:
    """The dense table, tie by tie."""
    dense = np.zeros((RUNS, ties.size, ties.size))
    meets = ties.meets(RUNS)
    for run in range(RUNS):
        for k in range(ties.count):
            i, j = (p[k] if p.ndim == 1 else p[k, run] for p in (ties.source, ties.target))
            if meets[run, k]:
                assert dense[run, i, j] == 0, "a tie stands once"
                dense[run, i, j] = values[run, k]
    return dense


@given(seatings())
def test_sums_are_those_of_the_dense_table(seating: tuple[Ties, np.random.Generator]) -> None:
    ties, random = seating
    values = runs_together(random.random((RUNS, ties.count)) + 0.1) * ties.meets(RUNS)
    dense = table_of(ties, values)
    np.testing.assert_allclose(ties.sum_out(values), dense.sum(2), atol=1e-12)
    np.testing.assert_allclose(ties.sum_in(values), dense.sum(1), atol=1e-12)
    np.testing.assert_array_equal(ties.to_table(values, 0.0), dense)


@given(seatings())
def test_to_a_table_and_back_loses_nothing(seating: tuple[Ties, np.random.Generator]) -> None:
    ties, random = seating
    values = runs_together(random.random((RUNS, ties.count)))
    there = ties.to_table(values, 7.0)
    meets = ties.meets(RUNS) > 0
    np.testing.assert_array_equal(ties.from_table(there)[meets], values[meets])
    assert (there == 7.0).sum() == RUNS * ties.size**2 - meets.sum()


@given(seatings())
def test_what_is_turned_is_held_by_the_other_and_twice_is_itself(
    seating: tuple[Ties, np.random.Generator],
) -> None:
    ties, random = seating
    values = runs_together(random.random((RUNS, ties.count)))
    np.testing.assert_array_equal(ties.turned(ties.turned(values)), values)
    member = runs_together(random.random((RUNS, ties.size)))
    np.testing.assert_array_equal(ties.turned(ties.of_source(member)), ties.of_target(member))
    one, other = ties.of_pairs(values)
    np.testing.assert_array_equal(ties.of_pairs(ties.turned(values)), (other, one))
    pairs = runs_together(random.random((RUNS, len(ties.first))))
    np.testing.assert_array_equal(ties.of_pairs(ties.from_pairs(pairs)), (pairs, pairs))


@given(seatings())
def test_no_two_of_the_ring_meet_and_who_sits_together_does(
    seating: tuple[Ties, np.random.Generator],
) -> None:
    ties, _ = seating
    met = table_of(ties, np.ones((RUNS, ties.count)))
    np.testing.assert_array_equal(met, met.transpose(0, 2, 1))
    assert not met[:, np.arange(ties.size), np.arange(ties.size)].any()


@given(seatings(), st.lists(st.integers(0, RUNS - 1), min_size=1, max_size=4))
def test_the_ties_of_some_runs_are_theirs(
    seating: tuple[Ties, np.random.Generator], some: list[int]
) -> None:
    ties, random = seating
    values = runs_together(random.random((RUNS, ties.count)))
    part = ties.of_runs(np.array(some))
    np.testing.assert_array_equal(
        part.sum_out(runs_together(values[some])), ties.sum_out(values)[some]
    )


def test_a_second_seat_beside_the_same_partner_is_no_second_tie() -> None:
    keys = np.array([1, 2, 3], dtype=np.uint64)
    ties = seated(3, [np.array([0, 1]), np.array([0, 1, 2])], [1.0, 0.5], np.zeros(3, bool), keys)
    assert ties.count == 2 + 6
    assert ties.meets(1).sum() == 6
    np.testing.assert_array_equal(ties.sum_out(ties.meets(1)), [[2, 2, 2]])
    assert ties.deciders == 3


@pytest.mark.slow
@pytest.mark.parametrize("by", ["members", "coordinator"])
@given(st.integers(9, 30), st.integers(0, 2**32 - 1))
def test_formed_groups_seat_everybody_once_and_choose_one_of_each_for_the_core(
    by: str, count: int, seed: int
) -> None:
    begun = begin([grouped(by, count)], np.zeros(RUNS, np.intp), np.arange(RUNS), seed)
    ties = begun.ties
    *working, core = np.split(ties.seats, np.cumsum(ties.sizes)[:-1])
    seats = np.sort(np.concatenate(working), axis=0)
    np.testing.assert_array_equal(seats, np.tile(np.arange(count)[:, None], RUNS))
    assert max(ties.sizes[:-1]) - min(ties.sizes[:-1]) <= 1
    assert max(ties.sizes[:-1]) <= 6
    for run in range(RUNS):
        for group, chosen in zip(working, core, strict=True):
            assert chosen[run] in group[:, run]


def test_groups_differ_by_run_where_members_choose() -> None:
    seats = begin([grouped("members", 18)], np.zeros(8, np.intp), np.arange(8), 1).ties.seats
    assert len(np.unique(seats[:18], axis=1).T) > 1


def test_switched_off_all_sit_round_one_table() -> None:
    scenario = grouped("members", 12).replace("parameters.groups_on", 0)
    ties = begin([scenario], np.zeros(1, np.intp), np.arange(1), 1).ties
    assert ties.sizes == (12,)
    assert sim.simulate(scenario.replace("length", 3), runs=1).trust.notnull().all()
