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
from sim.declared import step
from sim.events import apply_event
from sim.flows import Flows
from sim.interventions.programme import Programme, intervene
from sim.start import Start
from sim.state import Derived, State, Traits, mean_over_members, mean_over_pairs
from sim.steps.clashes import clash
from sim.steps.conduct import behave
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
    meeting = meet(now, levers, roles, plan, money)
    tensions = chafe(now, sensed, money)
    table = speak(now, plan, meeting, tensions)
    clashes = clash(now, levers, roles, plan, tensions, table)
    conduct = behave(now, sensed, plan, meeting, clashes)
    learnt = learn(now, levers, plan, meeting, table, clashes)
    ranking = rank(now, roles, clashes, learnt)
    settled = settle(now, levers, sensed, plan, meeting, clashes)
    output = produce(now, plan, money, meeting, conduct, learnt)
    outside = drift(now, levers, table, settled, output)
    staying = judge(now, sensed, money, conduct, output, outside)

    state = State(
        active=staying.stays * staying.running[:, None],
        reserve=money.reserve,
        engagement=plan.engagement,
        openness=clashes.openness,
        status=ranking.status,
        designing=plan.designing,
        learning=plan.learning,
        producing=plan.producing,
        deprivation=money.deprivation,
        return_=output.return_,
        friction=clashes.badly,
        backing=staying.backing,
        patience=staying.patience,
        trust=conduct.trust,
        scar=conduct.scar,
        knowledge=learnt.knowledge,
        grievance=clashes.grievance,
        chafing=np.minimum(table.table, 1.0),
        ambition=settled.ambition,
        commitment=settled.commitment,
        agreements=settled.agreements * staying.lasting,
        control=settled.control,
        language=settled.language * staying.lasting,
        harvest=settled.harvest,
        profile=outside.profile,
        fund=money.fund,
        gap=outside.gap,
        progress=output.progress,
        running=staying.running,
    )
    flows = Flows(
        joint_output=output.all_joint,
        own_output=output.all_own,
        tension_resources=mean_over_pairs(tensions.resources, now.derived),
        tension_values=mean_over_pairs(tensions.values, now.derived),
        tension_identity=mean_over_pairs(tensions.identity, now.derived),
        tension_open=outside.table,
        tension_hidden=mean_over_pairs(table.hidden, now.derived),
        contact=mean_over_pairs(meeting.contact, now.derived),
        clashes=clashes.count(),
        clashes_bad=clashes.count(~clashes.good),
        help=mean_over_members(clashes.helped, now.derived),
        heard=outside.heard,
        paid=money.paid,
        roles_paid=roles.paid,
        home_paid=total(money.home),
        spent=total(money.home + money.spent),
        ending=staying.ending,
        award=money.awards,
        output=output.joint,
        own=output.own,
        effort=output.effort,
        leaves=staying.leaves,
    )
    return Outcome(now.traits, state, _after(now, state), flows)


@step
def happen(given: Inputs) -> Situation:
    """What comes from outside the model's rules: joiners, shocks, mergers, changes of roles."""
    start, traits, state, derived = given.start, given.traits, given.state, given.derived
    due = [event for event in start.events if event.tick == given.month]
    for event in due:
        traits, state = apply_event(event, traits, state, start)
    return Situation(
        traits=traits,
        state=state,
        derived=Derived.of(traits, state) if due else derived,
        month=given.month,
        p=start.parameters,
        chance=start.chance,
        decisions=given.decisions,
        inflow=start.inflow[given.month],
        rule=start.rule[given.month],
        form=start.form[given.month],
    )


def _after(now: Situation, state: State) -> Derived:
    """What follows from the next state; who members are has not changed, only who is in."""
    changed = bool((state.active != now.state.active).any())
    return now.derived.after_change(state) if changed else now.derived
