"""Members and constituencies perceive."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.agents.perception import Perception, alignment_with, perceive
from sim.arrays import Array
from sim.declared import step
from sim.derived import mean_of_partners, mean_over_members, mean_over_partners
from sim.levers import Levers
from sim.rules import agreements, governance, pecking_order
from sim.rules.governance import GovernanceParameters
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Sensed:
    """What is perceived at the start of the month, before anybody acts.

    Attributes:
        standing, say: (runs, N) share of all status, and of all say.
        trust: (runs,) mean trust.
        deciding: (runs,) share of what full designing could settle that it does, in [0, 1].
        credible: (runs, N) mean of what its partners hold of each member: trust in it.
        perceived: what each member perceives.
    """

    standing: Array
    say: Array
    trust: Array
    deciding: Array
    credible: Array
    perceived: Perception


@step
def sense(now: Situation, levers: Levers) -> Sensed:
    """Members and constituencies perceive."""
    t, s, d = now.traits, now.state, now.derived
    standing = pecking_order.standing(s.status, s.active)
    led = t.lead * s.active
    say = governance.say(
        now.form[:, None], standing, led, s.active, now.p.members(GovernanceParameters)
    )
    own_trust = mean_over_partners(s.trust, d)
    alignment = alignment_with(t.goals, s.ambition)
    credible = mean_of_partners(s.trust, d)
    trust = mean_over_members(own_trust, d)
    governing = now.p.alliances(GovernanceParameters)
    in_lead = governance.trust_in_lead(credible, led, trust)
    deciding = agreements.power(
        mean_over_members(alignment, d),
        governance.deciding_trust(now.form, trust, in_lead, governing),
        governance.deciding_speed(now.form, np.minimum(d.count, float(d.ties.deciders)), governing),
    )
    all_design = deciding * mean_over_members(s.engagement, d)
    perceived = perceive(
        now.month,
        now.ahead[:, None],
        t,
        s,
        d,
        own_trust,
        alignment,
        all_design[:, None],
        levers.openness[:, None],
        now.p.members,
    )
    return Sensed(standing, say, trust, deciding, credible, perceived)
