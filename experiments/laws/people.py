"""Laws of people: trust, ambition, fairness."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import (
    SEED,
    Changes,
    Ensemble,
    alter,
    base,
    ensemble,
    grant,
    off,
    set_state,
)
from experiments.laws.law import Asked, law
from sim.arrays import Array
from sim.ensemble import Batch
from sim.scenarios import Scenario

HIT = 36
"""Month in which trust is shaken."""

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
    many = [  # an exit is rare: thrice the runs tell them
        [ensemble(alter(base(60), {"start.commitment": v}), runs, seed=SEED + k) for k in range(3)]
        for v in (0.1, 0.9)
    ]
    loose, firm = many[0][0], many[1][0]
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

    def yearly(*parts: Ensemble) -> Array:
        return np.concatenate(
            [e.total("leaves", 0, 48) / np.minimum(e.ended() + 1.0, 48.0) * 12.0 for e in parts]
        )

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
            "members that leave a year of the first four, while it lives: commitment .9 less .1",
            "0",
            c.difference(yearly(*many[1]), yearly(*many[0])),
            below=0.0,
            least=300,
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
