"""Decisions of members, constituencies and role holders, one perception at a time."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from sim.agents.backing import back
from sim.agents.claims import claim
from sim.agents.coordination import coordinate, steer
from sim.agents.engagement import engage, leave, wish, would_stop
from sim.agents.facilitation import facilitate
from sim.agents.perception import Perception
from sim.agents.time_use import time_use
from sim.agents.voice import voice
from sim.parameters import Parameters
from sim.rules.division import DivisionParameters
from sim.rules.engagement import EngagementParameters
from sim.rules.leaving import LeavingParameters
from sim.rules.time_use import TimeUseParameters

P = Parameters().members


def perceived(**changed: float) -> Perception:
    """A member half-way on everything, with what is given changed."""
    middle = {f.name: 0.5 for f in fields(Perception)}
    whole = {"month": 12.0, "months_ahead": 12.0, "patience": 30.0, "partners": 7.0, "lead": 0.0}
    values = {"invited": 0.0, "full_cost": 16.0, "expected": 100.0, "belief": 1.0, "promise": 1.2}
    return Perception(
        **{k: np.array(v) for k, v in (middle | whole | values | changed).items()}  # type: ignore[arg-type]
    )


def wished(**changed: float) -> dict[str, float]:
    swift = Parameters({"time_flexibility": 1.0}).members
    shares = [float(x) for x in time_use(perceived(**changed), swift)]
    assert sum(shares) == pytest.approx(1.0)
    return dict(zip(("designing", "learning", "apart", "joint"), shares, strict=True))


def test_time_goes_where_an_hour_is_worth_most() -> None:
    settled = {"agreements": 1.0, "trouble": 0.0, "service": 1.0}
    known = settled | {"promise": 1.5, "belief": 1.5}
    trouble = known | {"agreements": 0.1, "trouble": 0.9, "deprivation": 0.5}
    worthless = settled | {"promise": 0.5, "belief": 0.5}
    unknown = settled | {"promise": 3.0, "belief": 1.0}
    for case, best in (
        (trouble, "designing"),
        (unknown, "learning"),
        (worthless, "apart"),
        (known, "joint"),
    ):
        shares = wished(**case)
        assert max(shares, key=lambda name: shares[name]) == best


def test_time_moves_no_faster_than_plans_allow_but_in_the_first_month() -> None:
    case = {"designing": 1.0, "learning": 0.0, "apart": 0.0, "joint": 0.0, "agreements": 1.0}
    held = 1.0 - float(P(TimeUseParameters).time_flexibility)
    assert float(time_use(perceived(**case), P)[0]) >= held
    assert float(time_use(perceived(**case, month=0.0), P)[0]) < held


def test_openness_follows_candour_and_trust_and_an_invitation_opens_at_once() -> None:
    assert voice(perceived(trust=0.9), P) > voice(perceived(trust=0.1), P)
    assert voice(perceived(candour=0.9), P) > voice(perceived(candour=0.1), P)
    assert float(voice(perceived(invited=1.0), P)) == pytest.approx(1.0)


def test_who_trusts_claims_what_it_costs_and_not_much_more_than_it_expects() -> None:
    own = P(DivisionParameters)
    assert float(claim(perceived(trust=1.0), P)) == pytest.approx(8.0)
    assert float(claim(perceived(trust=0.0), P)) == pytest.approx(8.0 * (1 + own.self_serving))
    humble = float(claim(perceived(trust=1.0, expected=2.0), P))
    assert humble == pytest.approx(2.0 * (1 + own.claim_growth))


def test_engagement_follows_backing_worth_and_ambition_and_some_loaf_unseen() -> None:
    for better in ("backing", "belief", "binding", "paid_share"):
        low, high = ({better: x} for x in ((1.2, 2.5) if better == "belief" else (0.1, 0.9)))
        assert engage(perceived(service=1.0, **high), P) > engage(perceived(service=1.0, **low), P)
    seen, unseen = perceived(agreements=1.0, control=1.0), perceived(agreements=0.0)
    assert engage(seen, P) > engage(unseen, P)
    assert engage(perceived(agreements=0.0, partners=1.0), P) > engage(unseen, P)


def test_nobody_loafs_whom_the_ambition_binds() -> None:
    """By hand: with nobody to see it a crowd of 7 costs λ 7/8 (1 − B) of the wish, and nothing at B = 1."""
    given = {"agreements": 0.0, "partners": 7.0, "backing": 1.0, "service": 1.0, "belief": 3.0}
    for binding in (0.4, 1.0):
        many, alone = (
            float(wish(perceived(**given | {"binding": binding, "partners": n}), P))
            for n in (7.0, 0.0)
        )
        loafed = P(EngagementParameters).loafing * 7.0 / 8.0 * (1.0 - binding)
        assert many == pytest.approx(alone * (1.0 - loafed))


def test_with_enough_backing_members_leave_for_home_and_offers_alone() -> None:
    own = P(LeavingParameters)
    backed = perceived(backing=own.exit_backing, binding=1.0)  # type: ignore[arg-type]
    assert leave(backed, P, np.array(own.home_exit * 0.99))
    assert not leave(backed, P, np.array(own.home_exit * 1.01))
    assert leave(perceived(backing=0.0, binding=1.0), P, np.array(own.exit_rate))


def test_who_would_rather_stop_lacks_backing_money_or_promise() -> None:
    content = {"backing": 0.6, "deprivation": 0.0, "service": 1.0, "belief": 1.5}
    assert not would_stop(perceived(**content), P)
    assert would_stop(perceived(**content | {"backing": 0.0}), P)
    assert would_stop(perceived(**content | {"belief": 0.0, "promise": 0.0}), P)
    for hopeful in ({"belief": 0.0, "promise": 1.5}, {"belief": 1.5, "promise": 0.0}):
        assert not would_stop(perceived(**content | hopeful), P)  # either is a reason to go on


@pytest.mark.parametrize(
    ("what", "better"),
    [
        ("alignment", True),
        ("results_seen", True),
        ("justice", True),
        ("profile", True),
        ("deprivation", False),
        ("rift", False),
        ("identity_loss", False),
    ],
)
def test_what_a_constituency_weighs(what: str, better: bool) -> None:
    results = np.array(0.0)
    low, high = (float(back(perceived(**{what: x}), P, results)[0]) for x in (0.1, 0.9))
    assert (high > low) is better


def test_results_are_judged_over_the_months_of_patience_longer_where_the_ambition_binds() -> None:
    def seen(patience: float, binding: float) -> float:
        given = perceived(results_seen=0.0, patience=patience, binding=binding)
        return float(back(given, P, np.array(1.0))[1])

    assert seen(10.0, 0.0) == pytest.approx(0.1)
    assert seen(10.0, 1.0) == pytest.approx(0.05)
    assert seen(0.0, 0.0) == pytest.approx(1.0)


def test_a_facilitator_with_too_few_days_helps_less_and_one_of_a_member_is_trusted_less() -> None:
    home = np.array([1.0, 0.0, 0.0])
    p = Parameters({"clash_days": 0.5}).alliances

    def helped(of: np.ndarray, clashes: float) -> np.ndarray:
        trusted = np.full(3, 0.4)
        return facilitate(np.array(0.8), np.array(3.0), of, trusted, np.array(clashes), p)

    np.testing.assert_allclose(helped(0 * home, 2.0), 0.8)
    np.testing.assert_allclose(helped(0 * home, 12.0), 0.4)
    np.testing.assert_allclose(helped(home, 2.0), [0.8, 0.32, 0.32])


def test_coordinator_and_lead_party() -> None:
    assert coordinate(
        np.array(0.8), np.array(0.5), np.array(6.0), Parameters().alliances
    ) == pytest.approx(0.4)
    assert coordinate(
        np.array(0.8), np.array(0.5), np.array(24.0), Parameters().alliances
    ) == pytest.approx(0.2)
    assert steer(np.array(0.75), np.array(0.2)) == pytest.approx(0.05)
