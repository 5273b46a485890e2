"""They produce, together and apart; added value is what that gives over what all hours would give apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.agents.perception import unbridged
from sim.arrays import Array, if_on, total
from sim.declared import step
from sim.derived import mean_over_partners
from sim.rules import division, fairness, governance, leaving, production, time_use
from sim.rules.division import DivisionParameters
from sim.rules.fairness import FairnessParameters
from sim.rules.governance import GovernanceParameters
from sim.rules.production import ProductionParameters
from sim.rules.time_use import TimeUseParameters
from sim.steps.clashes import Clashes
from sim.steps.conduct import Conduct
from sim.steps.learning import Learnt
from sim.steps.meeting import Meeting
from sim.steps.money import Money
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Output:
    """What the month gave, in FTE-months of work apart at full quality.

    Attributes:
        joint, apart, own: (runs, N) each member's part in the joint output, what it worked apart, and
            what all its hours would have given apart.
        all_joint, all_apart, all_own: (runs,) of all members.
        added: (runs,) added value over what all hours would have given apart, >= -1.
        results: (runs, N) the same for each member, of joint output as credited and as far as it serves
            its goals, in [-1, 1].
        belief: (runs, N) what members now believe of joint work.
        fair_got, fair_heard: (runs, N) felt fairness, in [0, 1].
        progress: (runs,) joint output so far, months.
    """

    joint: Array
    apart: Array
    own: Array
    all_joint: Array
    all_apart: Array
    all_own: Array
    added: Array
    results: Array
    belief: Array
    fair_got: Array
    fair_heard: Array
    progress: Array


_TRIAL = 1e-3
"""Share of its capacity that a member is taken to try joint work with, so that what it would bring can be
seen by who does none; it adds to no output."""


@step
def produce(
    now: Situation,
    sensed: Sensed,
    plan: Plan,
    money: Money,
    meeting: Meeting,
    clashes: Clashes,
    conduct: Conduct,
    learnt: Learnt,
) -> Output:
    """They produce, together and apart; added value is what that gives over what all hours would give apart."""
    t, s, d, m = now.traits, now.state, now.derived, now.p.members
    p, seen = m(ProductionParameters), sensed.perceived
    hours = np.maximum(meeting.hours - clashes.lost, 0.0)
    contacts = d.ties.sum_out(meeting.contact)
    links = production.link_hours(
        governance.links(now.form[:, None], contacts, m(GovernanceParameters)),
        s.agreements[:, None],
        meeting.coordinator[:, None],
        p,
    )
    working = np.maximum(hours * plan.joint - links, 0.0)
    trial = _TRIAL * t.capacity * s.active
    store = clashes.stored[0] + clashes.stored[1] + clashes.stored[2]
    efficient = production.efficiency(
        production.doubled(s.agreements[:, None], p),
        production.misunderstood(unbridged(learnt.knowledge, s.language, d, m), p),
        mean_over_partners(store / 3.0 + 0.5 * clashes.rift, d),
        conduct.keeps,
        p,
    )
    tried = working + trial
    made = d.skills.pooled(tried, learnt.role, learnt.quality * efficient, p.division_power)
    made = if_on(p.production_on, made, tried * d.alone)
    world = production.yield_of_world(
        s.gap[:, None], t.luck[:, None], s.harvest[:, None], d.potential, p
    )
    made = made * if_on(p.production_on, world, np.ones_like(world))
    joint = made * (working / np.maximum(tried, 1e-300)) * s.running[:, None]
    apart = hours * plan.apart * d.alone
    own = meeting.effort * d.alone
    all_joint, all_apart, all_own = total(joint), total(apart), total(own)
    added = np.where(all_own > 0.0, (all_joint + all_apart) / np.maximum(all_own, 1e-12) - 1.0, 0.0)
    weights = division.weights(
        now.rule[:, None], money.need, made, sensed.standing, m(DivisionParameters)
    )
    shares = division.shares(weights, s.active, t.lead, money.steered)
    credit = shares * all_joint[:, None]
    whole = total(made)[:, None]
    returned = shares * whole / np.maximum(tried * d.alone, 1e-12)
    returned = np.where(s.active > 0.0, np.minimum(returned, 10.0), s.belief)
    gave = (credit * seen.service + apart) / np.maximum(own, 1e-12) - 1.0
    contribution = made / np.maximum(whole, 1e-12)
    need = money.need / np.maximum(total(money.need), 1e-12)[:, None]
    paid = money.paid[:, None]
    got = fairness.got(
        shares,
        np.where(paid > 0.0, money.awards / np.maximum(paid, 1e-12), contribution),
        contribution,
        np.where(paid > 0.0, need, contribution),
        d.count[:, None],
    )
    heard = fairness.heard(sensed.say, d.count[:, None], clashes.openness)
    fair = m(FairnessParameters)
    full = total(s.active * t.capacity * d.alone)
    return Output(
        joint=joint,
        apart=apart,
        own=own,
        all_joint=all_joint,
        all_apart=all_apart,
        all_own=all_own,
        added=np.minimum(np.maximum(added, -1.0), 20.0),
        results=np.where(own > 0.0, np.minimum(np.maximum(gave, -1.0), 1.0), 0.0),
        belief=time_use.believe(
            s.belief, returned, plan.joint, conduct.luck_see, m(TimeUseParameters)
        ),
        fair_got=fairness.follow(s.fair_got, got, fair),
        fair_heard=fairness.follow(s.fair_heard, heard, fair),
        progress=leaving.progress(s.progress, all_joint, full, s.running),
    )
