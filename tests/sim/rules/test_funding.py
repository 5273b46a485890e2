"""The funder: cases worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import pytest

from sim.arrays import Array
from sim.rules import funding
from sim.rules.funding import FundingParameters
from tests.sim.rules.cases import a, same


def test_the_funder_forgets_over_its_memory() -> None:
    same(funding.track(a(0, 1), a(0.6, 1), FundingParameters(track_months=12.0)), 0.05, 1)
    same(funding.track(a(-1), a(0.6), FundingParameters(track_months=1.0)), 0.6)


@pytest.mark.parametrize(
    ("chance", "base"),
    [
        (lambda *given: funding.passes(*given), "review_base"),
        (lambda *given: funding.renews(*given), "renewal_base"),
    ],
)
def test_results_profile_and_record_move_the_odds_of_both(
    chance: Callable[..., Array], base: str
) -> None:
    three = log(3)
    weights = {"renewal_results": 2 * three, "renewal_profile": three, "renewal_record": three}
    p = FundingParameters(**{base: -three}, **weights)
    found = chance(a(0, 1, 0, 0, 0), a(0, 0, 1, 0, 1), a(0, 0, 0, 1, 1), p)
    same(found, 0.25, 0.75, 0.5, 0.5, 0.75)
    same(chance(a(20), a(1), a(1), FundingParameters(funding_on=0.0)), 0)


def test_a_failed_review_takes_part_of_what_is_left() -> None:
    same(
        funding.cut(a(1, 0.5, 0.5, 0), a(1, 0, 1, 1), FundingParameters(review_cut=0.3)),
        0.7,
        0.5,
        0.35,
        0,
    )
    same(funding.cut(a(1), a(1), FundingParameters(funding_on=0.0)), 1)
