"""Production: cases worked by hand, and laws of pooling."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules import production
from sim.rules.production import ProductionParameters
from tests.sim.rules.cases import a, same

OFF = ProductionParameters(production_on=0.0)
POWER = ProductionParameters.division_power


@pytest.mark.parametrize(
    ("skills", "hardness", "worked"),
    [
        ((0.2, 0.6), 0.0, 0.4),  # skills replace each other: the mean
        ((0.5, 1.0), 0.5, 2 / 3),  # the harmonic mean, 1 / (.5 / .5 + .5 / 1)
        ((1.0, 1.0), 1.0, 1.0),
        ((0.5, 0.5), 0.25, 0.5),
        ((0.0, 0.0), 0.5, 0.02),  # the least command
    ],
)
def test_alone_a_gap_is_punished_as_the_task_is_hard(
    skills: tuple[float, float], hardness: float, worked: float
) -> None:
    found = production.alone(np.array([skills]), np.array([[0.5, 0.5]]), a(hardness))
    same(found, worked)


def test_between_the_two_alone_is_near_the_geometric_mean() -> None:
    found = production.alone(np.array([[0.25, 1.0]]), np.array([[0.5, 0.5]]), a(0.25))
    same(found, 0.5, off=0.01)


def test_a_difference_is_bridged_by_knowledge_and_language() -> None:
    p = ProductionParameters(culture_share=0.5)
    same(production.bridging(a(0.4, 0.4), a(0.5, 1), a(0.6, 0), a(0.5), p), 0.35, 0)
    same(production.bridging(a(1), a(0), a(1), a(0), ProductionParameters(culture_share=1.0)), 2)


def test_misunderstanding_takes_at_most_all() -> None:
    same(
        production.misunderstood(a(0, 0.5, 2), ProductionParameters(misunderstanding=0.8)),
        0,
        0.4,
        1,
    )


def test_agreements_save_double_work() -> None:
    same(production.doubled(a(0, 0.5, 1), ProductionParameters(double_work=0.4)), 0.4, 0.2, 0)


def test_losses_multiply_and_a_broken_promise_delivers_part() -> None:
    p = ProductionParameters(friction_cost=0.5, failed_delivery=0.6)
    given = a(0.5), a(0.2, 0.2, 0.2, 1), a(0.4, 0.4, 2, 0), a(1, 0, 1, 1)
    same(production.efficiency(*given, p), 0.32, 0.192, 0, 0)
    same(production.efficiency(*given, OFF), 1, 1, 1, 1)


def test_links_take_hours_agreements_and_a_coordinator_relieve() -> None:
    p = ProductionParameters(link_hours=0.02)
    same(production.link_hours(a(5, 0), a(1), a(1), p), 0.025, 0)
    same(production.link_hours(a(5), a(0), a(0), p), 0.1)
    same(production.link_hours(a(5), a(0), a(0), OFF), 0)


def test_luck_works_on_what_combining_brings_the_world_and_the_record_on_all() -> None:
    p = ProductionParameters(task_luck=log(2), harvest_gain=0.5)
    same(production.yield_of_world(a(0), a(1), a(0), a(1, 2, 0.5, 0), p), 1, 1.5, 1, 1)
    same(production.yield_of_world(a(0.5), a(-1), a(1), a(2, 1), p), 0.5625, 0.75)
    same(production.yield_of_world(a(1), a(3), a(1), a(4), p), 0)


def test_roles_follow_what_partners_can_use_of_each_other() -> None:
    p = ProductionParameters(role_rate=0.5)
    same(production.known_roles(a(0.8, 0.8), a(0.4, 0.4), a(0.5, 0), p), 0.5, 0.4)


def test_of_a_partner_one_uses_what_one_knows_and_dares_to_rely_on() -> None:
    same(production.usable(a(0.25, 0, 0.64), a(1, 1, 0.36)), 0.5, 0, 0.48)


def test_quality_is_taken_over_from_those_who_are_better() -> None:
    p = ProductionParameters(quality_learning=0.5)
    same(production.imitated(a(0.6, 1, 0.6), a(0.2, 0, 0.2), a(0.5, 1, 0), p), 0.65, 1, 0.6)


# -- laws of pooling ----------------------------------------------------------------------------
K = 4
skill = st.floats(0.02, 1)


def made(
    hours: np.ndarray, expertise: np.ndarray, role: float, hardness: float, needs: np.ndarray
) -> tuple[float, np.ndarray]:
    """What one working group of n gives, and the parts of its members."""
    share = (needs / needs.sum())[None]
    split = production.allocate(
        hours, production.command(expertise), np.full(len(hours), role), share, POWER
    )
    np.testing.assert_allclose(split.sum(-1), hours, rtol=1e-12)
    output, parts = production.pooled(
        split, expertise, np.ones(len(hours)), share, production.substitution(np.array(hardness))
    )
    return float(output), parts


@st.composite
def teams(
    draw: st.DrawFn, most: int = 6
) -> tuple[np.ndarray, np.ndarray, float, float, np.ndarray]:
    """Hours, expertise, role division, hardness and needs of one working group."""
    n = draw(st.integers(1, most))
    hours = np.array(draw(st.lists(st.floats(0.01, 20), min_size=n, max_size=n)))
    expertise = np.array(draw(st.lists(skill, min_size=n * K, max_size=n * K))).reshape(n, K)
    needs = np.array(draw(st.lists(st.floats(0.05, 1), min_size=K, max_size=K)))
    return hours, expertise, draw(st.floats(0, 1)), draw(st.floats(0, 1)), needs


@given(teams())
def test_identical_members_gain_nothing_and_duplicates_add_hours_only(team) -> None:  # type: ignore[no-untyped-def]
    hours, expertise, role, hardness, needs = team
    alike = np.repeat(expertise[:1], len(hours), axis=0)
    output, parts = made(hours, alike, role, hardness, needs)
    # One of them with all the hours divides its roles between nobody.
    one, _ = made(hours.sum(keepdims=True), alike[:1], role, hardness, needs)
    assert output == pytest.approx(one, rel=1e-9)
    np.testing.assert_allclose(parts, output * hours / hours.sum(), rtol=1e-9)


@given(teams())
def test_n_members_never_give_more_than_hours_times_the_best_skill(team) -> None:  # type: ignore[no-untyped-def]
    hours, expertise, role, hardness, needs = team
    output, _ = made(hours, expertise, role, hardness, needs)
    assert output <= hours.sum() * expertise.max() * (1 + 1e-9)


@given(teams())
def test_parts_are_never_negative_and_sum_to_what_is_made(team) -> None:  # type: ignore[no-untyped-def]
    output, parts = made(*team)
    assert (parts >= 0).all()
    assert parts.sum() == pytest.approx(output, rel=1e-9)


@given(teams(), st.randoms(use_true_random=False))
def test_the_order_of_members_changes_nothing(team, random) -> None:  # type: ignore[no-untyped-def]
    hours, expertise, role, hardness, needs = team
    order = list(range(len(hours)))
    random.shuffle(order)
    output, parts = made(hours, expertise, role, hardness, needs)
    moved, others = made(hours[order], expertise[order], role, hardness, needs)
    assert moved == pytest.approx(output, rel=1e-9)
    np.testing.assert_allclose(others, parts[order], rtol=1e-9, atol=1e-12)


@pytest.mark.slow
@given(teams(), st.floats(1, 3))
@settings(max_examples=200)
def test_more_skill_of_all_in_the_same_proportion_gives_more(team, factor: float) -> None:  # type: ignore[no-untyped-def]
    hours, expertise, role, hardness, needs = team
    least = 0.02 * factor  # below the floor more skill is no more command
    lower = np.maximum(expertise, least) / factor
    output, _ = made(hours, lower, role, hardness, needs)
    better, _ = made(hours, lower * factor, role, hardness, needs)
    assert better == pytest.approx(output * factor, rel=1e-9)


@pytest.mark.slow
@given(teams(), st.integers(0, 5), st.integers(0, K - 1), st.floats(0, 1))
@settings(max_examples=200)
def test_without_role_division_more_of_any_skill_never_gives_less(  # type: ignore[no-untyped-def]
    team, who: int, which: int, more: float
) -> None:
    hours, expertise, _, hardness, needs = team
    taught = expertise.copy()
    at = (who % len(hours), which)
    taught[at] += more * (1 - taught[at])
    output, _ = made(hours, expertise, 0.0, hardness, needs)
    better, _ = made(hours, taught, 0.0, hardness, needs)
    assert better >= output * (1 - 1e-9)


def test_with_role_division_more_of_a_skill_gives_hardly_less() -> None:
    """The balancing is near the best split, not the best: 400 random groups of eight, a fifth of one skill more."""
    rng = np.random.default_rng(2)
    change = []
    for _ in range(400):
        hours, expertise = rng.uniform(0.5, 1.5, 8), rng.uniform(0.1, 0.9, (8, K))
        needs, hardness = rng.uniform(0, 1, K), rng.uniform(0.2, 0.8)
        taught = expertise.copy()
        at = rng.integers(8), rng.integers(K)
        taught[at] = min(taught[at] + 0.2, 1.0)
        output, better = (made(hours, e, 1.0, hardness, needs)[0] for e in (expertise, taught))
        change.append(better / output - 1.0)
    assert np.min(change) > -0.012
    assert np.mean(np.array(change) < -1e-3) < 0.25
    assert np.mean(change) > 0.01


@given(teams(), st.floats(1, 5))
def test_returns_to_hours_are_constant(team, factor: float) -> None:  # type: ignore[no-untyped-def]
    hours, expertise, role, hardness, needs = team
    output, _ = made(hours, expertise, role, hardness, needs)
    more, _ = made(hours * factor, expertise, role, hardness, needs)
    assert more == pytest.approx(factor * output, rel=1e-9)


def test_specialists_who_divide_roles_gain_what_the_task_needs() -> None:
    """Two who each know one of two skills fully and the other not at all but for the least command.

    Undivided each half hour is worth (1 + .02) / 2 on each skill: .51 for an hour. Divided each works on
    what it knows: 1 for an hour.
    """
    expertise = np.array([[1.0, 0.02, 1.0, 0.02], [0.02, 1.0, 0.02, 1.0]])
    needs, hours = np.full(K, 0.25), np.ones(2)
    assert made(hours, expertise, 0.0, 0.5, needs)[0] == pytest.approx(2 * 0.51)
    assert made(hours, expertise, 1.0, 0.5, needs)[0] == pytest.approx(2, rel=1e-6)
    # alone each is worth the harmonic mean of 1 and .02: 2 / (1 + 50)
    alone = production.alone(expertise, needs[None], a(0.5))
    same(alone, 2 / 51, 2 / 51)


def test_nobody_at_work_makes_nothing() -> None:
    output, parts = made(np.zeros(3), np.full((3, K), 0.5), 0.5, 0.5, np.ones(K))
    assert output == 0
    assert (parts == 0).all()


def test_skills_that_the_task_does_not_need_make_nothing_undefined() -> None:
    expertise = np.array([[0.9, 0.1, 0.5, 0.5], [0.1, 0.9, 0.5, 0.5]])
    output, parts = made(np.ones(2), expertise, 1.0, 0.5, np.array([1.0, 1.0, 0.0, 0.0]))
    assert parts.sum() == pytest.approx(output)
    assert 0.5 < output / 2 <= 0.9
