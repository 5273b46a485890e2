"""Laws of people: chafing, conflict, trust, ambition, fairness, choice and the nine actions."""

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
from sim.arrays import Array
from sim.ensemble import Batch
from sim.observers.phases import CHAFING, LEARNING, PRODUCING
from sim.scenarios import Scenario
from sim.state import Bits

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
                above=0.0,
            ),
            asked.claim(
                f"{key} share", f"the share itself: {text}", "", c.share(_back(hit)[before])
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
        "values": ("a language spoken from the start", {"start.language": 0.6}),
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


# Names and what each keeps of its promises.
KEEPS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
CONDUCT: Changes = {
    "members.count": None,
    "member": [{"name": f"M{k}", "professionalism": keeps} for k, keeps in enumerate(KEEPS)],
    "parameters.opportunism": 0.0,
    **off("leaving"),
}


def trust_in_each(scenario: Scenario, runs: int, month: int) -> tuple[Array, Array]:
    """Mean trust in each member (runs, N), and the spread among those who trust it (runs,), in a month."""
    from sim.start import begin

    batch = Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 14))
    while batch.now <= month:
        batch.step()
    table = batch.start.ties.to_table(batch.state.trust, np.nan)
    return np.nanmean(table, axis=1), np.nanstd(table, axis=1).mean(1)


def shaken(batch: Batch) -> None:
    """In month 36 all trust falls by .3, as after failures."""
    if batch.now == HIT:
        set_state(batch, trust=np.maximum(batch.state.trust - 0.3, 0.0))


def deceived(batch: Batch) -> None:
    """In month 36 all trust falls by .3, and deceit leaves its mark of .5."""
    shaken(batch)
    if batch.now == HIT:
        set_state(batch, scar=np.maximum(batch.state.scar, 0.5))


@law("L10", "Trust is a judgement of conduct", fast=60)
def trust(asked: Asked) -> list[Claim]:
    """Where trust settles, and what moves it."""
    runs = asked.runs
    own = alter(base(), CONDUCT)
    in_each, spread = trust_in_each(own, runs, 48)
    same = {"member": [{"name": f"M{k}", "professionalism": 0.8} for k in range(len(KEEPS))]}
    at_random, _ = trust_in_each(alter(own, same), runs, 48)
    _, wide = trust_in_each(alter(own, {"parameters.gossip": 0.0}), runs, 48)
    kept = np.array(KEEPS) - np.mean(KEEPS)
    slope, null = (found @ kept / (kept @ kept) for found in (in_each, at_random))
    lasting: Changes = {"grant": grant(9000.0, 120), **off("leaving")}
    low, high = (ensemble(alter(base(108), lasting | {"start.trust": t}), runs) for t in (0.2, 0.8))
    bad = ensemble(
        alter(base(), lasting | {"start.trust": 0.9, "members.professionalism": 0.6}), runs
    )
    friends = alter(base(84), lasting)
    calm, failed, marked = (ensemble(friends, runs, h) for h in (None, shaken, deceived))
    chilled, spoken = (
        ensemble(
            alter(base(36), {"start.control": 1.0, "start.agreements": 0.9, "members.openness": o}),
            runs,
        )
        for o in (0.05, 0.9)
    )
    free = [
        ensemble(
            alter(
                base(36),
                {
                    "start.control": 1.0,
                    "start.agreements": 0.9,
                    "members.openness": o,
                    "parameters.control_chill": 0.0,
                },
            ),
            runs,
        )
        for o in (0.05, 0.9)
    ]

    def at(e: Ensemble, month: int) -> Array:
        return e.mean("trust", month, month + 1)

    return [
        asked.claim(
            "conduct",
            "trust in a member in month 48 per unit of promises it keeps",
            "next row",
            c.mean(slope),
            above=0.5,
        ),
        asked.claim(
            "random conduct",
            "the same, where all keep the same",
            "",
            c.mean(null),
            -0.1,
            0.1,
            least=200,
        ),
        asked.claim(
            "settles",
            "trust in month 72: from a start of .8 less from .2",
            "0.6: as it starts",
            c.difference(at(high, 72), at(low, 72)),
            below=0.05,
        ),
        asked.claim(
            "age",
            "trust in month 96 less month 36, start .8, money that lasts",
            "0: age does not count",
            c.difference(at(high, 96), at(high, 36)),
            -0.05,
            0.05,
        ),
        asked.claim(
            "falls",
            "trust in month 36 less .9 at the start, members that keep 60 %",
            "0: trust only rises",
            c.mean(at(bad, 36) - 0.9),
            below=-0.2,
        ),
        asked.claim(
            "reputation",
            "spread of trust in the same member: without gossip less with it",
            "gossip of 0",
            c.difference(wide, spread),
            above=0.0,
        ),
        asked.claim(
            "failure heals",
            "trust four years after a fall of .3, less without it",
            "-0.3: never heals",
            c.difference(at(failed, 83), at(calm, 83)),
            above=-0.05,
        ),
        asked.claim(
            "deceit marks",
            "the same, where deceit left its mark",
            "previous row",
            c.difference(at(marked, 83), at(calm, 83)),
            below=-0.05,
        ),
        asked.claim(
            "control asked",
            "control in the year after the breach, less without it",
            "0: control never moves by itself",
            c.difference(marked.mean("control", 37, 60), calm.mean("control", 37, 60)),
            above=0.0,
        ),
        asked.claim(
            "control chills",
            "trust that full control costs by month 36: closed less open",
            "chill of 0, same openness",
            c.mean((at(free[0], 35) - at(chilled, 35)) - (at(free[1], 35) - at(spoken, 35))),
            above=0.0,
        ),
    ]


