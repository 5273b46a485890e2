"""What the fund covers of what members ask: sums that can be made by hand, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from alliance.coverage import coverage
from sim.scenarios import Scenario, shipped


def alliance_of(**content: object) -> Scenario:
    usual = {"capacity": 2.0, "engagement": 0.5, "dependence": 0.25}
    members = [{"name": "A", **usual}, {"name": "B", **usual, "capacity": 6.0}]
    parameters = {"effort_cost": 8.0}
    return Scenario.from_dict(
        {"length": 24, "member": members, "parameters": parameters, **content}
    )


def test_a_case_by_hand() -> None:
    # A asks 2 x .5 x 8 x .25 = 2, B 6; 12 months of 2 + 4 for a coordinator of 4, so 2 of 8.
    grant = {"amount": 72.0, "months": 12}
    made = coverage(alliance_of(grant=[grant], roles={"coordinator": {"cost": 4.0}}))
    assert made.by_member == {"A": 2.0, "B": 6.0}
    assert made.paid.tolist() == [2.0] * 12 + [0.0] * 12
    assert made.share == pytest.approx(0.25)
    assert made.text() == (
        "The fund covers about 25% of what members ask: 2 kEUR a month for 8 kEUR (months 0 to 11); "
        "after that there is nothing."
    )
    assert "25%" in made.text("nl")
    assert made.members_text("nl") == "Gevraagd per maand, kEUR: A 2; B 6."


def test_no_grant_is_said_to_be_no_money_and_not_something_that_is_drawn() -> None:
    told = coverage(alliance_of()).text()
    assert "that means no money at all, although other values that are missing are drawn" in told
    assert "ask about 8 kEUR a month" in told


def test_money_that_is_left_over_is_paid_later_and_roles_change() -> None:
    made = coverage(
        alliance_of(fund={"start": 20.0}, change=[{"tick": 1, "coordinator": {"cost": 3.0}}])
    )
    assert made.paid[:4].tolist() == [8.0, 8.0, 0.0, 0.0]
    assert made.roles[:2].tolist() == [0.0, 3.0]


@given(st.floats(1.0, 1e6), st.integers(1, 60), st.floats(0.0, 1e4))
def test_no_more_is_paid_than_is_asked_or_there(amount: float, months: int, start: float) -> None:
    scenario = alliance_of(grant=[{"amount": amount, "months": months}], fund={"start": start})
    made = coverage(scenario)
    assert (made.paid <= made.asked.sum(1) + 1e-9).all()
    assert (np.cumsum(made.paid) <= np.cumsum(made.inflow) + 1e-6).all()
    assert np.isnan(made.share) or 0.0 <= made.share <= 1.0 + 1e-9


@pytest.mark.parametrize("name", shipped())
def test_of_every_scenario_that_comes_along_it_can_be_told(name: str) -> None:
    made = coverage(sim.load(name))
    for language in ("en", "nl"):
        assert made.text(language).endswith(".")
    assert made.asked.shape[1] == len(sim.load(name).places())


def test_the_mean_of_what_is_drawn_is_that_of_the_draws() -> None:
    drawn = {"engagement": {"mean": 0.9, "sd": 0.3}, "dependence": {"low": 0.2, "high": 0.4}}
    scenario = alliance_of(member=[{"name": name, "capacity": 1.0, **drawn} for name in "AB"])
    draws = np.random.default_rng(1).normal(0.9, 0.3, 400_000)
    mean = draws[(draws >= 0.0) & (draws <= 1.0)].mean()
    assert coverage(scenario).by_member["A"] == pytest.approx(8.0 * mean * 0.3, rel=2e-3)
