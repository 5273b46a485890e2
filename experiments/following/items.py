"""The questions of the survey: which state variable each measures, by which instrument, with what error.

An answer counts as a share of its scale, from 0 to 1. What is asked is named by the variables of
`sim.state` and `sim.agents.perception`, so that an item cannot outlive what it measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["own", "partner", "partners", "alliance"]
Form = Literal["points", "percent", "months"]

POINTS = 5
"""Steps of a scale of points."""

SINGLE = 0.15
"""Standard deviation of one respondent's judgement about its organisation's, as a share of the scale.
Where organisations differ by .15 to .22 this is a reliability of .5 to .7; for single questions .45 to .69
was estimated (Wanous, Reichers & Hudy 1997, on job satisfaction). That it holds here is an assumption."""

COUNTED = 0.10
"""The same for shares of time and months, which respondents can count rather than judge; assumption."""

SHARED = 0.05
"""What all respondents of an organisation are off together, so that more of them do not mend it;
assumption."""

CALIBRATION = 0.10
"""How far the answers of all to one item are off together, because the words of its scale are not the
model's: its standard deviation as a share of the scale. It is learnt with every wave; its size is an
assumption."""

MOST_CHAFING = 0.4
"""What 'very much' stands for where tension is asked: more is hardly seen in any run; assumption."""

KAATS = "Kaats & Opheij 2012: {}"
PARTNER = "PARTNER (Varda et al. 2008): {}"
WILDER = "Wilder Inventory (Mattessich et al. 2001): {}"


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes:
        code: what it is called in forms and files.
        variable: of `sim.state` or of `sim.agents.perception`.
        about: the own organisation, each partner apart, all partners together, or the alliance.
        form: points of a scale, percent, or months.
        instrument: the published instrument that it follows.
        error: of one respondent, see `SINGLE`.
        low, high: what the ends of the scale stand for, in units of the variable.
        doubling: whether `low` and `high` are powers of two.
    """

    code: str
    variable: str
    about: About
    form: Form
    instrument: str
    error: float = SINGLE
    low: float = 0.0
    high: float = 1.0
    doubling: bool = False


ITEMS: dict[str, Item] = {
    item.code: item
    for item in (
        # the own organisation
        Item("A1", "alignment", "own", "points", KAATS.format("shared ambition")),
        Item("A2", "openness", "own", "points", "Edmondson 1999: psychological safety"),
        Item("A3", "attachment", "own", "points", "Thomson, Perry & Miller 2009: autonomy"),
        Item("A4", "backing", "own", "points", KAATS.format("interests, at home")),
        Item(
            "A5",
            "patience_months",
            "own",
            "months",
            KAATS.format("interests, over time"),
            COUNTED,
            0,
            60,
        ),
        Item("A6", "engagement", "own", "percent", PARTNER.format("level of involvement"), COUNTED),
        Item("A7", "designing", "own", "percent", PARTNER.format("what time goes to"), COUNTED),
        Item("A8", "learning", "own", "percent", PARTNER.format("what time goes to"), COUNTED),
        Item("A9", "joint", "own", "percent", PARTNER.format("what time goes to"), COUNTED),
        Item("A10", "apart", "own", "percent", PARTNER.format("what time goes to"), COUNTED),
        Item("A11", "trouble", "own", "percent", "Jehn 1995: process conflict", COUNTED),
        Item("A12", "role", "own", "points", "Lewis 2003: specialisation"),
        Item("A13", "fair_got", "own", "points", "Colquitt 2001: distributive justice"),
        Item("A14", "fair_heard", "own", "points", "Colquitt 2001: procedural justice"),
        Item(
            "A15",
            "results_seen",
            "own",
            "points",
            "Partnership Self-Assessment Tool (Weiss et al. 2002): benefits and drawbacks",
            low=-1,
        ),
        Item(
            "A16",
            "belief",
            "own",
            "points",
            "Partnership Self-Assessment Tool (Weiss et al. 2002): synergy",
            low=-1.25,
            high=1.25,
            doubling=True,
        ),
        # each partner
        Item("B1", "trust", "partner", "points", PARTNER.format("reliability and openness")),
        Item("B2", "knowledge", "partner", "points", PARTNER.format("resource contribution")),
        # what chafes
        Item(
            "C1",
            "stored_resources",
            "partners",
            "points",
            KAATS.format("interests, unspoken"),
            high=MOST_CHAFING,
        ),
        Item(
            "C2",
            "stored_values",
            "partners",
            "points",
            KAATS.format("relation, unspoken"),
            high=MOST_CHAFING,
        ),
        Item(
            "C3",
            "stored_identity",
            "partners",
            "points",
            "Thomson, Perry & Miller 2009: autonomy",
            high=MOST_CHAFING,
        ),
        Item(
            "C4",
            "rift",
            "partners",
            "points",
            "Jehn 1995: relationship conflict",
            high=MOST_CHAFING,
        ),
        # the alliance
        Item("D1", "commitment", "alliance", "points", KAATS.format("shared ambition, binding")),
        Item("D2", "agreements", "alliance", "points", KAATS.format("organisation")),
        Item("D3", "control", "alliance", "points", "Thomson, Perry & Miller 2009: administration"),
        Item("D4", "language", "alliance", "points", WILDER.format("shared vision")),
        Item("D5", "harvest", "alliance", "points", KAATS.format("process")),
        Item("D6", "profile", "alliance", "points", WILDER.format("seen as a leader outside")),
        Item("D7", "dissent", "alliance", "points", "Edmondson 1999: speaking up"),
        Item("D8", "gap", "alliance", "points", WILDER.format("social climate outside")),
    )
}
"""All items by code, in the order in which they are asked."""

TIME = ("A7", "A8", "A9", "A10")
"""Items that share out the hours in the alliance: one question, whose answers add up to 100."""


def width(item: Item) -> float:
    """Width of the step that an answer stands for, as a share of the scale."""
    return 1.0 / POINTS if item.form == "points" else 0.0


def ends(item: Item) -> tuple[float, float]:
    """The lowest and the highest answer that can be given, as shares of the scale."""
    return 0.5 * width(item), 1.0 - 0.5 * width(item)


def share_of_scale(item: Item, answer: float) -> float:
    """What an answer says, from 0 to 1; the middle of its step.

    Args:
        item: that was asked.
        answer: a point from 1, a percentage, or months.

    >>> share_of_scale(ITEMS["B1"], 4), share_of_scale(ITEMS["A6"], 25)
    (0.7, 0.25)
    """
    match item.form:
        case "points":
            return (answer - 0.5) / POINTS
        case "percent":
            return answer / 100.0
        case _:
            return min(answer / item.high, 1.0)