@law("L11", "A binding ambition binds", fast=100)
def ambition(asked: Asked) -> list[Claim]:
    """More commitment, and nearer goals, at equal trust."""
    runs = asked.runs
    loose, firm = (ensemble(alter(base(60), {"start.commitment": v}), runs) for v in (0.1, 0.9))
    near, far = (
        ensemble(alter(base(60), {"members.goals": {"mean": 0.55, "sd": v}}), runs)
        for v in (1e-3, 0.3)
    )
    failing: Changes = {"parameters.misunderstanding": 2.0, "parameters.double_work": 0.9}
    (weak, weak_off), (bound, bound_off) = (
        tuple(
            ensemble(alter(base(36), failing | {"start.commitment": v} | more), runs)
            for more in ({}, {"parameters.broken_ambition": 0.0})
        )
        for v in (0.3, 0.9)
    )

    def well(e: Ensemble) -> Array:
        clashes = e.total("clashes", 0, 24)
        bad = e.total("clashes_bad", 0, 24)
        return np.where(clashes > 0, 1.0 - bad / np.maximum(clashes, 1.0), np.nan)

    def lost(broke: Ensemble, spared: Ensemble) -> Array:
        """Share of commitment that failing took in two years."""
        left = broke.mean("commitment", 23, 24) / spared.mean("commitment", 23, 24)
        gone: Array = 1.0 - left
        return gone

    return [
        asked.claim(
            "effort",
            "effort of a member, first two years, FTE: commitment .9 less .1",
            "0",
            c.difference(firm.mean("effort", 0, 24), loose.mean("effort", 0, 24)),
            above=0.0,
        ),
        asked.claim(
            "phase 3",
            "share that reaches phase 3 in five years: commitment .9 less .1",
            "0",
            c.difference(firm.productive, loose.productive),
            above=0.0,
        ),
        asked.claim(
            "patience",
            "share that lives in month 48: commitment .9 less .1",
            "0",
            c.difference(firm.lives(48), loose.lives(48)),
            above=0.0,
        ),
        asked.claim(
            "exits",
            "members that leave in four years: commitment .9 less .1",
            "0",
            c.difference(firm.total("leaves", 0, 48), loose.total("leaves", 0, 48)),
            below=0.0,
        ),
        asked.claim(
            "clashes",
            "share of clashes that end well, two years: commitment .9 less .1",
            "0",
            c.difference(well(firm), well(loose)),
            above=0.0,
        ),
        asked.claim(
            "goals effort",
            "effort of a member, first two years: near goals less far",
            "0",
            c.difference(near.mean("effort", 0, 24), far.mean("effort", 0, 24)),
            above=0.0,
        ),
        asked.claim(
            "goals lives",
            "share that lives in month 48: near goals less far",
            "0",
            c.difference(near.lives(48), far.lives(48)),
            above=0.0,
        ),
        asked.claim(
            "broken",
            "share of commitment that two years of failure take: .9 less .3 at the start",
            "breaking of 0 in both",
            c.difference(lost(bound, bound_off), lost(weak, weak_off)),
            above=0.0,
        ),
    ]


