"""What the fund covers of what members ask, said in both languages."""

from __future__ import annotations

import pytest

import sim
from alliance.words.coverage import describe, describe_members
from sim.scenarios import Scenario, shipped
from sim.scenarios.coverage import Coverage, coverage


def covered(**content: object) -> Coverage:
    usual = {"capacity": 2.0, "engagement": 0.5, "dependence": 0.25}
    members = [{"name": "A", **usual}, {"name": "B", **usual, "capacity": 6.0}]
    whole = {"length": 24, "member": members, "parameters": {"effort_cost": 8.0}, **content}
    return coverage(Scenario.from_dict(whole))


def test_a_case_by_hand() -> None:
    grant = {"amount": 72.0, "months": 12}
    made = covered(grant=[grant], roles={"coordinator": {"cost": 4.0}})
    assert describe(made) == (
        "The fund covers about 25 % of what members ask: 2 kEUR a month for 8 kEUR (months 0 to 11); "
        "after that there is nothing."
    )
    assert "25 %" in describe(made, "nl")
    assert describe_members(made, "nl") == "Gevraagd per maand, kEUR: A 2; B 6."


def test_a_grant_that_may_be_renewed_is_said_to_be() -> None:
    told = describe(covered(grant=[{"amount": 72.0, "months": 12, "renewable": True}]))
    assert told.endswith("; after that there is nothing, unless the funder renews it.")


def test_no_grant_is_said_to_be_no_money_and_not_something_that_is_drawn() -> None:
    told = describe(covered())
    assert "that means no money at all, although other values that are missing are drawn" in told
    assert "ask about 8 kEUR a month" in told


@pytest.mark.parametrize("name", shipped())
def test_of_every_scenario_that_comes_along_it_can_be_told(name: str) -> None:
    made = coverage(sim.load(name))
    for language in ("en", "nl"):
        assert describe(made, language).endswith(".")


def test_members_that_ask_alike_are_told_in_one() -> None:
    covered = coverage(sim.load("default"))
    assert describe_members(covered) == "Asked a month, kEUR: 9.6 by each of the 8."
