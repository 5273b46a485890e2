"""The nine actions of the brochure (D1-D9), one class each.

Which lever each moves follows the brochure's words; how far is a parameter; what each takes of members
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
    moves = {"openness": "inviting"}
    members_time, days, unaided = 0.05, 2.0, 0.3


class DevelopVision(Action):
    """D2: commitment and ambition come together faster."""

    code = "D2"
    name = "develop vision and values"
    dutch = "visie en waarden ontwikkelen"
    phase = 1
    moves = {"vision": "envisioning"}
    members_time, days, unaided = 0.05, 2.0, 0.5


class MakeAgreements(Action):
    """D3: agreements are made faster, and can move the balance of trust and control."""

    code = "D3"
    name = "make working agreements: a balance of trust and control"
    dutch = "werkafspraken maken: balans van vertrouwen en controle"
    phase = 1
    moves = {"agreeing": "settling"}
    members_time, days, unaided = 0.05, 1.0, 0.6
    balances = True


class LearningAgenda(Action):
    """D4: learning time teaches more about each other."""

    code = "D4"
    name = "draw up a learning agenda"
    dutch = "een leeragenda opstellen"
    phase = 2
    moves = {"learning": "agenda"}
    members_time, days, unaided = 0.025, 1.0, 0.6


class ReflectAndShare(Action):
    """D5: clears grievance and helps clashes end well."""

    code = "D5"
    name = "reflect and share"
    dutch = "reflecteren en delen"
    phase = 2
    moves = {"reflecting": "reflecting"}
    members_time, days, unaided = 0.05, 2.0, 0.4


class RaiseProfile(Action):
    """D6: results are shown outside."""

    code = "D6"
    name = "raise an external profile"
    dutch = "extern profileren"
    phase = 2
    moves = {"profiling": "campaigning"}
    members_time, days, unaided = 0.025, 0.5, 0.9


class HarvestAndRecord(Action):
    """D7: what was learnt is recorded and the story told."""

    code = "D7"
    name = "harvest and record"
    dutch = "oogsten en vastleggen"
    phase = 3
    moves = {"harvesting": "recording"}
    members_time, days, unaided = 0.025, 1.0, 0.7


class UseStrengths(Action):
    """D8: members work more with partners whose expertise differs."""

    code = "D8"
    name = "use each other's strengths"
    dutch = "elkaars kracht benutten"
    phase = 3
    moves = {"matching": "pairing"}
    members_time, days, unaided = 0.025, 0.5, 0.7


class OrganiseDissent(Action):
    """D9: dissent is asked for, so that the outside is heard."""

    code = "D9"
    name = "organise dissent"
    dutch = "tegenspraak organiseren"
    phase = 3
    moves = {"dissent": "opposing"}
    members_time, days, unaided = 0.025, 1.0, 0.5