@law("L12", "Fairness is felt, twice", fast=120)
def fairness(asked: Asked) -> list[Claim]:
    """Fairness on and off, under a division by power and a lead party that governs."""
    runs = asked.runs
    ranks = [{"name": f"M{k}", "status": round(0.2 + 0.1 * k, 2)} for k in range(8)]
    steep: Changes = {"members.count": None, "member": ranks, "roles.lead": "M7"}
    fair: Changes = {"division": "equity", "governance": "shared"}
    unfair: Changes = {"division": "power", "governance": "lead"}

    def world(changes: Changes) -> Ensemble:
        return ensemble(alter(base(), steep | changes), runs)

    on, without = world(unfair), world(unfair | off("fairness"))
    shared, shared_off = world(fair), world(fair | off("fairness"))
    power: Changes = fair | {"division": "power"}
    led: Changes = fair | {"governance": "lead"}

    def low(e: Ensemble) -> Array:
        """Backing of the four members of lowest rank, months 12-36."""
        values = e.paths["backing"][:, 12:36, :4].reshape(runs, -1)
        count = (~np.isnan(values)).sum(1)
        return np.where(count > 0, np.nansum(values, 1) / np.maximum(count, 1), np.nan)

    def felt(changes: Changes) -> Array:
        """What a change of rules does to their backing because fairness is felt."""
        one, none = world(changes), world(changes | off("fairness"))
        moved: Array = (low(one) - low(shared)) - (low(none) - low(shared_off))
        return moved

    return [
        asked.claim(
            "exits",
            "members that leave in six years, by power and lead: felt less not felt",
            "fairness off",
            c.difference(on.total("leaves", 0, 72), without.total("leaves", 0, 72)),
            above=0.0,
        ),
        asked.claim(
            "lives",
            "share that lives in month 60, by power and lead: not felt less felt",
            "fairness off",
            c.difference(without.lives(60), on.lives(60)),
            above=0.0,
            least=250,
        ),
        asked.claim(
            "effort",
            "effort of a member, months 12-48, by power and lead: not felt less felt, FTE",
            "fairness off",
            c.difference(without.mean("effort", 12, 48), on.mean("effort", 12, 48)),
            above=0.0,
        ),
        asked.claim(
            "got",
            "backing that the lower half in rank loses because a division by power is felt",
            "the same change, fairness off",
            c.mean(-felt(power)),
            above=0.0,
        ),
        asked.claim(
            "heard",
            "the same because a lead that governs is felt",
            "the same change, fairness off",
            c.mean(-felt(led)),
            above=0.0,
        ),
    ]


@law("L16", "Decisions from experience", fast=300)
def experience(asked: Asked) -> list[Claim]:
    """What four averages explain, and whether members follow what they saw."""
    e = ensemble(base(), asked.runs)
    four = [e.mean(n, 23, 24) for n in ("trust", "knowledge", "agreements", "commitment")]
    blind = ensemble(alter(base(), {"parameters.belief_rate": 0.0}), asked.runs)
    live = np.where(e.lives(36), e.added(36, 60), np.nan)

    def follows(world: Ensemble) -> c.Measured:
        table = c.columns(world.hours("joint", 36, 60), world.luck)
        return c.bootstrap(lambda t: float(np.polyfit(t[:, 1], t[:, 0], 1)[0]), table)

    return [
        asked.claim(
            "four averages",
            "share of variance of added value in years 4-5 that trust, knowledge, "
            "agreements and commitment in month 24 explain",
            "1: all",
            c.bootstrap(c.explained, c.columns(live, *four)),
            below=0.5,
        ),
        asked.claim(
            "follows",
            "share of hours jointly in years 4-5, per standard deviation of what a "
            "joint hour yields",
            "next row",
            follows(e),
            above=0.01,
        ),
        asked.claim(
            "blind",
            "the same, where nobody learns from what was brought",
            "",
            follows(blind),
            -0.02,
            0.02,
        ),
    ]


ACTS = {
    "D1": "openness",
    "D2": "commitment",
    "D3": "agreements",
    "D4": "knowledge",
    "D5": "trust",
    "D6": "profile",
    "D7": "harvest",
    "D8": "role",
    "D9": "dissent",
}
"""The nine actions, and the state that each works on."""


@law("L17", "Equal footing for the nine actions", fast=60)
def footing(asked: Asked) -> list[Claim]:
    """Three months of each at full strength, from month 12."""
    helped = alter(
        base(16), {"roles.facilitator": {"skill": 1.0, "capacity": 31.0}, "fund.start": 2000.0}
    )
    plain = ensemble(helped, asked.runs)
    steps = {}
    for code, name in ACTS.items():
        row = {"intervention": [{"action": code, "from": 12, "until": 14}]}
        done = ensemble(alter(helped, row), asked.runs)
        was = plain.mean(name, 14, 15)
        steps[code] = (done.mean(name, 14, 15) - was) / (1.0 - was)
    table = c.columns(*steps.values())
    even = c.bootstrap(lambda t: float(t.mean(0).max() / max(t.mean(0).min(), 1e-9)), table)
    return [
        *(
            asked.claim(
                f"{code}",
                f"share of what is missing in {ACTS[code]} that three months close",
                "0",
                c.mean(step),
                above=0.0,
            )
            for code, step in steps.items()
        ),
        asked.claim(
            "comparable", "largest of the nine over the smallest", "1: alike", even, below=3.0
        ),
    ]
