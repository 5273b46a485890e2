"""The funder looks: it reviews, cuts, renews."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array
from sim.chance import Process
from sim.declared import step
from sim.rules import funding
from sim.rules.funding import FundingParameters
from sim.steps.outside import Outside
from sim.steps.production import Output
from sim.steps.settling import Settled
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Funding:
    """What the funder decides, (runs,) each.

    Attributes:
        track: added value as it has seen it.
        funding: share of the promised grants that comes in from now on.
        renewed: months of renewed grants that are still to come.
        terms: terms granted so far.
    """

    track: Array
    funding: Array
    renewed: Array
    terms: Array


@step
def review(now: Situation, settled: Settled, output: Output, outside: Outside) -> Funding:
    """The funder looks: it reviews, cuts, renews."""
    s, p = now.state, now.p.alliances(FundingParameters)
    track = funding.track(s.track, output.added, p)
    merits = funding.merits(track, outside.profile, settled.harvest, p)
    at_review, at_end, _, _ = now.chance.alliance(Process.FUNDER, now.month)
    failed = now.review * (at_review >= funding.passes(merits, p))
    renews = now.ends * (at_end < funding.renews(merits, p)) * s.running
    coming = np.maximum(s.renewed - 1.0, 0.0)
    return Funding(
        track=track,
        funding=funding.cut(s.funding, failed, p),
        renewed=np.where(renews > 0.0, now.traits.term_months, coming),
        terms=s.terms + renews,
    )
