"""Laws of chafing: what throws back, the order of phases, three conflicts, friction."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import (
    APART,
    CLOSED,
    IDENTICAL,
    OPEN,
    Changes,
    Ensemble,
    alter,
    base,
    ensemble,
    grant,
    off,
    set_state,
    set_traits,
)
from experiments.laws.law import Asked, law
from sim.arrays import Array, Bits
from sim.ensemble import Batch
from sim.observers.phases import CHAFING, LEARNING, PRODUCING

FRIENDS: Changes = {
    "start.trust": 0.7,
    "start.knowledge": 0.75,
    "start.agreements": 0.75,
    "start.language": 0.6,
    "start.commitment": 0.6,
    "grant": grant(9000.0, 120),
}
"""Members that know each other well, with money for ten years."""
HIT = 36
"""Month in which something happens to them."""


def identity_asked(batch: Batch) -> None:
    """Identity is at stake: members cling to their names, the ambition binds, the story is gone."""
    if batch.now != HIT:
        return
    set_traits(batch, attachment=np.ones_like(batch.traits.attachment))
    s = batch.state
    set_state(batch, commitment=np.maximum(s.commitment, 0.9), language=0.4 * s.language)


NEWCOMERS: Changes = {
    "joiner": [
        {"name": f"Newcomer {k}", "tick": HIT, "values": [v, v, v], "goals": [v, v, v]}
        for k, v in ((1, 0.0), (2, 1.0))
    ]
}


@law("L3a", "Chafing has a cause in the present", fast=80)
def chafing(asked: Asked) -> list[Claim]:
    """Old friends, and what happens to them in month 36."""
    friends = alter(base(84), FRIENDS)
    calm = ensemble(friends, asked.runs)
    steady = _steady(calm)
    out = []
    cut: Changes = {"shock": [{"kind": "budget-cut", "tick": HIT, "size": 0.6}]}
    for key, text, hit in (
        ("cut", "the budget is cut by 60 %", ensemble(alter(friends, cut), asked.runs)),
        (
            "newcomers",
            "two with other values join",
            ensemble(alter(friends, NEWCOMERS), asked.runs),
        ),
        ("identity", "identity is at stake", ensemble(friends, asked.runs, identity_asked)),
    ):
        before = steady & _steady(hit)
        chafes = [
            e.hours("conflict", HIT, HIT + 12) + e.hours("designing", HIT, HIT + 12)
            for e in (hit, calm)
        ]
        out += [
            asked.claim(
                f"{key} chafes",
                f"designing and conflict, share of hours in the year after: {text}",
                "the same runs without it",
                c.difference(chafes[0][before], chafes[1][before]),
                0.0,
            ),
            asked.claim(
                f"{key} goes back",
                "share of those in phase 3 that is thrown back to phase 1 or 2 "
                f"within three years: {text}",
                "the same runs without it",
                c.difference(_back(hit)[before], _back(calm)[before]),
            ),
            asked.claim(
                f"{key} leaves",
                f"share of those in phase 3 that is in no phase 3 for half a year or more: {text}",
                "the same runs without it",
                c.difference(_gone(hit)[before], _gone(calm)[before]),
            ),
            asked.claim(
                f"{key} learns",
                f"share of hours for learning in the three years after: {text}",
                "the same runs without it",
                c.difference(
                    hit.hours("learning", HIT, HIT + 36)[before],
                    calm.hours("learning", HIT, HIT + 36)[before],
                ),
                above=0.0,
                least=150,
            ),
        ]
    return out


def _steady(e: Ensemble) -> Bits:
    """(runs,): whether it is in phase 3 in most months of the year before month 36."""
    most: Bits = (e.phase[:, HIT - 12 : HIT] == PRODUCING).mean(1) > 0.5
    return most


def _gone(e: Ensemble) -> Bits:
    """(runs,): whether it is in another phase for six months or more of the three years after."""
    others: Bits = (e.phase[:, HIT : HIT + 36] != PRODUCING).sum(1) >= 6
    return others


def _back(e: Ensemble) -> Bits:
    """(runs,): whether phase 1 or 2 comes in the three years after month 36."""
    after = e.phase[:, HIT : HIT + 36]
    found: Bits = ((after == CHAFING) | (after == LEARNING)).any(1)
    return found


@law("L3b", "Order of phases; nothing at stake", fast=100)
def order(asked: Asked) -> list[Claim]:
    """Neutral starts, and alliances in which nothing is at stake."""
    neutral: Changes = {"start.trust": 0.5, "start.knowledge": 0.5, "start.agreements": 0.5}
    calm: Changes = {
        **{k: IDENTICAL[k] for k in ("members.goals", "members.values", "members.professionalism")},
        "members.attachment": 0.0,
        "members.dependence": 0.0,
        "start.grievance": 0.0,
    }
    e, still = (
        ensemble(alter(base(), neutral), asked.runs),
        ensemble(alter(base(), calm), asked.runs),
    )
    plain = ensemble(base(), asked.runs)
    return [
        asked.claim(
            "nothing at stake",
            "share of hours in conflict, first three years: nothing at stake",
            "next row",
            c.mean(still.hours("conflict", 0, 36)),
            below=0.01,
        ),
        asked.claim("at stake", "the same: default", "", c.mean(plain.hours("conflict", 0, 36))),
        asked.claim(
            "order",
            "of those that reach phase 3, share in order 1-2-3: default",
            "1/6 by chance",
            c.share(_ordered(plain)),
        ),
        asked.claim(
            "neutral order",
            "the same from trust, knowledge and agreements of .5",
            "1/6 by chance",
            c.share(_ordered(e)),
        ),
    ]


def _ordered(e: Ensemble) -> Bits:
    """Of the runs that reach phase 3: whether 1, 2 and 3 first came in that order."""
    seen = [
        list(dict.fromkeys(int(code) for code in path if CHAFING <= code <= PRODUCING))
        for path in e.phase[e.productive]
    ]
    return np.array([found == [CHAFING, LEARNING, PRODUCING] for found in seen], dtype=bool)


@law("L9a", "Three conflicts stay apart", fast=60)
def conflicts(asked: Asked) -> list[Claim]:
    """Sources and remedies of each kind of conflict, on tension in the first two years."""
    kinds = ("resources", "values", "identity")
    plain = ensemble(base(60), asked.runs)

    def fall(changes: Changes) -> dict[str, Array]:
        e = ensemble(alter(base(60), changes), asked.runs)
        was = {k: plain.mean(f"tension_{k}", 0, 24) for k in kinds}
        now = {k: e.mean(f"tension_{k}", 0, 24) for k in kinds}
        return {k: (was[k] - now[k]) / np.nanmean(was[k]) for k in kinds}

    sources: dict[str, Changes] = {
        "resources": {"members.dependence": 0.0, **off("fairness")},
        "values": {"members.values": 0.5, "members.goals": 0.55},
        "identity": {"members.attachment": 0.0},
    }
    remedies: dict[str, tuple[str, Changes]] = {
        "resources": ("twice the money", {"grant": grant(9000.0)}),
        "values": ("dialogue that lets them know each other", {"start.knowledge": 0.6}),
        "identity": ("a story in which members recognise themselves", {"start.language": 0.6}),
    }
    out = []
    for kind in kinds:
        fell = fall(sources[kind])
        others = np.maximum(*(fell[k] for k in kinds if k != kind))
        out += [
            asked.claim(
                f"{kind} source",
                f"relative fall of tension over {kind} without its source",
                "0",
                c.mean(fell[kind]),
                above=0.5,
            ),
            asked.claim(
                f"{kind} apart",
                "that less the larger fall of the two others",
                "0: one conflict",
                c.mean(fell[kind] - others),
                above=0.25,
            ),
        ]
        text, changes = remedies[kind]
        fell = fall(changes)
        others = np.maximum(*(fell[k] for k in kinds if k != kind))
        out.append(
            asked.claim(
                f"{kind} remedy",
                f"{text}: relative fall of tension over {kind} less the larger "
                "fall of the two others",
                "0: one remedy for all",
                c.mean(fell[kind] - others),
                0.0,
            )
        )
    return out


@law("L9b", "Friction costs; with trust, openness and help it pays", fast=150)
def friction(asked: Asked) -> list[Claim]:
    """Clashes on and off."""
    out = []
    settings: tuple[tuple[str, str, Changes, float | None, float | None], ...] = (
        ("on average", "default", {}, None, 0.01),
        ("closed", "neither trust nor openness nor help", CLOSED, None, 0.0),
        ("open", "trust, openness and help, members that differ much", OPEN | APART, 0.0, None),
    )
    for key, text, changes, above, below in settings:
        on, off_ = (
            ensemble(alter(base(60), changes | more), asked.runs) for more in ({}, off("conflict"))
        )
        out.append(
            asked.claim(
                key,
                f"added value, months 12-60, with clashes less without: {text}",
                "clashes off",
                c.difference(on.added(12, 60), off_.added(12, 60)),
                above,
                below,
            )
        )
    plain, open_ = (
        ensemble(base(60), asked.runs),
        ensemble(alter(base(60), OPEN | APART), asked.runs),
    )
    shut = ensemble(alter(base(60), CLOSED | APART), asked.runs)
    lost = plain.total("conflict_hours", 0, 60) / np.maximum(plain.total("clashes", 0, 60), 1.0)

    def torn(e: Ensemble) -> Array:
        bad = e.total("clashes_bad", 0, 24)
        return np.where(bad > 0, e.mean("rift", 0, 24) / np.maximum(bad, 1.0), np.nan)

    return [
        *out,
        asked.claim(
            "hours", "FTE-months that a clash takes of both sides", "0: free", c.mean(lost), 0.15
        ),
        asked.claim(
            "coupling",
            "mean rift per clash that ended badly, two years: open less closed",
            "0: content tears alike",
            c.difference(torn(open_), torn(shut)),
            below=0.0,
        ),
    ]
