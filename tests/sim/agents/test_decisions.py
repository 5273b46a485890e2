"""Decisions of members, constituencies and role holders, one perception at a time."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from sim.agents.backing import back
from sim.agents.claims import claim
from sim.agents.coordination import coordinate, steer
from sim.agents.engagement import engage, leave
from sim.agents.facilitation import facilitate
from sim.agents.perception import Perception
from sim.agents.time_use import time_use
from sim.agents.voice import voice
from sim.parameters import Parameters
from sim.rules.division import DivisionParameters
from sim.rules.engagement import EngagementParameters
from sim.rules.time_use import TimeUseParameters

P = Parameters().members


def felt(**changed: float) -> Perception:
    """A member half-way on everything, with what is given changed."""
    middle = {f.name: 0.5 for f in fields(Perception)}
    middle |= {
        "month": 12.0,
        "patience_months": 30.0,
        "partners": 7.0,
        "months_cost": 16.0,
        "lead": 0.0,
        "invited": 0.0,
        "return_": 0.0,
        "friction": 0.0,
    }
    return Perception(**{name: np.array(value) for name, value in (middle | changed).items()})


def wish(**changed: float) -> dict[str, float]:
    swift = Parameters({"time_flexibility": 1.0}).members
    shares = [float(x) for x in time_use(felt(**changed), swift)]
    assert sum(shares) == pytest.approx(1.0)
    return dict(zip(("design", "learn", "produce"), shares, strict=True))


def test_time_goes_where_it_is_needed_and_promises_most() -> None:
    start = wish(agreements=0.1, trust=0.4, knowledge=0.1, chafing=0.1, patience=1.0)
    middle = wish(agreements=0.7, trust=0.6, knowledge=0.2, chafing=0.05, patience=0.8)
    late = wish(agreements=0.8, trust=0.7, knowledge=0.8, chafing=0.0, patience=0.8)
    assert max(start, key=start.get) == "design"  # type: ignore[arg-type]
    assert max(middle, key=middle.get) == "learn"  # type: ignore[arg-type]
    assert max(late, key=late.get) == "produce"  # type: ignore[arg-type]


def test_an_impatient_constituency_presses_for_producing() -> None:
    assert wish(patience=0.0)["produce"] > wish(patience=1.0)["produce"]


def test_time_moves_no_faster_than_plans_allow() -> None:
    designing, _, _ = time_use(felt(designing=1.0, learning=0.0, agreements=1.0, chafing=0.0), P)
    assert float(designing) >= 1.0 - P(TimeUseParameters).time_flexibility


def test_openness_follows_candour_and_trust_and_an_invitation_opens_at_once() -> None:
    assert voice(felt(trust=0.9), P) > voice(felt(trust=0.1), P)
    assert voice(felt(candour=0.9), P) > voice(felt(candour=0.1), P)
    assert float(voice(felt(invited=1.0), P)) == pytest.approx(1.0)


def test_who_trusts_claims_what_it_costs() -> None:
    assert float(claim(felt(trust=1.0), P)) == pytest.approx(8.0)
    assert float(claim(felt(trust=0.0), P)) == pytest.approx(
        8.0 * (1 + P(DivisionParameters).self_serving)
    )


def test_engagement_follows_backing_trust_and_value_and_free_rides_unseen() -> None:
    assert engage(felt(backing=0.9), P) > engage(felt(backing=0.1), P)
    assert engage(felt(trust=0.9), P) > engage(felt(trust=0.1), P)
    assert engage(felt(return_=0.9), P) > engage(felt(return_=-0.9), P)
    seen, unseen = felt(agreements=1.0, control=1.0), felt(agreements=0.0)
    assert engage(seen, P) > engage(unseen, P)
    assert engage(felt(agreements=0.0, partners=1.0), P) > engage(unseen, P)


def test_nobody_leaves_with_enough_backing_and_most_without_any() -> None:
    luck = np.array(1e-6)
    assert not leave(felt(backing=P(EngagementParameters).exit_backing), P, luck)
    assert leave(felt(backing=0.0), P, luck)
    assert not leave(felt(backing=0.0), P, np.array(P(EngagementParameters).exit_rate + 1e-6))


@pytest.mark.parametrize(
    ("what", "better"),
    [
        ("alignment", True),
        ("return_", True),
        ("profile", True),
        ("deprivation", False),
        ("grievance", False),
        ("friction", False),
        ("identity_loss", False),
    ],
)
def test_what_a_constituency_weighs(what: str, better: bool) -> None:
    low, high = (float(back(felt(**{what: x}, patience=0.0), P)[0]) for x in (0.1, 0.9))
    assert (high > low) is better


def test_patience_shields_backing_until_it_is_spent() -> None:
    patient, _ = back(felt(return_=-1.0, patience=1.0), P)
    spent, _ = back(felt(return_=-1.0, patience=0.0), P)
    assert float(patient) == pytest.approx(0.5, abs=0.005)
    assert spent < patient
    _, left = back(felt(return_=-1.0, patience=1.0, patience_months=10.0), P)
    assert float(left) == pytest.approx(0.9)
    _, back_again = back(felt(return_=1.0, patience=0.2), P)
    assert back_again > 0.2


def test_a_facilitator_with_too_few_days_helps_less_and_one_of_a_member_is_trusted_less() -> None:
    trust = np.full((3, 3), 0.4)
    home = np.array([1.0, 0.0, 0.0])
    common = {"trust": trust, "p": Parameters({"clash_days": 0.5}).alliances}
    plenty = facilitate(np.array(0.8), np.array(3.0), home * 0, expected=np.array(2.0), **common)
    np.testing.assert_allclose(plenty, 0.8)
    scarce = facilitate(np.array(0.8), np.array(3.0), home * 0, expected=np.array(12.0), **common)
    np.testing.assert_allclose(scarce, 0.4)
    partial = facilitate(np.array(0.8), np.array(3.0), home, expected=np.array(2.0), **common)
    np.testing.assert_allclose(partial, [0.8, 0.32, 0.32])


def test_coordinator_and_lead_party() -> None:
    assert coordinate(
        np.array(0.8), np.array(0.5), np.array(6.0), Parameters().alliances
    ) == pytest.approx(0.4)
    assert coordinate(
        np.array(0.8), np.array(0.5), np.array(24.0), Parameters().alliances
    ) == pytest.approx(0.2)
    assert steer(np.array(0.75), np.array(0.2)) == pytest.approx(0.05)
