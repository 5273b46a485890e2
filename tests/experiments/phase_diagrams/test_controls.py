"""Controls move the whole alliance, and by what they say."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.phase_diagrams.controls import NAMED, control
from sim.ensemble import simulate
from sim.errors import AllianceError
from sim.scenarios import Scenario, load
from sim.scenarios.part import bounds
from sim.scenarios.people import MEMBER_FIELDS, Members

MEMBERS = [
    {"name": "A", "group": "x", "openness": 0.2, "values": [0.1, 0.9, 0.5]},
    {"name": "B", "group": "x", "openness": {"low": 0.3, "high": 0.5}},
    {"name": "C", "group": "y"},
]


def apart(**start: object) -> Scenario:
    return Scenario.from_dict(
        {
            "length": 3,
            "member": MEMBERS,
            "members": {"values": {"mean": 0.5, "sd": 0.1}},
            "start": {"trust": {"mean": 0.4, "sd": 0.0}, "trust_within_group": 0.7, **start},
            "pair": [{"from": "A", "to": "C", "trust": 0.1}],
            "grant": [{"amount": 100, "months": 10}],
            "fund": {"start": 20},
        }
    )


@pytest.mark.parametrize("name", ["default", "wash", "area-development"])
@pytest.mark.parametrize("along", ["trust", "values", "money", "facilitation", "openness"])
def test_at_its_own_value_an_alliance_is_itself(name: str, along: str) -> None:
    scenario = load(name)
    found = control(scenario, along)
    assert found.here is not None
    assert found.at(found.here).digest() == scenario.digest()


@pytest.mark.parametrize("value", [0.05, 0.2, 0.45, 0.8, 1.0])
def test_trust_is_the_mean_over_all_pairs_and_all_pairs_move(value: float) -> None:
    found = control(apart(), "trust")
    # A-B and B-A .7 within their group, A-C .1 as said, the other three .4.
    assert found.here == pytest.approx((2 * 0.7 + 0.1 + 3 * 0.4) / 6)
    assert "groups and pairs" in found.note
    moved = found.at(value)
    trust = simulate(moved, runs=1, dyads=True)
    assert control(moved, "trust").here == pytest.approx(value, abs=1e-6)
    given = moved.start.trust_within_group
    step = given - 0.7 if value < 0.6 else None
    if step is not None and value > 0.4:
        assert moved.pair[0].trust == pytest.approx(0.1 + step)
    assert "trust" in trust


def test_difference_in_values_stretches_all_members_about_their_middle() -> None:
    scenario = apart()
    found = control(scenario, "difference in values")
    half = found.at((found.here or 0) / 2)
    assert control(half, "values").here == pytest.approx((found.here or 0) / 2, abs=1e-6)
    assert half.places()[2].quantities["values"] != scenario.places()[2].quantities["values"]
    none = found.at(0.0)
    with pytest.raises(AllianceError, match="all members have the same values"):
        control(none, "values")


def test_a_quantity_of_members_moves_by_one_step_for_all() -> None:
    scenario = apart()
    found = control(scenario, "openness")
    assert found.here == pytest.approx((0.2 + 0.4 + 0.4) / 3)
    moved = found.at((found.here or 0) + 0.1)
    assert moved.member[0].openness == pytest.approx(0.3)
    assert moved.member[1].openness.low == pytest.approx(0.4)  # type: ignore[union-attr]
    assert moved.members.openness.mean == pytest.approx(0.5)  # type: ignore[union-attr]


def test_money_is_a_multiple_and_facilitation_at_nought_is_none() -> None:
    scenario = apart()
    double = control(scenario, "money").at(2.0)
    assert (double.grant[0].amount, double.fund.start) == (200, 40)
    days = control(scenario, "facilitation")
    assert days.here == 0
    assert days.at(0).roles.facilitator is None
    assert days.at(5).roles.facilitator.capacity == 5  # type: ignore[union-attr]
    with pytest.raises(AllianceError, match="no grant and no fund"):
        control(Scenario.from_dict({"members": {"count": 3}}), "money")
    with pytest.raises(AllianceError, match="are named one by one"):
        control(scenario, "members")


def test_any_path_with_a_number_is_a_control() -> None:
    scenario = apart()
    ratio = control(scenario, "parameters.breach_weight")
    assert (ratio.low, ratio.high, ratio.here) == (1.0, 10.0, 2.0)
    assert ratio.at(2).parameters["breach_weight"] == 2
    grant = control(scenario, "grant[1].months")
    assert (grant.low, grant.high, grant.whole) == (5, 20, True)
    assert control(scenario, "member.A.openness").here == 0.2
    assert control(scenario, "start.control").here == control(scenario, "control").here
    grievance = control(scenario, "grievance")
    assert control(grievance.at(0.5), "grievance").here == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("along", "note"),
    [
        ("members.openness", "holds no single number: give members.openness.mean or"),
        ("title", "holds no number"),
        ("fund.strat", "did you mean 'fund.start'?"),
        ("roles.facilitator.skill", "this scenario does not say it"),
        ("zzz", "such as trust, values"),
    ],
)
def test_what_is_no_control_is_told_in_one_line(along: str, note: str) -> None:
    with pytest.raises(AllianceError) as error:
        control(apart(), along)
    assert note in str(error.value)


def test_every_named_control_and_quantity_moves_to_both_its_ends() -> None:
    names = [*NAMED, *(name for name in MEMBER_FIELDS if not bounds(Members, name).size)]
    for name in names:
        found = control(load("default"), name)
        for end in (found.low, found.high):
            assert np.isfinite(end)
            found.at(end)
