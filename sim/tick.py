"""One month of an alliance, in the order in which it happens.

`tick` is the whole model on a page: agents decide, then rules resolve. It reads like the ODD
protocol's process overview; docs/odd.md is generated from its numbered steps.
"""

from __future__ import annotations

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
    learning,
    pecking_order,
    production,
    tension,
    trust,
    waterline,
)
from sim.rules.division import Division
from sim.state import Derived, State, mean_over_members, mean_over_partners

ENDINGS = ("running", "members", "funds", "goal")
"""How an alliance can be: still running, or ended for want of members or of funds, or because it
reached its goal."""


def tick(state: State, derived: Derived, now: int, *, parameters: Parameters, chance: Chance,
         decisions: Decisions, levers: Levers, inflow: Array, rule: Array,
         ) -> tuple[State, Derived, dict[str, Array]]:  # fmt: skip
    """Take a batch of alliances one month further.

    Args:
        state: the batch at the start of the month; not changed.
        derived: what follows from `state` (see `Derived.of`).
        now: number of the month, counted from 0.
        parameters: numbers of the model, one for all runs or one for each.
        chance: the draws.
        decisions: what agents decide.
        levers: what interventions move this month.
        inflow: (runs,) kEUR of grants that come in.
        rule: (runs,) division rule, see `Division`.

    Returns:
        The batch at the end of the month, what follows from it, and the flows of the month: arrays of
        shape (runs,) or (runs, members) by name; `sim.results.FLOWS` declares them.
    """
    a, m, d = parameters.alliance, parameters.member, parameters.dyad
    s = state
    active, together, partners = s.active, derived.together, derived.partners

    # 1. Members and constituencies perceive.
    standing = pecking_order.standing(s.status, active)
    felt = perceive(s, derived, standing, levers.openness[:, None], m.effort_cost,
                    m.language_bridge)  # fmt: skip

    # 2. Members decide how to spend their time, how much to say and how much to give.
    designing, learning_time, producing = decisions.time_use(felt, m)
    third = np.full_like(designing, 1.0 / 3.0)
    designing = _if_on(m.time_use_on, designing, third)
    learning_time = _if_on(m.time_use_on, learning_time, third)
    producing = _if_on(m.time_use_on, producing, third)
    openness = decisions.voice(felt, m)
    engagement = _if_on(m.engagement_on, decisions.engage(felt, m), s.engagement)

    # 3. Money: roles are paid, members claim, the pot is divided, effort costs what it costs.
    living = s.running
    fund = s.fund + inflow * living
    roles_cost = living * (s.coordinator_cost + s.facilitator_cost * s.facilitator_days)
    roles_paid = np.minimum(roles_cost, fund)
    roles_work = roles_paid / np.maximum(roles_cost, 1e-9) + (roles_cost <= 0.0)
    claims = active * decisions.claim(felt, m)
    weights = _division_weights(rule, s, felt, standing)
    weights = _if_on(m.division_on, weights, np.ones_like(weights))
    steered = decisions.steer(total(felt.trust * s.lead), lead_authority=a.lead_authority)
    shares = division.shares(weights, active, s.lead, (steered * a.division_on)[:, None])
    awards = division.pay(fund - roles_paid, claims, shares)
    cost = active * s.capacity * engagement * m.effort_cost
    home = cost * (1.0 - s.dependence)
    purse = awards + s.reserve
    spent = np.minimum(cost - home, purse)
    affordable = np.where(cost > 0.0, (home + spent) / np.maximum(cost, 1e-9), 1.0)
    paid_out = total(awards)
    deprivation = active * np.maximum(1.0 - awards / np.maximum(claims, 1e-9), 0.0)
    deprivation = np.where(claims > 0.0, deprivation, 0.0)
    favour = awards * derived.count[:, None] / np.maximum(paid_out, 1e-9)[:, None]
    favour = np.where(paid_out[:, None] > 0.0, favour, 1.0)

    # 4. Members meet, as far as duties and attention leave room.
    coordinator = decisions.coordinate(s.coordinator, roles_work)
    duties = m.role_time * (s.lead + s.coordinator_home) + levers.members_time[:, None]
    presence = active * engagement * affordable * np.maximum(1.0 - duties, 0.0)
    on = d.encounters_on
    matching = levers.matching[:, None, None] * derived.expertise_distance
    contact = encounters.encounters(
        presence, s.trust, together, partners, matching,
        attention_span=_if_on(m.encounters_on, m.attention_span, 1e9),
        homophily=d.homophily * on,
    )  # fmt: skip

    # 5. Differences chafe, from three sources.
    on = d.tension_on
    language = s.language[:, None, None]
    from_resources = tension.resource_tension(
        deprivation, s.dependence, favour, resource_tension=d.resource_tension * on)  # fmt: skip
    from_values = tension.value_tension(
        derived.value_distance, language,
        value_tension=d.value_tension * on, language_bridge=d.language_bridge)  # fmt: skip
    from_identity = tension.identity_tension(
        felt.identity_loss, standing * derived.count[:, None],
        identity_tension=d.identity_tension * on)  # fmt: skip
    tensions = np.minimum(from_resources + from_values + from_identity, 1.0) * together

    # 6. The waterline: what is said is on the table, the rest turns into grievance.
    shown = _if_on(m.waterline_on, openness, np.ones_like(openness))
    table = waterline.on_the_table(
        tensions, s.grievance, shown[..., None], contact, grievance_leak=d.grievance_leak)  # fmt: skip
    grievance = waterline.hold_back(
        tensions, s.grievance, shown[..., None], contact, grievance_rate=d.grievance_rate,
        grievance_leak=d.grievance_leak, grievance_fade=d.grievance_fade)  # fmt: skip

    # 7. Conflict: what is on the table can clash; the facilitator helps where days allow.
    one, other = chance.one, chance.other
    luck_clash, luck_end, luck_win, _ = chance.pairs(Process.CLASH, now)
    chance_of_clash = conflict.clash_chance(
        of_pairs(table, one, other), of_pairs(table, other, one),
        clash_rate=m.clash_rate * m.conflict_on)  # fmt: skip
    days = np.maximum(s.facilitator_days * roles_work - levers.facilitator_days, 0.0)
    helped = decisions.facilitate(
        s.facilitator, days, s.facilitator_home, s.trust, total(chance_of_clash),
        clash_days=a.clash_days)  # fmt: skip
    pair, run = np.nonzero((luck_clash < chance_of_clash).T)
    i, j, at = one[pair], other[pair], parameters.of_runs(run)
    good = luck_end[run, pair] < conflict.constructive_chance(
        0.5 * (s.trust[run, i, j] + s.trust[run, j, i]),
        0.5 * (shown[run, i] + shown[run, j]),
        0.5 * (s.grievance[run, i, j] + s.grievance[run, j, i]),
        s.agreements[run],
        0.5 * (helped[run, i] + helped[run, j]) + levers.reflecting[run],
        constructive_base=at.constructive_base, constructive_trust=at.constructive_trust,
        constructive_agreements=at.constructive_agreements,
        constructive_openness=at.constructive_openness,
        constructive_facilitation=at.constructive_facilitation,
        constructive_grievance=at.constructive_grievance)  # fmt: skip
    for own, its in ((i, j), (j, i)):
        grievance[run, own, its] = conflict.settle(
            grievance[run, own, its], good, tensions[run, own, its],
            clash_resolve=at.clash_resolve, spillover=at.spillover)  # fmt: skip
    grievance = grievance * (1.0 - d.reflection * levers.reflecting[:, None, None])
    most = np.maximum(partners, 1.0)
    well = (_count(active, run[good], i[good]) + _count(active, run[good], j[good])) / most
    badly = (_count(active, run[~good], i[~good]) + _count(active, run[~good], j[~good])) / most
    openness = conflict.speak_up(openness, well, badly, clash_openness=m.clash_openness)

    # 8. Clashes make a pecking order.
    won = pecking_order.first_wins(
        s.status[run, i], s.status[run, j], luck_win[run, pair], rank_power=at.rank_power)  # fmt: skip
    status = pecking_order.rank(
        s.status,
        _count(active, run, np.where(won, i, j)),
        _count(active, run, np.where(won, j, i)),
        0.5 + m.lead_standing * s.lead,
        rank_gain=m.rank_gain, rank_fade=m.rank_fade,
    )  # fmt: skip
    status = _if_on(m.pecking_order_on, status, s.status)

    # 9. Members keep their promises, fail, or deceive; trust follows.
    luck_keep, luck_deceive, luck_leave, _ = chance.members(Process.CONDUCT, now)
    agreed, control = s.agreements[:, None], s.control[:, None]
    deceives = luck_deceive < trust.deceit_chance(
        engagement, agreed, control, opportunism=m.opportunism,
        control_protection=m.control_protection)  # fmt: skip
    keeps = ~deceives & (luck_keep < trust.keep_chance(
        s.professionalism, felt.trust, reciprocity=m.reciprocity))  # fmt: skip
    fails = ~deceives & ~keeps
    deceit = (deceives * active)[..., None, :]
    scar = trust.scar(s.scar, deceit, contact, deceit_mark=d.deceit_mark)
    dialogue = (designing + learning_time) * openness
    chill = trust.chill(agreed, control, dialogue, control_chill=m.control_chill)
    trusted = trust.trust(
        s.trust, scar, contact, (keeps * active)[..., None, :], (fails * active)[..., None, :],
        deceit, chill[..., None], 0.5 + 0.5 * s.return_[..., None],
        trust_gain=d.trust_gain, loss_ratio=d.loss_ratio, first_stake=d.first_stake,
        small_wins=d.small_wins, benefit_of_doubt=d.benefit_of_doubt,
        deceit_weight=d.deceit_weight, trust_fade=d.trust_fade)  # fmt: skip
    for own, its in ((i, j), (j, i)):
        trusted[run, own, its] = conflict.trust_after(
            trusted[run, own, its], 1.0 - scar[run, own, its], good,
            clash_trust=at.clash_trust, loss_ratio=at.loss_ratio)  # fmt: skip
    trusted = _if_on(d.trust_on, trusted, s.trust)
    scar = _if_on(d.trust_on, scar, s.scar)

    # 10. They learn about each other.
    knowledge = learning.learn(
        s.knowledge, contact, (learning_time * (1.0 + levers.learning[:, None]))[..., None],
        shown[..., None, :], learning_rate=d.learning_rate, knowledge_fade=d.knowledge_fade)  # fmt: skip
    for own, its in ((i, j), (j, i)):
        knowledge[run, own, its] = conflict.insight(
            knowledge[run, own, its], good, clash_insight=at.clash_insight)  # fmt: skip
    knowledge = _if_on(d.learning_on, knowledge, s.knowledge)

    # 11. Agreements, commitment, ambition and story.
    at_work = presence * active
    design = mean_over_members(at_work * designing, s, derived)
    talk_time = mean_over_members(at_work * (designing + learning_time), s, derived)
    doing_time = mean_over_members(at_work * (learning_time + producing), s, derived)
    produce_time = mean_over_members(at_work * producing, s, derived)
    mean_trust = mean_over_members(felt.trust, s, derived)
    mean_knowledge = mean_over_members(felt.knowledge, s, derived)
    alignment = mean_over_members(felt.alignment, s, derived)
    power = agreements.designing_power(design, alignment, mean_trust)
    settled = agreements.agree(
        s.agreements, power * (1.0 + levers.agreeing), coordinator,
        agreeing_rate=a.agreeing_rate, agreements_erosion=a.agreements_erosion)  # fmt: skip
    commitment = agreements.commit(
        s.commitment, power * (1.0 + levers.vision), mean_over_members(badly, s, derived),
        commitment_rate=a.commitment_rate, commitment_erosion=a.commitment_erosion,
        commitment_setback=a.commitment_setback)  # fmt: skip
    ambition = agreements.steer(
        s.ambition, s.goals, standing, (design * (1.0 + levers.vision))[:, None],
        ambition_rate=m.ambition_rate)  # fmt: skip
    settled = _if_on(a.agreements_on, settled, s.agreements)
    commitment = _if_on(a.agreements_on, commitment, s.commitment)
    ambition = _if_on(m.agreements_on, ambition, s.ambition)
    balance = np.where(np.isnan(levers.control), s.control, levers.control)
    story = agreements.tell(
        s.language, doing_time * (1.0 + levers.harvesting), mean_knowledge,
        story_rate=a.story_rate, story_fade=a.story_fade)  # fmt: skip
    recorded = agreements.grow(
        s.harvest, a.harvest_rate * produce_time * (1.0 + levers.harvesting), a.harvest_fade)  # fmt: skip

    # 12. They produce; added value is what they give together less what they would give apart.
    delivered = np.where(keeps, 1.0, m.failed_delivery)
    effort = s.capacity * presence
    own = production.own_output(active * s.capacity * engagement * affordable, s.quality, delivered)
    value = production.pair_value(
        derived.expertise_distance, knowledge, trusted,
        synergy=d.synergy * d.production_on, misunderstanding=d.misunderstanding)  # fmt: skip
    overhead = production.overhead(
        partners, agreed, coordinator[:, None],
        coordination_cost=m.coordination_cost * m.production_on)  # fmt: skip
    joint = production.joint_output(
        production.own_output(effort, s.quality, delivered), producing, value, contact, overhead,
        s.harvest[:, None], 1.0 - s.gap[:, None], harvest_gain=m.harvest_gain)  # fmt: skip
    all_joint, all_own = total(joint), total(own)
    credit = all_joint[:, None] * shares
    return_ = np.minimum(np.maximum((credit - own) / np.maximum(own, 1e-9), -1.0), 1.0) * active
    full = total(active * s.capacity * s.quality)
    progress = s.progress + living * all_joint / np.maximum(full, 1e-9)

    # 13. The outside moves on; who hears dissent follows it.
    luck_drift, luck_close, _, _ = chance.alliance(Process.OUTSIDE, now)
    mean_table = mean_over_members(mean_over_partners(table, derived), s, derived)
    heard = environment.hear(mean_table, levers.dissent, hearing=a.hearing)
    gap = environment.drift(
        s.gap, heard, talk_time, luck_drift, drift=a.drift, adaptation=a.adaptation)  # fmt: skip
    gap = _if_on(a.environment_on, gap, s.gap)
    results = all_joint / np.maximum(all_joint + all_own, 1e-9)
    profile = environment.profile(
        s.profile, results, mean_over_members(s.network, s, derived), levers.profiling,
        profile_rate=a.profile_rate, profile_fade=a.profile_fade)  # fmt: skip

    # 14. Constituencies judge; members without backing leave; alliances end.
    backing, patience = decisions.back(felt, m)
    backing = _if_on(m.backing_on, backing, s.backing)
    patience = _if_on(m.backing_on, patience, s.patience)
    leaves = decisions.leave(felt, m, luck_leave) & (active > 0.0)
    leaves = leaves & (np.asarray(m.engagement_on) > 0.0)
    stays = active * ~leaves
    left_over = total(stays)
    turnover = a.turnover_loss * total(active - stays) / np.maximum(derived.count, 1.0)
    fund_left = np.maximum(fund - roles_paid - paid_out, 0.0)
    at_work_share = total(effort) / np.maximum(total(active * s.capacity), 1e-9)
    reached = (progress >= a.goal_size) & (luck_close < a.closing_rate)
    ending = np.where(left_over < 2.0, 1.0, 0.0)
    starved = (paid_out <= 0.0) & (at_work_share < a.dormant) & (np.asarray(a.engagement_on) > 0.0)
    ending = np.where((ending == 0.0) & starved, 2.0, ending)
    ending = np.where((ending == 0.0) & reached, 3.0, ending) * living
    goes_on = living * (ending == 0.0)

    flows = {
        "joint_output": all_joint,
        "own_output": all_own,
        "tension_resources": _pair_mean(from_resources, derived, s),
        "tension_values": _pair_mean(from_values, derived, s),
        "tension_identity": _pair_mean(from_identity, derived, s),
        "tension_open": mean_table,
        "tension_hidden": _pair_mean(tensions * (1.0 - shown[..., None]), derived, s),
        "contact": _pair_mean(contact, derived, s),
        "clashes": np.bincount(run, minlength=s.runs) * 1.0,
        "clashes_bad": np.bincount(run[~good], minlength=s.runs) * 1.0,
        "help": mean_over_members(helped, s, derived),
        "heard": heard,
        "paid": paid_out,
        "roles_paid": roles_paid,
        "home_paid": total(home),
        "spent": total(home + spent),
        "ending": ending,
        "award": awards,
        "output": joint,
        "own": own,
        "effort": effort,
        "leaves": leaves * 1.0,
    }
    moved = State(
        goals=s.goals, identity=s.identity, expertise=s.expertise, quality=s.quality,
        professionalism=s.professionalism, capacity=s.capacity, dependence=s.dependence,
        network=s.network, candour=s.candour, active=stays * goes_on[:, None],
        reserve=s.reserve + active * (awards - spent), engagement=engagement, openness=openness,
        status=status, designing=designing, learning=learning_time, producing=producing,
        deprivation=deprivation, return_=return_, friction=badly, backing=backing,
        patience=patience, patience_months=s.patience_months, trust=trusted, scar=scar,
        knowledge=knowledge, grievance=grievance, chafing=np.minimum(table, 1.0),
        ambition=ambition, commitment=commitment, agreements=settled * (1.0 - turnover),
        control=balance, language=story * (1.0 - turnover), harvest=recorded, profile=profile,
        fund=fund_left, gap=gap, progress=progress, running=goes_on, lead=s.lead,
        coordinator=s.coordinator, coordinator_home=s.coordinator_home,
        coordinator_cost=s.coordinator_cost, facilitator=s.facilitator,
        facilitator_days=s.facilitator_days, facilitator_home=s.facilitator_home,
        facilitator_cost=s.facilitator_cost,
    )  # fmt: skip
    changed = bool((moved.active != active).any())
    return moved, derived.after_change(moved) if changed else derived, flows


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


def _count(like: Array, run: NDArray[np.intp], member: NDArray[np.intp]) -> Array:
    """How often each member of each run is named, in the layout of `like`, shape (runs, N)."""
    runs, size = like.shape
    named = np.bincount(member * runs + run, minlength=runs * size)
    return named.reshape(size, runs).T.astype(np.float64)


def _pair_mean(values: Array, derived: Derived, s: State) -> Array:
    """Mean of a dyadic quantity over members and their partners, shape (runs,)."""
    return mean_over_members(mean_over_partners(values, derived), s, derived)
