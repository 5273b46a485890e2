"""Every parameter of the model, declared once.

A parameter has a unit, bounds, a default, a meaning and a source. A source is a work from the
literature that gives the form or the size, or the word ``assumption``; ``calibrated`` says that the
default was fitted in the open (docs/calibration.md says against what). Scenario files override
defaults under ``[parameters]``; sweeps may give each run a value of its own.

Parameters whose name ends in ``_on`` are the switches of the mechanisms: 1 works, 0 is off. What
"off" means is said in the switch's meaning.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from sim.errors import AllianceError

Value = float | NDArray[np.float64]


@dataclass(frozen=True)
class Parameter:
    """One number of the model and where it comes from.

    Attributes:
        name: the key in scenario files and in code.
        unit: the unit of the value; ``1`` for a pure number, ``switch`` for 0 or 1.
        low: smallest value allowed.
        high: largest value allowed.
        default: the value used unless a scenario says otherwise.
        meaning: one line on what it does.
        source: where the form or the size comes from.
        mechanism: the mechanism that it belongs to.
    """

    name: str
    unit: str
    low: float
    high: float
    default: float
    meaning: str
    source: str
    mechanism: str


MECHANISMS: dict[str, str] = {
    "time_use": "off: every member always gives a third of its time to each activity",
    "encounters": "off: attention has no limit and no favourites; all meet all alike",
    "tension": "off: nothing chafes",
    "waterline": "off: all tension is on the table, nothing is kept under it",
    "conflict": "off: tension on the table never clashes",
    "trust": "off: trust and the marks of deceit stay as they start",
    "learning": "off: knowledge of each other stays as it starts",
    "pecking_order": "off: winning a clash brings no status, and status does not fade",
    "agreements": "off: agreements, commitment and ambition stay as they start",
    "production": "off: no synergy and no friction; each produces as it would apart",
    "division": "off: money and credit are divided equally, whatever the rule",
    "backing": "off: constituencies' backing and patience stay as they start",
    "engagement": "off: engagement stays as it starts, and no member leaves",
    "environment": "off: what the outside asks does not drift",
}
"""The fourteen mechanisms, in the order of one tick, and what switching each off means."""


def _declare() -> Iterator[Parameter]:
    assumed, fitted = "assumption", "assumption, calibrated"

    # -- time use ---------------------------------------------------------------------------
    def of(
        mechanism: str,
        name: str,
        unit: str,
        low: float,
        high: float,
        default: float,
        meaning: str,
        source: str,
    ) -> Parameter:
        return Parameter(name, unit, low, high, default, meaning, source, mechanism)

    for mechanism, off in MECHANISMS.items():
        yield of(
            mechanism,
            f"{mechanism}_on",
            "switch",
            0,
            1,
            1,
            f"works (1) or not (0); {off}",
            "ablation switch",
        )

    m = "time_use"
    yield of(
        m,
        "choice_sharpness",
        "1",
        0,
        50,
        5.0,
        "how strongly a member prefers the activity it values most (logit choice)",
        "McFadden 1974, logit choice; size: assumption",
    )
    yield of(
        m,
        "time_flexibility",
        "1/month",
        0,
        1,
        0.25,
        "share of a member's time that can be re-planned within a month",
        assumed,
    )
    yield of(
        m,
        "design_pull",
        "1",
        0,
        5,
        1.0,
        "value of settling agreements that are not there yet",
        assumed,
    )
    yield of(
        m,
        "chafing_pull",
        "1",
        0,
        5,
        1.0,
        "value of talking through the tension a member feels on the table",
        assumed,
    )
    yield of(
        m,
        "promise_pull",
        "1",
        0,
        5,
        1.43,
        "value a member sees in its partners, if it trusts them fully",
        "assumption, calibrated; the split known/unknown after March 1991, exploration and exploitation",
    )
    yield of(
        m,
        "home_pressure",
        "1",
        0,
        5,
        0.14,
        "value of showing results to an impatient constituency",
        fitted,
    )

    yield of(
        m,
        "action_time",
        "1",
        0,
        1,
        0.3,
        "most of its alliance time that a member gives to actions D1-D9 together; they are "
        "done less strongly when they ask more",
        assumed,
    )
    yield of(
        m,
        "fatigue",
        "1",
        0,
        10,
        0.3,
        "how soon an action tires: after one month at full strength it works 1/(1 + fatigue) "
        "as well",
        "diminishing returns; size: assumption",
    )
    yield of(
        m,
        "fatigue_recovery",
        "1/month",
        0,
        1,
        0.15,
        "share of the fatigue with an action that a month takes away",
        assumed,
    )

    m = "encounters"
    yield of(
        m,
        "pairing",
        "1",
        0,
        20,
        2.0,
        "extra attention, per unit of difference in expertise, in a month of using each other's "
        "strengths (D8)",
        assumed,
    )
    yield of(
        m,
        "attention_span",
        "members",
        1,
        50,
        12.0,
        "partners to whom a member working full time for the alliance can give full attention",
        "assumption; Provan & Kenis 2008: shared governance up to 6-8 members",
    )
    yield of(
        m,
        "homophily",
        "1",
        0,
        1,
        0.4,
        "share of attention that goes where trust already is",
        "assumption; Heidl et al. 2014 on closed blocks",
    )

    m = "tension"
    yield of(
        m,
        "resource_tension",
        "1",
        0,
        3,
        0.8,
        "tension when a fully dependent member gets nothing of what it claims",
        "relative deprivation, Crosby 1976; size: assumption",
    )
    yield of(
        m,
        "value_tension",
        "1",
        0,
        3,
        0.8,
        "tension per unit distance in norms and values, without a shared language",
        "Triana et al. 2021 for the sign; size: assumption",
    )
    yield of(
        m,
        "identity_tension",
        "1",
        0,
        3,
        0.8,
        "tension per unit distance between a member's identity and the shared one",
        "brochure, identity; size: assumption",
    )
    yield of(
        m,
        "language_bridge",
        "1",
        0,
        1,
        0.7,
        "share of value and identity tension that a full shared language takes away",
        "assumption; Carlile 2004 on shared language across boundaries",
    )

    m = "waterline"
    yield of(
        m,
        "openness_rate",
        "1/month",
        0,
        1,
        0.15,
        "speed at which openness follows candour and trust",
        assumed,
    )
    yield of(
        m,
        "safety_weight",
        "1",
        0,
        1,
        0.6,
        "share of openness that rests on trust in the partners rather than on own candour",
        "Frazier et al. 2017, psychological safety; size: assumption",
    )
    yield of(
        m,
        "inviting",
        "1",
        0,
        1,
        0.3,
        "share of what a member keeps under the waterline that a month of getting to know each "
        "other (D1) brings above it",
        assumed,
    )
    yield of(
        m,
        "grievance_rate",
        "1/month",
        0,
        2,
        0.24,
        "grievance per month from tension that is kept under the table",
        fitted,
    )
    yield of(
        m,
        "grievance_leak",
        "1/month",
        0,
        1,
        0.08,
        "share of grievance that surfaces in a month of full contact",
        assumed,
    )
    yield of(
        m,
        "grievance_fade",
        "1/month",
        0,
        1,
        0.02,
        "share of grievance forgotten in a month",
        assumed,
    )

    m = "conflict"
    yield of(
        m,
        "clash_rate",
        "1/month",
        0,
        10,
        0.72,
        "clashes per month of a pair with one unit of tension on the table",
        fitted,
    )
    yield of(
        m,
        "constructive_base",
        "log-odds",
        -10,
        10,
        -3.3,
        "log-odds that a clash turns out well with no trust, agreements or help",
        "De Wit et al. 2012: mean effect of task conflict about zero; calibrated",
    )
    yield of(
        m,
        "constructive_trust",
        "log-odds",
        0,
        20,
        7.7,
        "gain in log-odds from full mutual trust",
        "sign: Bradley et al. 2012, De Dreu & Weingart 2003; size: assumption, calibrated",
    )
    yield of(
        m,
        "constructive_agreements",
        "log-odds",
        0,
        20,
        1.0,
        "gain in log-odds from complete agreements",
        assumed,
    )
    yield of(
        m,
        "constructive_openness",
        "log-odds",
        0,
        20,
        1.0,
        "gain in log-odds from full mutual openness",
        "sign: Frazier et al. 2017; size: assumption",
    )
    yield of(
        m,
        "constructive_facilitation",
        "log-odds",
        0,
        20,
        1.5,
        "gain in log-odds from a fully skilled and trusted facilitator",
        "sign: Tannenbaum & Cerasoli 2013; size: assumption",
    )
    yield of(
        m,
        "constructive_grievance",
        "log-odds",
        -20,
        0,
        -3.0,
        "loss in log-odds from full mutual grievance",
        assumed,
    )
    yield of(
        m,
        "clash_resolve",
        "1",
        0,
        1,
        0.4,
        "share of the pair's grievance that a constructive clash clears",
        assumed,
    )
    yield of(
        m,
        "clash_insight",
        "1",
        0,
        1,
        0.03,
        "share of what is unknown of the other that a constructive clash reveals",
        fitted,
    )
    yield of(
        m,
        "clash_trust",
        "1",
        0,
        1,
        0.1,
        "share of missing trust that a constructive clash builds",
        fitted,
    )
    yield of(
        m,
        "spillover",
        "1",
        0,
        1,
        0.5,
        "share of a badly ended clash that turns into grievance (task to relationship)",
        "coupling about .5: Simons & Peterson 2000; MODEL pattern P8",
    )
    yield of(
        m,
        "clash_openness",
        "1",
        0,
        1,
        0.05,
        "share of openness won or lost by a member in a clash",
        assumed,
    )

    yield of(
        m, "clash_days", "days", 0.01, 100, 0.5, "facilitator's days that one clash takes", assumed
    )
    yield of(
        m,
        "reflection",
        "1",
        0,
        1,
        0.2,
        "share of grievance that a month of full reflection clears",
        "Lines et al., team reflexivity, for the sign; size: assumption",
    )

    yield of(
        m,
        "reflecting",
        "1",
        0,
        1,
        0.8,
        "share of full reflection that a month of reflecting and sharing (D5) is",
        "d = .67 of debriefs, Tannenbaum & Cerasoli 2013, for the sign; size: assumption",
    )

    m = "trust"
    yield of(
        m,
        "trust_gain",
        "1/month",
        0,
        1,
        0.28,
        "share of missing trust that a kept promise builds in a month of full contact",
        fitted,
    )
    yield of(
        m,
        "loss_ratio",
        "1",
        1,
        10,
        3.0,
        "how much more a breach costs than the same-sized gain brings",
        "about 3:1, Pant & Yu 2025 after Slovic 1993",
    )
    yield of(
        m,
        "first_stake",
        "1",
        0,
        1,
        0.12,
        "size of a promise that partners without trust dare to rely on",
        "small wins: Vangen & Huxham 2003; size: assumption",
    )
    yield of(
        m,
        "small_wins",
        "1",
        0,
        1,
        0.23,
        "how much more (less) a kept promise builds when joint results are full (absent)",
        "small wins: Vangen & Huxham 2003, Ansell & Gash 2008; size: assumption, calibrated",
    )
    yield of(
        m,
        "reciprocity",
        "1",
        0,
        1,
        0.11,
        "share of its promises that a member without trust in its partners drops",
        "norm of reciprocity, Gouldner 1960; size: assumption, calibrated",
    )
    yield of(
        m,
        "benefit_of_doubt",
        "1",
        0,
        1,
        0.97,
        "share of a failure that full trust forgives",
        "Klijn, Edelenbos & Steijn 2010; size: assumption, calibrated",
    )
    yield of(
        m,
        "opportunism",
        "1/month",
        0,
        1,
        0.02,
        "chance a month that a member without stake or control deceives",
        assumed,
    )
    yield of(
        m,
        "control_protection",
        "1",
        0,
        1,
        0.7,
        "share of opportunism that complete agreements with full control take away",
        "Cao & Lumineau 2015 for the sign; size: assumption",
    )
    yield of(
        m,
        "deceit_mark",
        "1",
        0,
        1,
        0.15,
        "share of the reachable trust that one deceit closes off for good",
        "Schweitzer, Hershey & Bradlow 2006; size: assumption",
    )
    yield of(
        m,
        "deceit_weight",
        "1",
        1,
        20,
        4.0,
        "how much more a deceit costs at once than a failure",
        "Schweitzer, Hershey & Bradlow 2006 for the sign; size: assumption",
    )
    yield of(
        m,
        "control_chill",
        "1/month",
        0,
        1,
        0.03,
        "share of trust lost in a month of full control without any dialogue",
        "Das & Teng 1998; size: assumption",
    )
    yield of(
        m,
        "trust_fade",
        "1/month",
        0,
        1,
        0.005,
        "share of trust lost in a month without contact",
        "Vanneste et al. 2014: age alone builds little; size: assumption",
    )

    yield of(
        m,
        "trust_climate",
        "1",
        0,
        1,
        0.5,
        "share of the variance of start trust that an alliance's members have in common",
        "general tendency and reputation, NVSQ 2011; size: assumption",
    )
    yield of(
        "waterline",
        "grievance_climate",
        "1",
        0,
        1,
        0.5,
        "share of the variance of start grievance that an alliance's members have in common",
        assumed,
    )

    m = "learning"
    yield of(
        m,
        "knowledge_climate",
        "1",
        0,
        1,
        0.5,
        "share of the variance of start knowledge that an alliance's members have in common",
        assumed,
    )
    yield of(
        m,
        "learning_rate",
        "1/month",
        0,
        5,
        0.09,
        "share of what is unknown learnt in a month of full contact, time and openness",
        fitted,
    )
    yield of(
        m,
        "knowledge_fade",
        "1/month",
        0,
        1,
        0.015,
        "share of knowledge of each other lost in a month without contact",
        assumed,
    )

    yield of(
        m,
        "agenda",
        "1",
        0,
        20,
        1.0,
        "extra speed of learning about each other with a learning agenda (D4)",
        assumed,
    )

    m = "pecking_order"
    yield of(
        m,
        "rank_gain",
        "1",
        0,
        1,
        0.15,
        "share of the way up (down) that a won (lost) clash moves status, between two that know each "
        "other fully",
        "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
    )
    yield of(
        m,
        "rank_power",
        "1",
        0,
        50,
        4.0,
        "log-odds of winning a clash per unit of difference in status",
        "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
    )
    yield of(
        m,
        "rank_fade",
        "1/month",
        0,
        1,
        0.04,
        "share of a status difference that fades in a month",
        "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
    )
    yield of(
        m,
        "rank_worth",
        "1",
        0,
        10,
        2.0,
        "status above the middle per unit of known worth above the others'",
        "Berger, Cohen & Zelditch 1972; Bunderson 2003; size: assumption",
    )
    yield of(
        m,
        "lead_standing",
        "1",
        0,
        0.5,
        0.15,
        "status above the middle to which the lead party's status fades",
        assumed,
    )

    m = "agreements"
    yield of(
        m,
        "agreeing_rate",
        "1/month",
        0,
        5,
        0.35,
        "share of what is unsettled that a month of full designing settles",
        fitted,
    )
    yield of(
        m,
        "agreements_erosion",
        "1/month",
        0,
        1,
        0.012,
        "share of agreements that a month wears away without a coordinator",
        assumed,
    )
    yield of(
        m,
        "commitment_rate",
        "1/month",
        0,
        5,
        0.1,
        "share of missing commitment that a month of full designing builds",
        assumed,
    )
    yield of(
        m,
        "commitment_erosion",
        "1/month",
        0,
        1,
        0.01,
        "share of commitment that a month wears away",
        assumed,
    )
    yield of(
        m,
        "commitment_setback",
        "1/month",
        0,
        1,
        0.1,
        "share of commitment lost in a month when every pair clashes badly",
        assumed,
    )
    yield of(
        m,
        "ambition_rate",
        "1/month",
        0,
        1,
        0.1,
        "speed at which full designing moves the ambition to the members' goals",
        assumed,
    )
    yield of(
        m,
        "story_rate",
        "1/month",
        0,
        5,
        0.12,
        "share of the missing shared language that a month of learning and producing builds",
        fitted,
    )
    yield of(
        m,
        "story_fade",
        "1/month",
        0,
        1,
        0.01,
        "share of the shared language lost in a month",
        assumed,
    )
    yield of(
        m,
        "harvest_rate",
        "1/month",
        0,
        5,
        0.03,
        "share of what is not yet recorded that a month of producing records by itself",
        assumed,
    )
    yield of(
        m,
        "harvest_fade",
        "1/month",
        0,
        1,
        0.01,
        "share of the recorded harvest that goes stale in a month",
        assumed,
    )

    yield of(
        m,
        "turnover_loss",
        "1",
        0,
        1,
        0.5,
        "share of agreements and story that goes when all members change",
        "Bakker 2016 for the sign; size: assumption",
    )

    yield of(
        m,
        "envisioning",
        "1",
        0,
        20,
        2.0,
        "extra speed of commitment and of agreement on the ambition in a month of developing "
        "vision and values (D2)",
        assumed,
    )
    yield of(
        m,
        "settling",
        "1",
        0,
        20,
        1.0,
        "extra speed of making agreements in a month of working on them (D3)",
        assumed,
    )
    yield of(
        m,
        "rebalancing",
        "1",
        0,
        1,
        0.5,
        "share of the way to the balance of trust and control aimed at that a month of working "
        "on agreements (D3) goes",
        assumed,
    )
    yield of(
        m,
        "recording",
        "1",
        0,
        20,
        2.0,
        "extra speed of recording what was learnt and of telling the story in a month of "
        "harvesting (D7)",
        assumed,
    )
    yield of(
        m,
        "shared_span",
        "members",
        1,
        50,
        8.0,
        "members up to which shared governance makes agreements at full speed",
        "up to 6-8: Provan & Kenis 2008",
    )
    yield of(
        m,
        "nao_trust",
        "1",
        0,
        1,
        0.6,
        "trust in an administrative body that governs",
        "moderate: Provan & Kenis 2008; size: assumption",
    )
    yield of(
        m,
        "governed_ownership",
        "1",
        0,
        1,
        0.7,
        "share of commitment that designing builds when a lead or an administrative body governs",
        "efficiency against inclusion: Provan & Kenis 2008; size: assumption",
    )

    m = "production"
    yield of(
        m,
        "hub_relief",
        "1",
        0,
        1,
        0.5,
        "share of the links to coordinate that a lead or an administrative body takes over",
        "efficiency: Provan & Kenis 2008; size: assumption",
    )
    yield of(
        m,
        "coordinator_span",
        "members",
        1,
        50,
        12.0,
        "members that a coordinator can serve in full",
        assumed,
    )
    yield of(
        m,
        "synergy",
        "1",
        0,
        20,
        2.7,
        "extra output per unit of difference in expertise that partners can use",
        fitted,
    )
    yield of(
        m,
        "misunderstanding",
        "1",
        0,
        20,
        1.2,
        "cost of difference in expertise that is not bridged, against its synergy",
        "inverted U: Nooteboom et al. 2007, Sampson 2007; size: assumption, calibrated",
    )
    yield of(
        m,
        "coordination_cost",
        "1/member",
        0,
        0.2,
        0.012,
        "share of effort that coordinating with one more partner takes",
        "Steiner 1972, process loss; size: assumption",
    )
    yield of(
        m,
        "harvest_gain",
        "1",
        0,
        5,
        0.25,
        "gain in productivity from a full recorded harvest",
        assumed,
    )
    yield of(
        m,
        "failed_delivery",
        "1",
        0,
        1,
        0.5,
        "share of a month's output that an unkept promise still delivers",
        assumed,
    )
    yield of(
        m,
        "goal_size",
        "months",
        1,
        10000,
        68.0,
        "joint output that reaches the goal, in months of all members' full own output",
        fitted,
    )
    yield of(
        m,
        "closing_rate",
        "1/month",
        0,
        1,
        0.05,
        "chance a month that an alliance that reached its goal closes",
        "17 of 165 closed by success, NORC/ASPE 2012; calibrated",
    )

    m = "division"
    yield of(
        m,
        "effort_cost",
        "kEUR/FTE-month",
        0.1,
        1000,
        8.0,
        "cost of a month of one full-time worker",
        assumed,
    )
    yield of(
        m,
        "self_serving",
        "1",
        0,
        3,
        0.3,
        "share above its costs that a member without trust claims",
        "self-serving bias: Ross & Sicoly 1979, Babcock & Loewenstein 1997; size: assumption",
    )
    yield of(
        m,
        "lead_authority",
        "1",
        0,
        1,
        0.05,
        "share of each payment that the lead party can steer to itself",
        assumed,
    )
    yield of(
        m,
        "lead_mandate",
        "1",
        1,
        10,
        2.5,
        "how much more authority, standing and duties a lead party has when it governs",
        "Provan & Kenis 2008 for the sign; size: assumption",
    )
    yield of(
        m,
        "nao_cost",
        "kEUR/month",
        0,
        1000,
        0.5,
        "cost per member of an administrative body that governs",
        "it costs: Provan & Kenis 2008; size: assumption",
    )
    yield of(
        m,
        "role_time",
        "1",
        0,
        1,
        0.1,
        "share of a member's effort that being lead party or coordinator takes",
        assumed,
    )

    m = "backing"
    yield of(
        m,
        "backing_rate",
        "1/month",
        0,
        1,
        0.1,
        "speed at which a constituency's backing follows its judgement",
        fitted,
    )
    yield of(
        m,
        "backing_base",
        "1",
        0,
        1,
        0.35,
        "backing of a constituency for which nothing weighs for or against",
        assumed,
    )
    yield of(
        m,
        "backing_goals",
        "1",
        0,
        2,
        0.3,
        "weight of the ambition's nearness to own goals",
        assumed,
    )
    yield of(
        m, "backing_results", "1", 0, 2, 0.44, "weight of the member's share of added value", fitted
    )
    yield of(
        m, "backing_profile", "1", 0, 2, 0.15, "weight of the alliance's external profile", assumed
    )
    yield of(
        m, "backing_cost", "1", 0, 2, 0.2, "weight of costs that the fund does not pay", assumed
    )
    yield of(
        m,
        "backing_conflict",
        "1",
        0,
        2,
        0.35,
        "weight of grievance and badly ended clashes",
        assumed,
    )
    yield of(m, "backing_identity", "1", 0, 2, 0.25, "weight of loss of own identity", assumed)
    yield of(
        m,
        "patience_recovery",
        "1/month",
        0,
        1,
        0.05,
        "share of spent patience that a month of full results restores",
        assumed,
    )

    m = "engagement"
    yield of(
        m,
        "engagement_rate",
        "1/month",
        0,
        1,
        0.15,
        "speed at which engagement follows what a member wants to give",
        assumed,
    )
    yield of(
        m,
        "engagement_base",
        "1",
        0,
        1,
        0.74,
        "engagement with full backing but no trust and no value yet",
        fitted,
    )
    yield of(
        m,
        "engagement_trust",
        "1",
        0,
        2,
        0.4,
        "weight of trust in the partners",
        "De Jong et al. 2016 for the sign; assumption",
    )
    yield of(
        m,
        "engagement_value",
        "1",
        0,
        2,
        0.3,
        "weight of the expected added value",
        "expectancy, Vroom 1964; size: assumption",
    )
    yield of(
        m,
        "free_riding",
        "1",
        0,
        1,
        0.25,
        "engagement withheld when nobody in a large group sees it",
        "Karau & Williams 1993, Isaac & Walker 1988; size: assumption",
    )
    yield of(
        m,
        "exit_backing",
        "1",
        0.01,
        1,
        0.35,
        "backing below which a member considers leaving",
        assumed,
    )
    yield of(
        m,
        "exit_rate",
        "1/month",
        0,
        1,
        0.165,
        "chance a month that a member without any backing leaves",
        fitted,
    )
    yield of(
        m,
        "dormant",
        "1",
        0,
        1,
        0.08,
        "share of the members' capacity below which an alliance without funds ends",
        assumed,
    )

    m = "environment"
    yield of(
        m, "drift", "1/month", 0, 1, 0.008, "mean monthly drift of what the outside asks", assumed
    )
    yield of(
        m,
        "adaptation",
        "1/month",
        0,
        5,
        0.4,
        "share of the noticed gap that a month of designing and learning closes",
        assumed,
    )
    yield of(
        m,
        "hearing",
        "1",
        0,
        100,
        6.0,
        "how quickly dissent on the table is enough to notice the outside",
        "dissent and vigilance: Janis 1972, Nemeth 1986; size: assumption",
    )
    yield of(
        m,
        "opposing",
        "1",
        0,
        1,
        0.6,
        "dissent on the table in a month in which it is organised (D9)",
        "dissent and vigilance: Nemeth 1986; size: assumption",
    )
    yield of(
        m,
        "campaigning",
        "1",
        0,
        20,
        2.0,
        "extra speed of the external profile in a month of raising it (D6)",
        assumed,
    )
    yield of(
        m,
        "profile_rate",
        "1/month",
        0,
        1,
        0.08,
        "share of missing profile that results shown by full networks build in a month",
        assumed,
    )
    yield of(
        m,
        "profile_fade",
        "1/month",
        0,
        1,
        0.03,
        "share of external profile lost in a month",
        assumed,
    )


PARAMETERS: dict[str, Parameter] = {item.name: item for item in _declare()}
"""All parameters by name."""


class ParameterError(AllianceError):
    """A parameter has an unknown name or a value out of its bounds."""


class Parameters(Mapping[str, Value]):
    """The values of all parameters, for one run or for each run of a batch.

    Args:
        values: values by name; names left out keep their default. A value is a number, or an
            array of shape (runs,) with one number for each run.

    Raises:
        ParameterError: for a name that does not exist or a value out of bounds.

    Attributes:
        alliance, member, dyad: the same values shaped to broadcast against arrays of shape
            (…,), (…, members) and (…, members, members).
    """

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        given = dict(values or {})
        for name, value in given.items():
            check(name, value)
        self._values: dict[str, Value] = {
            name: given.get(name, item.default) for name, item in PARAMETERS.items()
        }
        self._varied = [n for n, v in self._values.items() if isinstance(v, np.ndarray) and v.ndim]
        self.alliance = SimpleNamespace(**self._values)
        self.member = SimpleNamespace(**{k: _deepen(v, 1) for k, v in self._values.items()})
        self.dyad = SimpleNamespace(**{k: _deepen(v, 2) for k, v in self._values.items()})

    def of_runs(self, runs: NDArray[np.intp]) -> SimpleNamespace:
        """The values for a list of run indices, each a number or an array of shape (len(runs),)."""
        if not self._varied:
            return self.alliance
        chosen = {name: self._values[name][runs] for name in self._varied}  # type: ignore[index]
        return SimpleNamespace(**{**self._values, **chosen})

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def check(name: str, value: Value) -> None:
    """Raise ParameterError unless `name` is a parameter and `value` lies within its bounds."""
    if name not in PARAMETERS:
        near = difflib.get_close_matches(name, PARAMETERS, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        raise ParameterError(f"unknown parameter '{name}'{hint}")
    item = PARAMETERS[name]
    numbers = np.asarray(value, dtype=np.float64)
    allowed = (numbers >= item.low) & (numbers <= item.high)
    if item.unit == "switch":
        allowed &= (numbers == 0) | (numbers == 1)
    if not allowed.all():
        wrong = numbers[~allowed].flat[0]
        what = "0 or 1" if item.unit == "switch" else f"from {item.low:g} to {item.high:g}"
        unit = "" if item.unit in ("1", "switch") else f" ({item.unit})"
        raise ParameterError(f"parameter '{name}' = {wrong:g} is not allowed: {what}{unit}")


def _deepen(value: Value, axes: int) -> Value:
    if isinstance(value, np.ndarray) and value.ndim:
        return value.reshape(value.shape + (1,) * axes)
    return value
