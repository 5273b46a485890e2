"""One month of an alliance: what happens, in this order, from a state to the next.

This page is the process overview of the model; docs/odd.md takes the order from here. Each step takes the
records that it needs and gives one: steps in a wrong order are an error of the type checker, and so is
a variable of the next state that is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.agents.decisions import Decisions
from sim.arrays import total
from sim.declared import as_is, step
from sim.derived import Derived, mean_over_members, mean_over_pairs
from sim.events import apply_event
from sim.flows import Flows
from sim.programme import Programme, intervene
from sim.rules.conflict import Kind
from sim.rules.division import DivisionParameters, expect
from sim.start import Start
from sim.state import State
from sim.steps.clashes import clash
from sim.steps.conduct import behave
from sim.steps.funding import review
from sim.steps.learning import learn
from sim.steps.meeting import meet
from sim.steps.money import divide_money
from sim.steps.outside import drift
from sim.steps.perception import sense
from sim.steps.planning import decide
from sim.steps.production import produce
from sim.steps.ranking import rank
from sim.steps.roles import pay_roles
from sim.steps.settling import settle
from sim.steps.situation import Situation
from sim.steps.staying import judge
from sim.steps.table import speak
from sim.steps.tensions import chafe
from sim.traits import Traits


@dataclass(frozen=True)
class Inputs:
    """What a month starts from.

    Attributes:
        start: what the batch was begun with: parameters, chance, events, money and rules by month.
        traits, state, derived: the batch at the end of the month before; not changed.
        month: its number, counted from 0.
        decisions: what agents decide.
        programme: the interventions; it remembers what they have tired.
    """

    start: Start
    traits: Traits
    state: State
    derived: Derived
    month: int
    decisions: Decisions
    programme: Programme


@dataclass(frozen=True)
class Outcome:
    """The batch at the end of a month, and what the month reports."""

    traits: Traits
    state: State
    derived: Derived
    flows: Flows


def month(given: Inputs) -> Outcome:
    """Take a batch of alliances one month further. All members act on what they sense at its start."""
    now = happen(given)
    roles = pay_roles(now)
    levers = intervene(now, roles, given.programme)
    sensed = sense(now, levers)
    plan = decide(now, sensed)
    money = divide_money(now, roles, sensed, plan)
    meeting = meet(now, levers, roles, sensed, plan, money)
    tensions = chafe(now, sensed, money)
    table = speak(now, plan, meeting, tensions)
    clashes = clash(now, levers, roles, sensed, plan, money, meeting, tensions, table)
    conduct = behave(now, levers, sensed, plan, meeting, clashes)
    learnt = learn(now, levers, plan, meeting, clashes, conduct)
    ranking = rank(now, roles, clashes, learnt)
    settled = settle(now, levers, sensed, plan, meeting, clashes, conduct)
    output = produce(now, sensed, plan, money, meeting, clashes, conduct, learnt)
    outside = drift(now, levers, meeting, table, settled, output)
    funder = review(now, settled, output, outside)
    staying = judge(now, sensed, money, conduct, output, outside)

    state = State(
        active=staying.stays * staying.running[:, None],
        reserve=money.reserve,
        expected=expect(clashes.expected, money.awards, now.p.members(DivisionParameters)),
        paid_share=money.paid_share,
        engagement=plan.engagement,
        openness=clashes.openness,
        status=ranking.status,
        quality=learnt.quality,
        role=learnt.role,
        designing=plan.designing,
        learning=plan.learning,
        apart=plan.apart,
        joint=plan.joint,
        belief=output.belief,
        trouble=clashes.trouble,
        deprivation=money.deprivation,
        fair_got=output.fair_got,
        fair_heard=output.fair_heard,
        backing=staying.backing,
        results_seen=staying.results_seen,
        trust=conduct.trust,
        scar=conduct.scar,
        knowledge=learnt.knowledge,
        stored_resources=clashes.stored[0],
        stored_values=clashes.stored[1],
        stored_identity=clashes.stored[2],
        rift=clashes.rift,
        ambition=settled.ambition,
        commitment=settled.commitment,
        agreements=settled.agreements * staying.lasting,
        control=settled.control,
        language=settled.language * staying.told,
        harvest=settled.harvest,
        profile=outside.profile,
        dissent=outside.dissent,
        fund=money.fund,
        funding=funder.funding,
        track=funder.track,
        renewed=funder.renewed,
        terms=funder.terms,
        gap=outside.gap,
        progress=output.progress,
        running=staying.running,
    )
    hours = np.maximum(meeting.hours - clashes.lost, 0.0)
    kinds = [clashes.count(clashes.kind == kind) for kind in Kind]
    flows = Flows(
        joint_output=output.all_joint,
        apart_output=output.all_apart,
        own_output=output.all_own,
        designing_hours=total(hours * plan.designing),
        learning_hours=total(hours * plan.learning),
        apart_hours=total(hours * plan.apart),
        joint_hours=total(hours * plan.joint),
        conflict_hours=total(meeting.hours - hours),
        other_hours=total(meeting.effort - meeting.hours),
        tension_resources=mean_over_pairs(tensions.resources, now.derived),
        tension_values=mean_over_pairs(tensions.values, now.derived),
        tension_identity=mean_over_pairs(tensions.identity, now.derived),
        tension_open=outside.table,
        tension_hidden=mean_over_pairs(table.hidden, now.derived),
        contact=mean_over_pairs(meeting.contact, now.derived),
        clashes=clashes.count(),
        clashes_bad=clashes.count(~clashes.good),
        clashes_resources=kinds[Kind.RESOURCES],
        clashes_values=kinds[Kind.VALUES],
        clashes_identity=kinds[Kind.IDENTITY],
        help=mean_over_members(clashes.helped, now.derived),
        heard=outside.heard,
        unity=outside.unity,
        binding=mean_over_members(sensed.perceived.binding, now.derived),
        promise=mean_over_members(sensed.perceived.promise, now.derived),
        asked=total(money.claims),
        needed=total(money.need),
        paid=money.paid,
        roles_paid=roles.paid,
        home_paid=total(money.home),
        spent=total(money.home + money.spent),
        deceits=total(conduct.deceives),
        ending=staying.ending,
        award=money.awards,
        output=output.joint + output.apart,
        own=output.own,
        effort=meeting.effort,
        leaves=staying.leaves,
    )
    derived = now.derived.after_change(now.traits, state, given.start.division_power)
    return Outcome(now.traits, state, derived, flows)


@as_is
@step
def happen(given: Inputs) -> Situation:
    """What comes from outside the model's rules: joiners, shocks, mergers, changes of roles, grants."""
    start, traits, state, derived = given.start, given.traits, given.state, given.derived
    month = given.month
    due = [event for event in start.events if event.tick == month]
    for event in due:
        traits, state = apply_event(event, traits, state, start)
    renewed = np.where(state.renewed > 0.0, traits.term_money, 0.0)
    granted = start.granted[month]
    return Situation(
        traits=traits,
        state=state,
        derived=start.derive(traits, state) if due else derived,
        month=month,
        p=start.parameters,
        chance=start.chance,
        decisions=given.decisions,
        inflow=(start.inflow[month] + renewed) * state.funding,
        ahead=np.where(granted + state.renewed > 0.0, granted + state.renewed, np.inf),
        rule=start.rule[month],
        form=start.form[month],
        review=start.review[month],
        ends=start.renewable * np.where(granted + state.renewed == 1.0, 1.0, 0.0),
    )
