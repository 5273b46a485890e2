"""The funder: cases worked by hand."""

from __future__ import annotations

from math import log

from sim.rules import funding
from sim.rules.funding import FundingParameters
from tests.sim.rules.cases import a, same


def test_the_funder_forgets_over_its_memory() -> None:
    same(funding.track(a(0, 1), a(0.6, 1), FundingParameters(track_months=12.0)), 0.05, 1)
    same(funding.track(a(-1), a(0.6), FundingParameters(track_months=1.0)), 0.6)


def test_results_profile_and_record_speak_for_an_alliance() -> None:
    p = FundingParameters(renewal_results=2.0, renewal_profile=1.0, renewal_record=0.5)
    same(
        funding.merits(a(0, 1, 0, 0, -1), a(0, 0, 1, 0, 1), a(0, 0, 0, 1, 1), p), 0, 2, 1, 0.5, -0.5
    )


def test_what_speaks_for_an_alliance_moves_the_odds_of_both() -> None:
    merits = a(0, log(3), 2 * log(3))
    same(funding.passes(merits, FundingParameters(review_base=-log(3))), 0.25, 0.5, 0.75)
    same(funding.renews(merits, FundingParameters(renewal_base=-log(3))), 0.25, 0.5, 0.75)
    off = FundingParameters(funding_on=0.0)
    same(funding.passes(merits, off), 0, 0, 0)
    same(funding.renews(merits, off), 0, 0, 0)


def test_a_failed_review_takes_part_of_what_is_left() -> None:
    same(
        funding.cut(a(1, 0.5, 0.5, 0), a(1, 0, 1, 1), FundingParameters(review_cut=0.3)),
        0.7,
        0.5,
        0.35,
        0,
    )
    same(funding.cut(a(1), a(1), FundingParameters(funding_on=0.0)), 1)
