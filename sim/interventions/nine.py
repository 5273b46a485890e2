"""The nine actions of the brochure (D1-D9), one class each.

Which state each works on follows the brochure's words. How far is one parameter for all nine, by
normalisation: a month at full strength and with full help closes the same share of what is missing. What
each takes of members
and facilitator is an assumption about a usual way of doing it: half a day to a day a month of everyone,
one to three days of a facilitator. Debriefs and reflection work better facilitated (Tannenbaum &
Cerasoli 2013), so most lose half or more of their effect without one.
"""

from __future__ import annotations

from sim.interventions.action import ACTIONS, Action

__all__ = ["ACTIONS"]  # with the nine in it


class GetToKnow(Action):
    """D1: members are invited to show what is under the waterline."""

    code = "D1"
    name = "get to know each other: lower the waterline"
    dutch = "elkaar leren kennen: de waterlijn naar beneden"
    phase = 1
    moves = {"openness": "action_step"}
    member_effort, days, unassisted = 0.05, 2.0, 0.3


class DevelopVision(Action):
    """D2: the ambition binds, and comes nearer to what members want."""

    code = "D2"
    name = "develop vision and values"
    dutch = "visie en waarden ontwikkelen"
    phase = 1
    moves = {"vision": "action_step"}
    member_effort, days, unassisted = 0.05, 2.0, 0.5


class MakeAgreements(Action):
    """D3: agreements are made, and can move the balance of trust and control."""

    code = "D3"
    name = "make working agreements: a balance of trust and control"
    dutch = "werkafspraken maken: balans van vertrouwen en controle"
    phase = 1
    moves = {"agreeing": "action_step"}
    member_effort, days, unassisted = 0.05, 1.0, 0.6
    balances = True


class LearningAgenda(Action):
    """D4: members come to know each other."""

    code = "D4"
    name = "draw up a learning agenda"
    dutch = "een leeragenda opstellen"
    phase = 2
    moves = {"learning": "action_step"}
    member_effort, days, unassisted = 0.025, 1.0, 0.6


class ReflectAndShare(Action):
    """D5: heals rifts, rebuilds trust, and helps clashes end well."""

    code = "D5"
    name = "reflect and share"
    dutch = "reflecteren en delen"
    phase = 2
    moves = {"reflecting": "action_step"}
    member_effort, days, unassisted = 0.05, 2.0, 0.4


class RaiseProfile(Action):
    """D6: results are shown outside."""

    code = "D6"
    name = "raise an external profile"
    dutch = "extern profileren"
    phase = 2
    moves = {"profiling": "action_step"}
    member_effort, days, unassisted = 0.025, 0.5, 0.9


class HarvestAndRecord(Action):
    """D7: what was learnt is recorded and the story told."""

    code = "D7"
    name = "harvest and record"
    dutch = "oogsten en vastleggen"
    phase = 3
    moves = {"harvesting": "action_step"}
    member_effort, days, unassisted = 0.025, 1.0, 0.7


class UseStrengths(Action):
    """D8: each does what it is best at, with partners that differ."""

    code = "D8"
    name = "use each other's strengths"
    dutch = "elkaars kracht benutten"
    phase = 3
    moves = {"dividing": "action_step"}
    member_effort, days, unassisted = 0.025, 0.5, 0.7


class OrganiseDissent(Action):
    """D9: dissent becomes a habit, so that the outside is heard."""

    code = "D9"
    name = "organise dissent"
    dutch = "tegenspraak organiseren"
    phase = 3
    moves = {"dissent": "action_step"}
    member_effort, days, unassisted = 0.025, 1.0, 0.5
