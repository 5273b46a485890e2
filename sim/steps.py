"""The steps of a month: who is asked what, in which order; `sim.tick` runs them.

Each step reads what the steps before it left on the workspace, calls the rules or decisions of one
mechanism, and leaves its results there. The science is in those rules; here is only the wiring.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from sim.agents.decisions import Decisions
from sim.agents.felt import Felt, perceive
from sim.arrays import Array, of_pairs, total
from sim.chance import Chance, Process
from sim.levers import Levers
from sim.parameters import Parameters, Value
from sim.rules import (
    agreements,
    conflict,
    division,
    encounters,
    environment,
    governance,
    learning,
    pecking_order,
    production,
    tension,
    trust,
    waterline,
)
from sim.rules.division import Division
from sim.rules.governance import RolePay
from sim.state import Bits, Derived, State, mean_of_partners, mean_over_members, mean_over_partners

Places = NDArray[np.intp]


@dataclass
class Inputs:
    """What a month starts from.

    Attributes:
        state: the batch at the start of the month; not changed.
        derived: what follows from `state`.
        now: number of the month, counted from 0.
        p: numbers of the model, one for all runs or one for each.
        chance: the draws.
        decisions: what agents decide.
        levers: what interventions move this month.
        inflow: (runs,) kEUR of grants that come in.
        rule: (runs,) division rule, see `Division`.
        form: (runs,) form of governance, see `sim.rules.governance.Governance`.
    """

    state: State
    derived: Derived
    now: int
    p: Parameters
    chance: Chance
    decisions: Decisions
    levers: Levers
    inflow: Array
    rule: Array
    form: Array


class Month(Inputs):
    """The workspace of a month: its inputs, and what its steps have found so far.

    Shapes are (runs,), (runs, N) or (runs, N, N); the lists `run`, `pair`, `i`, `j`, `good`, `at` have
    one entry for each clash.
    """

    affordable: Array
    agreed: Array
    all_joint: Array
    all_own: Array
    ambition: Array
    at: SimpleNamespace
    awards: Array
    backing: Array
    badly: Array
    balance: Array
    commitment: Array
    contact: Array
    coordinator: Array
    deprivation: Array
    designing: Array
    effort: Array
    ending: Array
    engagement: Array
    favour: Array
    felt: Felt
    from_identity: Array
    from_resources: Array
    from_values: Array
    fund: Array
    fund_left: Array
    gap: Array
    goes_on: Array
    good: Bits
    grievance: Array
    heard: Array
    helped: Array
    home: Array
    i: Places
    j: Places
    joint: Array
    keeps: Bits
    knowledge: Array
    learning_time: Array
    leaves: Bits
    living: Array
    mandate: Array
    luck_close: Array
    luck_leave: Array
    luck_win: Array
    mean_table: Array
    openness: Array
    own: Array
    paid_out: Array
    pair: Places
    patience: Array
    presence: Array
    producing: Array
    profile: Array
    progress: Array
    recorded: Array
    return_: Array
    roles: RolePay
    roles_paid: Array
    run: Places
    scar: Array
    settled: Array
    shares: Array
    shown: Array
    spent: Array
    standing: Array
    status: Array
    stays: Array
    story: Array
    table: Array
    talk_time: Array
    tensions: Array
    trusted: Array
    turnover: Array


def sense(w: Month) -> None:
    """Members and constituencies perceive."""
    m = w.p.member
    s, active = w.state, w.state.active
    w.standing = pecking_order.standing(s.status, active)
    w.felt = perceive(
        w.now,
        s,
        w.derived,
        w.standing,
        w.levers.openness[:, None],
        m.effort_cost,
        m.language_bridge,
    )


def decide(w: Month) -> None:
    """Members decide how to spend their time, how much to say and how much to give."""
    m = w.p.member
    s = w.state
    w.designing, w.learning_time, w.producing = w.decisions.time_use(w.felt, m)
    third = np.full_like(w.designing, 1.0 / 3.0)
    w.designing = _if_on(m.time_use_on, w.designing, third)
    w.learning_time = _if_on(m.time_use_on, w.learning_time, third)
    w.producing = _if_on(m.time_use_on, w.producing, third)
    w.openness = w.decisions.voice(w.felt, m)
    w.engagement = _if_on(m.engagement_on, w.decisions.engage(w.felt, m), s.engagement)


def share_money(w: Month) -> None:
    """Money: roles are paid, members claim, the pot is divided, effort costs what it costs."""
    a, m = w.p.alliance, w.p.member
    s, active = w.state, w.state.active
    w.living = s.running
    w.fund = s.fund + w.inflow * w.living
    w.roles = governance.pay_roles(s, w.derived, w.fund, w.form, nao_cost=a.nao_cost)
    w.roles_paid = w.roles.paid
    w.mandate = governance.mandate(w.form, lead_mandate=a.lead_mandate)
    claims = active * w.decisions.claim(w.felt, m)
    weights = _division_weights(w.rule, s, w.felt, w.standing)
    weights = _if_on(m.division_on, weights, np.ones_like(weights))
    authority = np.minimum(a.lead_authority * w.mandate, 1.0)
    steered = w.decisions.steer(total(w.felt.trust * s.lead), lead_authority=authority)
    w.shares = division.shares(weights, active, s.lead, (steered * a.division_on)[:, None])
    w.awards = division.pay(w.fund - w.roles_paid, claims, w.shares)
    cost = active * s.capacity * w.engagement * m.effort_cost
    w.home = cost * (1.0 - s.dependence)
    purse = w.awards + s.reserve
    w.spent = np.minimum(cost - w.home, purse)
    w.affordable = np.where(cost > 0.0, (w.home + w.spent) / np.maximum(cost, 1e-9), 1.0)
    w.paid_out = total(w.awards)
    w.deprivation = active * np.maximum(1.0 - w.awards / np.maximum(claims, 1e-9), 0.0)
    w.deprivation = np.where(claims > 0.0, w.deprivation, 0.0)
    w.favour = w.awards * w.derived.count[:, None] / np.maximum(w.paid_out, 1e-9)[:, None]
    w.favour = np.where(w.paid_out[:, None] > 0.0, w.favour, 1.0)


def meet(w: Month) -> None:
    """Members meet, as far as duties and attention leave room."""
    m, d = w.p.member, w.p.dyad
    s, active, together, partners = w.state, w.state.active, w.derived.together, w.derived.partners
    w.coordinator = w.decisions.coordinate(
        s.coordinator * w.roles.coordinator,
        w.roles.share,
        w.derived.count,
        coordinator_span=w.p.alliance.coordinator_span,
    )
    duties = m.role_time * (s.lead * w.mandate[:, None] + s.coordinator_home)
    duties = duties + w.levers.members_time[:, None]
    w.presence = active * w.engagement * w.affordable * np.maximum(1.0 - duties, 0.0)
    on = d.encounters_on
    matching = w.levers.matching[:, None, None] * w.derived.expertise_distance
    w.contact = encounters.encounters(
        w.presence,
        s.trust,
        together,
        partners,
        matching,
        attention_span=_if_on(m.encounters_on, m.attention_span, 1e9),
        homophily=d.homophily * on,
    )


def chafe(w: Month) -> None:
    """Differences chafe, from three sources."""
    d = w.p.dyad
    s, together = w.state, w.derived.together
    on = d.tension_on
    language = s.language[:, None, None]
    w.from_resources = tension.resource_tension(
        w.deprivation, s.dependence, w.favour, resource_tension=d.resource_tension * on
    )
    w.from_values = tension.value_tension(
        w.derived.value_distance,
        language,
        value_tension=d.value_tension * on,
        language_bridge=d.language_bridge,
    )
    w.from_identity = tension.identity_tension(
        w.felt.identity_loss,
        w.standing * w.derived.count[:, None],
        identity_tension=d.identity_tension * on,
    )
    w.tensions = np.minimum(w.from_resources + w.from_values + w.from_identity, 1.0) * together


def speak(w: Month) -> None:
    """The waterline: what is said is on the table, the rest turns into grievance."""
    m, d = w.p.member, w.p.dyad
    s = w.state
    w.shown = _if_on(m.waterline_on, w.openness, np.ones_like(w.openness))
    w.table = waterline.on_the_table(
        w.tensions, s.grievance, w.shown[..., None], w.contact, grievance_leak=d.grievance_leak
    )
    w.grievance = waterline.hold_back(
        w.tensions,
        s.grievance,
        w.shown[..., None],
        w.contact,
        grievance_rate=d.grievance_rate,
        grievance_leak=d.grievance_leak,
        grievance_fade=d.grievance_fade,
    )


def clash(w: Month) -> None:
    """Conflict: what is on the table can clash; the facilitator helps where days allow."""
    a, m, d = w.p.alliance, w.p.member, w.p.dyad
    s, active, partners = w.state, w.state.active, w.derived.partners
    one, other = w.chance.one, w.chance.other
    luck_clash, luck_end, w.luck_win, _ = w.chance.pairs(Process.CLASH, w.now)
    chance_of_clash = conflict.clash_chance(
        of_pairs(w.table, one, other),
        of_pairs(w.table, other, one),
        clash_rate=m.clash_rate * m.conflict_on,
    )
    at_hand = s.facilitator_days * w.roles.facilitator * w.roles.share
    days = np.maximum(at_hand - w.levers.facilitator_days, 0.0)
    w.helped = w.decisions.facilitate(
        s.facilitator,
        days,
        s.facilitator_home,
        s.trust,
        total(chance_of_clash),
        clash_days=a.clash_days,
    )
    w.pair, w.run = np.nonzero((luck_clash < chance_of_clash).T)
    w.i, w.j, w.at = one[w.pair], other[w.pair], w.p.of_runs(w.run)
    w.good = luck_end[w.run, w.pair] < conflict.constructive_chance(
        0.5 * (s.trust[w.run, w.i, w.j] + s.trust[w.run, w.j, w.i]),
        0.5 * (w.shown[w.run, w.i] + w.shown[w.run, w.j]),
        0.5 * (s.grievance[w.run, w.i, w.j] + s.grievance[w.run, w.j, w.i]),
        s.agreements[w.run],
        0.5 * (w.helped[w.run, w.i] + w.helped[w.run, w.j]) + w.levers.reflecting[w.run],
        constructive_base=w.at.constructive_base,
        constructive_trust=w.at.constructive_trust,
        constructive_agreements=w.at.constructive_agreements,
        constructive_openness=w.at.constructive_openness,
        constructive_facilitation=w.at.constructive_facilitation,
        constructive_grievance=w.at.constructive_grievance,
    )
    for here, there in ((w.i, w.j), (w.j, w.i)):
        w.grievance[w.run, here, there] = conflict.settle(
            w.grievance[w.run, here, there],
            w.good,
            w.tensions[w.run, here, there],
            clash_resolve=w.at.clash_resolve,
            spillover=w.at.spillover,
        )
    w.grievance = w.grievance * (1.0 - d.reflection * w.levers.reflecting[:, None, None])
    most = np.maximum(partners, 1.0)
    well, w.badly = (
        (_count(active, w.run[ended], w.i[ended]) + _count(active, w.run[ended], w.j[ended])) / most
        for ended in (w.good, ~w.good)
    )
    w.openness = conflict.speak_up(w.openness, well, w.badly, clash_openness=m.clash_openness)


def conduct(w: Month) -> None:
    """Members keep their promises, fail, or deceive; trust follows."""
    m, d = w.p.member, w.p.dyad
    s, active = w.state, w.state.active
    luck_keep, luck_deceive, w.luck_leave, _ = w.chance.members(Process.CONDUCT, w.now)
    w.agreed, control = s.agreements[:, None], s.control[:, None]
    deceives = luck_deceive < trust.deceit_chance(
        w.engagement,
        w.agreed,
        control,
        opportunism=m.opportunism,
        control_protection=m.control_protection,
    )
    w.keeps = ~deceives & (
        luck_keep < trust.keep_chance(s.professionalism, w.felt.trust, reciprocity=m.reciprocity)
    )
    fails = ~deceives & ~w.keeps
    deceit = (deceives * active)[..., None, :]
    w.scar = trust.scar(s.scar, deceit, w.contact, deceit_mark=d.deceit_mark)
    dialogue = (w.designing + w.learning_time) * w.openness
    chill = trust.chill(w.agreed, control, dialogue, control_chill=m.control_chill)
    w.trusted = trust.trust(
        s.trust,
        w.scar,
        w.contact,
        (w.keeps * active)[..., None, :],
        (fails * active)[..., None, :],
        deceit,
        chill[..., None],
        0.5 + 0.5 * s.return_[..., None],
        trust_gain=d.trust_gain,
        loss_ratio=d.loss_ratio,
        first_stake=d.first_stake,
        small_wins=d.small_wins,
        benefit_of_doubt=d.benefit_of_doubt,
        deceit_weight=d.deceit_weight,
        trust_fade=d.trust_fade,
    )
    for here, there in ((w.i, w.j), (w.j, w.i)):
        w.trusted[w.run, here, there] = conflict.trust_after(
            w.trusted[w.run, here, there],
            1.0 - w.scar[w.run, here, there],
            w.good,
            clash_trust=w.at.clash_trust,
            loss_ratio=w.at.loss_ratio,
        )
    w.trusted = _if_on(d.trust_on, w.trusted, s.trust)
    w.scar = _if_on(d.trust_on, w.scar, s.scar)


def learn(w: Month) -> None:
    """They learn about each other."""
    d = w.p.dyad
    s = w.state
    w.knowledge = learning.learn(
        s.knowledge,
        w.contact,
        (w.learning_time * (1.0 + w.levers.learning[:, None]))[..., None],
        w.shown[..., None, :],
        learning_rate=d.learning_rate,
        knowledge_fade=d.knowledge_fade,
    )
    for here, there in ((w.i, w.j), (w.j, w.i)):
        w.knowledge[w.run, here, there] = conflict.insight(
            w.knowledge[w.run, here, there], w.good, clash_insight=w.at.clash_insight
        )
    w.knowledge = _if_on(d.learning_on, w.knowledge, s.knowledge)


def rank(w: Month) -> None:
    """Clashes, and what members now know of each other, make a pecking order."""
    m = w.p.member
    s, active = w.state, w.state.active
    won = pecking_order.first_wins(
        s.status[w.run, w.i],
        s.status[w.run, w.j],
        w.luck_win[w.run, w.pair],
        rank_power=w.at.rank_power,
    )
    known = 0.5 * (s.knowledge[w.run, w.i, w.j] + s.knowledge[w.run, w.j, w.i])
    worth = s.quality * s.professionalism
    mean_worth = mean_over_members(worth, s, w.derived)[:, None]
    mandate = np.minimum(m.lead_standing * w.mandate[:, None], 0.5) * s.lead
    before, now = (
        pecking_order.expected(
            worth,
            mean_worth,
            mean_of_partners(knowledge, w.derived),
            mandate,
            rank_worth=m.rank_worth,
        )
        for knowledge in (s.knowledge, w.knowledge)
    )
    w.status = pecking_order.rank(
        s.status,
        _count(active, w.run, np.where(won, w.i, w.j), known),
        _count(active, w.run, np.where(won, w.j, w.i), known),
        before,
        now,
        rank_gain=m.rank_gain,
        rank_fade=m.rank_fade,
    )
    w.status = _if_on(m.pecking_order_on, w.status, s.status)


def settle(w: Month) -> None:
    """Agreements, commitment, ambition and story."""
    a, m = w.p.alliance, w.p.member
    s, active = w.state, w.state.active
    at_work = w.presence * active
    design = mean_over_members(at_work * w.designing, s, w.derived)
    w.talk_time = mean_over_members(at_work * (w.designing + w.learning_time), s, w.derived)
    doing_time = mean_over_members(at_work * (w.learning_time + w.producing), s, w.derived)
    produce_time = mean_over_members(at_work * w.producing, s, w.derived)
    mean_trust = mean_over_members(w.felt.trust, s, w.derived)
    mean_knowledge = mean_over_members(w.felt.knowledge, s, w.derived)
    alignment = mean_over_members(w.felt.alignment, s, w.derived)
    basis = governance.deciding_trust(
        w.form, mean_trust, _trust_in_lead(s, w.derived, mean_trust), nao_trust=a.nao_trust
    )
    speed = governance.deciding_speed(w.form, w.derived.count, shared_span=a.shared_span)
    power = agreements.designing_power(design, alignment, basis) * speed
    owned = power * governance.ownership(w.form, governed_ownership=a.governed_ownership)
    w.settled = agreements.agree(
        s.agreements,
        power * (1.0 + w.levers.agreeing),
        w.coordinator,
        agreeing_rate=a.agreeing_rate,
        agreements_erosion=a.agreements_erosion,
    )
    w.commitment = agreements.commit(
        s.commitment,
        owned * (1.0 + w.levers.vision),
        mean_over_members(w.badly, s, w.derived),
        commitment_rate=a.commitment_rate,
        commitment_erosion=a.commitment_erosion,
        commitment_setback=a.commitment_setback,
    )
    w.ambition = agreements.steer(
        s.ambition,
        s.goals,
        w.standing,
        (design * (1.0 + w.levers.vision))[:, None],
        ambition_rate=m.ambition_rate,
    )
    w.settled = _if_on(a.agreements_on, w.settled, s.agreements)
    w.commitment = _if_on(a.agreements_on, w.commitment, s.commitment)
    w.ambition = _if_on(m.agreements_on, w.ambition, s.ambition)
    w.balance = np.where(np.isnan(w.levers.control), s.control, w.levers.control)
    w.story = agreements.tell(
        s.language,
        doing_time * (1.0 + w.levers.harvesting),
        mean_knowledge,
        story_rate=a.story_rate,
        story_fade=a.story_fade,
    )
    w.recorded = agreements.grow(
        s.harvest, a.harvest_rate * produce_time * (1.0 + w.levers.harvesting), a.harvest_fade
    )


def produce(w: Month) -> None:
    """They produce; added value is what they give together less what they would give apart."""
    m, d = w.p.member, w.p.dyad
    s, active, partners = w.state, w.state.active, w.derived.partners
    delivered = np.where(w.keeps, 1.0, m.failed_delivery)
    w.effort = s.capacity * w.presence
    w.own = production.own_output(
        active * s.capacity * w.engagement * w.affordable, s.quality, delivered
    )
    value = production.pair_value(
        w.derived.expertise_distance,
        w.knowledge,
        w.trusted,
        synergy=d.synergy * d.production_on,
        misunderstanding=d.misunderstanding,
    )
    links = governance.links(w.form[:, None], partners, hub_relief=m.hub_relief)
    overhead = production.overhead(
        links,
        w.agreed,
        w.coordinator[:, None],
        coordination_cost=m.coordination_cost * m.production_on,
    )
    w.joint = production.joint_output(
        production.own_output(w.effort, s.quality, delivered),
        w.producing,
        value,
        w.contact,
        overhead,
        s.harvest[:, None],
        1.0 - s.gap[:, None],
        harvest_gain=m.harvest_gain,
    )
    w.all_joint, w.all_own = total(w.joint), total(w.own)
    credit = w.all_joint[:, None] * w.shares
    w.return_ = (
        np.minimum(np.maximum((credit - w.own) / np.maximum(w.own, 1e-9), -1.0), 1.0) * active
    )
    full = total(active * s.capacity * s.quality)
    w.progress = s.progress + w.living * w.all_joint / np.maximum(full, 1e-9)


def drift(w: Month) -> None:
    """The outside moves on; who hears dissent follows it."""
    a = w.p.alliance
    s = w.state
    luck_drift, w.luck_close, _, _ = w.chance.alliance(Process.OUTSIDE, w.now)
    w.mean_table = mean_over_members(mean_over_partners(w.table, w.derived), s, w.derived)
    w.heard = environment.hear(w.mean_table, w.levers.dissent, hearing=a.hearing)
    w.gap = environment.drift(
        s.gap, w.heard, w.talk_time, luck_drift, drift=a.drift, adaptation=a.adaptation
    )
    w.gap = _if_on(a.environment_on, w.gap, s.gap)
    results = w.all_joint / np.maximum(w.all_joint + w.all_own, 1e-9)
    w.profile = environment.profile(
        s.profile,
        results,
        mean_over_members(s.network, s, w.derived),
        w.levers.profiling,
        profile_rate=a.profile_rate,
        profile_fade=a.profile_fade,
    )


def judge(w: Month) -> None:
    """Constituencies judge; members without backing leave; alliances end."""
    a, m = w.p.alliance, w.p.member
    s, active = w.state, w.state.active
    w.backing, w.patience = w.decisions.back(w.felt, m)
    w.backing = _if_on(m.backing_on, w.backing, s.backing)
    w.patience = _if_on(m.backing_on, w.patience, s.patience)
    w.leaves = w.decisions.leave(w.felt, m, w.luck_leave) & (active > 0.0)
    w.leaves = w.leaves & (np.asarray(m.engagement_on) > 0.0)
    w.stays = active * ~w.leaves
    left_over = total(w.stays)
    w.turnover = a.turnover_loss * total(active - w.stays) / np.maximum(w.derived.count, 1.0)
    w.fund_left = np.maximum(w.fund - w.roles_paid - w.paid_out, 0.0)
    at_work_share = total(w.effort) / np.maximum(total(active * s.capacity), 1e-9)
    reached = (w.progress >= a.goal_size) & (w.luck_close < a.closing_rate)
    w.ending = np.where(left_over < 2.0, 1.0, 0.0)
    starved = (
        (w.paid_out <= 0.0) & (at_work_share < a.dormant) & (np.asarray(a.engagement_on) > 0.0)
    )
    w.ending = np.where((w.ending == 0.0) & starved, 2.0, w.ending)
    w.ending = np.where((w.ending == 0.0) & reached, 3.0, w.ending) * w.living
    w.goes_on = w.living * (w.ending == 0.0)


def report(w: Month) -> dict[str, Array]:
    """The flows of the month, by the names that `sim.results.FLOWS` declares."""
    s = w.state
    return {
        "joint_output": w.all_joint,
        "own_output": w.all_own,
        "tension_resources": _pair_mean(w.from_resources, w.derived, s),
        "tension_values": _pair_mean(w.from_values, w.derived, s),
        "tension_identity": _pair_mean(w.from_identity, w.derived, s),
        "tension_open": w.mean_table,
        "tension_hidden": _pair_mean(w.tensions * (1.0 - w.shown[..., None]), w.derived, s),
        "contact": _pair_mean(w.contact, w.derived, s),
        "clashes": np.bincount(w.run, minlength=s.runs).astype(np.float64),
        "clashes_bad": np.bincount(w.run[~w.good], minlength=s.runs).astype(np.float64),
        "help": mean_over_members(w.helped, s, w.derived),
        "heard": w.heard,
        "paid": w.paid_out,
        "roles_paid": w.roles_paid,
        "home_paid": total(w.home),
        "spent": total(w.home + w.spent),
        "ending": w.ending,
        "award": w.awards,
        "output": w.joint,
        "own": w.own,
        "effort": w.effort,
        "leaves": w.leaves.astype(np.float64),
    }


def _if_on(switch: Value, working: Array, off: Array | float) -> Array:
    """What a mechanism gives where its switch is on, and what stands for it where it is off."""
    if isinstance(switch, np.ndarray):
        return np.where(switch > 0.0, working, off)
    return working if switch > 0.0 else np.asarray(off)


def _division_weights(rule: Array, s: State, felt: Felt, standing: Array) -> Array:
    """What each member's share goes by under the division rule of its run."""
    chosen = rule[:, None]
    need = felt.months_cost * felt.dependence
    contribution = s.capacity * s.engagement * s.quality
    weights = np.where(chosen == Division.EQUITY, contribution, 1.0)
    weights = np.where(chosen == Division.NEED, need, weights)
    return np.where(chosen == Division.POWER, standing, weights)


def _trust_in_lead(s: State, derived: Derived, without: Array) -> Array:
    """Mean trust of the others in the lead party, (runs,); `without` where there is none."""
    led = total(s.lead * s.active)
    toward = total(s.trust * s.lead[:, None, :] * derived.together)
    mean = total(toward) / np.maximum(derived.count - 1.0, 1.0)
    return np.where(led > 0.0, mean, without)


def _count(
    like: Array, run: NDArray[np.intp], member: NDArray[np.intp], weights: Array | None = None
) -> Array:
    """How often each member of each run is named, in the layout of `like`, shape (runs, N)."""
    runs, size = like.shape
    named = np.bincount(member * runs + run, weights, minlength=runs * size)
    return named.reshape(size, runs).T.astype(np.float64)


def _pair_mean(values: Array, derived: Derived, s: State) -> Array:
    """Mean of a dyadic quantity over members and their partners, shape (runs,)."""
    return mean_over_members(mean_over_partners(values, derived), s, derived)
