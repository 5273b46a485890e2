"""The funder: it reviews, cuts, and renews by results, profile and record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.elementary import logistic


@dataclass(frozen=True)
class FundingParameters(Mechanism):
    """Numbers of reviews and renewals."""

    funding_on: Annotated[Value, Switch("off: no review cuts and no grant is renewed")] = 1.0
    track_months: Annotated[
        Value, Parameter("months", 1, 120, "memory of the funder for results", "assumption: a year")
    ] = 12.0
    review_base: Annotated[
        Value,
        Parameter(
            "log-odds",
            -10,
            10,
            "log-odds that a review is passed by an alliance that gives what its members would apart, "
            "unknown and without a record: a review asks less than a renewal",
            "assumption",
        ),
    ] = 2.5
    renewal_base: Annotated[
        Value,
        Parameter(
            "log-odds",
            -10,
            10,
            "log-odds of renewal for an alliance that gives what its members "
            "would apart, unknown and without a record",
            "assumption",
        ),
    ] = -1.0
    renewal_results: Annotated[
        Value,
        Parameter(
            "log-odds", 0, 50, "gain per unit of added value over the last year", "assumption"
        ),
    ] = 4.0
    renewal_profile: Annotated[
        Value, Parameter("log-odds", 0, 50, "gain from a full external profile", "assumption")
    ] = 2.0
    renewal_record: Annotated[
        Value,
        Parameter("log-odds", 0, 50, "gain from a full record of what was learnt", "assumption"),
    ] = 1.0
    review_cut: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of what is left of a grant that a failed review takes away",
            "assumption",
        ),
    ] = 0.3


@rule
def track(track: Array, added: Array, p: FundingParameters) -> Array:
    """Added value as the funder has seen it.

    Equation:
        τ′ = τ + (v − τ) / m

    Args:
        track, added: (…,) added value over output apart, in [-1, 20].

    Returns:
        (…,) in [-1, 20].

    Source:
        assumption.
    """
    return track + (added - track) / p.track_months


@rule
def merits(track: Array, profile: Array, harvest: Array, p: FundingParameters) -> Array:
    """What speaks for an alliance, in log-odds.

    Equation:
        c_v v + c_p profile + c_h harvest

    Args:
        track: (…,) added value as seen v, in [-1, 20].
        profile, harvest: (…,) in [0, 1].

    Returns:
        (…,) in [-50, 1100].

    Source:
        assumption; no source was found for what reviews and renewals go by.
    """
    shown = p.renewal_profile * profile + p.renewal_record * harvest
    speaks: Array = p.renewal_results * track + shown
    return speaks


@rule
def passes(merits: Array, p: FundingParameters) -> Array:
    """Chance that a review is passed: the funder goes on as it was.

    Equation:
        1 / (1 + exp(−(c₀ + merits)))

    Args:
        merits: (…,) log-odds, in [-50, 1100].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    return logistic(p.review_base + merits) * p.funding_on


@rule
def renews(merits: Array, p: FundingParameters) -> Array:
    """Chance that the funder grants once more.

    Equation:
        1 / (1 + exp(−(c₀ + merits)))

    Args:
        merits: (…,) log-odds, in [-50, 1100].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    return logistic(p.renewal_base + merits) * p.funding_on


@rule
def cut(inflow: Array, failed: Array, p: FundingParameters) -> Array:
    """Share of the grant that goes on after a review.

    Equation:
        s (1 − κ failed)

    Args:
        inflow: (…,) share of the promised grant that comes in s, in [0, 1].
        failed: (…,) mask of reviews that were not passed.

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    return np.where(p.funding_on > 0.0, inflow * (1.0 - p.review_cut * failed), inflow)
