"""Working groups: cases worked by hand, and laws of groups that fill up."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import groups
from tests.sim.rules.cases import same


def test_members_like_whom_they_trust_and_can_learn_from_a_coordinator_looks_at_the_latter() -> (
    None
):
    trust, difference = np.array([[[0.0, 0.3], [1, 0]]]), np.array([[[0.0, 0.4], [0.4, 0]]])
    same(groups.affinity(trust, difference, np.zeros((1, 1, 1)))[0].ravel(), 0, 0.7, 1.4, 0)
    same(groups.affinity(trust, difference, np.ones((1, 1, 1)))[0].ravel(), 0, 0.4, 0.4, 0)


def test_members_join_in_the_order_of_the_lot_the_group_they_like_best() -> None:
    """Members 3 and 1 open a group each; 0 likes 1, and 2 must take what is left."""
    liking = np.zeros((1, 4, 4))
    liking[0, 0, 1] = 1.0
    liking[0, 2, 1] = 1.0
    formed = groups.form(liking, np.array([[0.5, 0.2, 0.9, 0.1]]), (2, 2))
    assert [group[:, 0].tolist() for group in formed] == [[3, 2], [1, 0]]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_groups_keep_everybody_once_and_fill_up(sizes: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed).random
    runs, size = 3, sum(sizes)
    formed = groups.form(draw((runs, size, size)), draw((runs, size)), tuple(sizes))
    assert [group.shape for group in formed] == [(n, runs) for n in sizes]
    everybody = np.sort(np.concatenate(formed), axis=0)
    np.testing.assert_array_equal(everybody, np.tile(np.arange(size)[:, None], runs))


@given(st.integers(0, 2**32 - 1), st.permutations(range(7)))
def test_how_members_are_listed_does_not_change_who_sits_with_whom(
    seed: int, order: list[int]
) -> None:
    draw = np.random.default_rng(seed).random
    liking, luck = draw((1, 7, 7)), draw((1, 7))
    plain = groups.form(liking, luck, (3, 2, 2))
    other = groups.form(liking[:, order][:, :, order], luck[:, order], (3, 2, 2))
    for one, two in zip(plain, other, strict=True):
        assert [order[k] for k in two[:, 0]] == one[:, 0].tolist()
