"""Three submodels as docs/odd.md tells them, in plain numpy, agree with the engine to 1e-12.

They tell of one run; tables (N, N) hold what the member of the row holds of that of the column.
"""

from types import SimpleNamespace as Told
from typing import Any

import numpy as np
import pytest

import sim.month
from sim.chance import Process
from sim.ensemble import Batch
from sim.parameters import PARAMETERS
from sim.start import begin
from sim.ties import Ties
from tests.sim.rules.cases import same


def time_use(see: Told, p: Told) -> Any:
    shares, worth = np.array([see.designing, see.learning, see.apart, see.joint]), see.promise
    later = see.service / (1 + np.exp(-p.choice_sharpness * (worth * see.service - 1)))
    ahead = see.months_ahead * p.half_effect * (1 + p.half_effect) / (shares + p.half_effect) ** 2
    saved = see.double_work * later * worth + see.trouble + see.deprivation
    design = ahead[0] * see.designing_speed * (1 - see.agreements) * saved
    learn = ahead[1] * see.learning_speed * np.maximum(worth - see.belief, 0) * later
    values = np.array([design, learn, np.ones_like(worth), see.service * see.belief])
    wish = np.exp(p.choice_sharpness * (values - values.max(0)))
    return shares + np.where(see.month == 0, 1, p.time_flexibility) * (wish / wish.sum(0) - shares)


def trust(now: Told, then: Told, x: Told, p: Told) -> list[Any]:
    meets, governed = x.meets, now.agreements * now.control
    mine, toward = (now.trust.sum(axis) / meets.sum(axis) for axis in (1, 0))
    chance = p.opportunism * (1 - x.binding) * (1 - p.control_protection * governed)
    deceit = x.luck[1] < chance
    keep = now.professionalism * (1 - p.reciprocity * (1 - mine))
    kept = (x.luck[0] < keep + (1 - keep) * p.control_keeping * governed) & ~deceit
    weight = np.where(kept, 1, p.breach_weight) * np.where(deceit, p.deceit_weight, 1)
    scar = now.scar + p.deceit_mark * deceit * x.contact * (1 - now.scar)
    after = now.trust + np.minimum(p.trust_rate * x.contact * weight, 1) * (kept - now.trust)
    told = (now.trust * toward[:, None]).sum(0) / (meets * toward[:, None]).sum(0)
    after += p.gossip * mine[:, None] * (told - after)
    dialogue = (then.designing + then.learning) * then.openness
    after *= 1 - p.control_chill * np.maximum(governed - dialogue, 0)[:, None]
    lost = min(p.breach_weight * p.clash_trust, 1)
    after += p.clash_trust * (1 - after) * x.well - lost * after * x.badly
    after += x.reflecting * (1 - after)
    return [np.minimum(after, 1 - scar) * meets, scar * meets]


def pooled(now: Told, h: Any, role: Any, w: Any, x: Told, p: Told) -> Any:
    e, r, s, made = np.maximum(now.expertise, 0.02), now.needs, 1 - 4 * now.hardness, 0 * h
    for own in h * x.seats / x.seats.sum(0):
        hours = r * e ** (p.division_power * role[:, None])
        hours *= (own / hours.sum(1))[:, None]
        for _ in range(4):
            hours *= r * own.sum() / hours.sum(0)
            hours *= (own / np.maximum(hours.sum(1), 1e-300))[:, None]
        served = w[:, None] * e * hours
        terms = r * (served.sum(0) / r) ** s
        made += terms.sum() ** (1 / s) * (served / served.sum(0) * terms / terms.sum()).sum(1)
    return made


def production(now: Told, then: Told, x: Told, p: Told) -> list[Any]:
    e, s, partners = np.maximum(now.expertise, 0.02), 1 - 4 * now.hardness, x.meets.sum(1)
    alone = now.own_quality * (now.needs * e**s).sum(1) ** (1 / s)
    far, culture = (((v[:, None] - v) ** 2).mean(-1) ** 0.5 for v in (now.expertise, now.values))
    unbridged = far * (1 - then.knowledge) + p.culture_share * culture * (1 - now.language)
    misunderstood = p.misunderstanding * (unbridged * x.meets).sum(1) / partners
    stored = then.stored_resources + then.stored_values + then.stored_identity
    friction = p.friction_cost * (stored / 3 + then.rift / 2).sum(1) / partners
    kept = (1 - p.double_work * (1 - now.agreements)) * np.where(x.keeps, 1, p.failed_delivery)
    kept *= (1 - np.minimum(misunderstood, 1)) * (1 - np.minimum(friction, 1))
    links = p.link_hours * x.contact.sum(1) * (1 - now.agreements / 2) * (1 - x.coordinator / 2)
    hours = np.maximum(x.hours * then.joint - links, 0)
    tried, full = hours + 0.001 * now.capacity, np.ones_like(hours)
    made = pooled(now, tried, then.role, then.quality * kept, x, p)
    most = pooled(now, now.capacity, full, now.own_quality, x, p) / now.capacity / alone
    lucky = 1 + (np.exp(p.task_luck * now.luck) - 1) * np.maximum(1 - 1 / most, 0)
    made *= (1 - now.gap) * (1 + p.harvest_gain * now.harvest) * lucky
    return [made * hours / tried, x.hours * then.apart * alone, x.effort * alone]


def run(ties: Ties, *records: Any) -> Told:
    held = {n: v for one in records for n, v in vars(one).items() if isinstance(v, np.ndarray)}
    of_ties = {n for n, v in held.items() if v.shape[1:] == (ties.count,)}
    return Told(**{n: (ties.to_table(v, 0.0) if n in of_ties else v)[0] for n, v in held.items()})


@pytest.mark.parametrize("name", ["default", "wash-sdg"])
def test_the_engine_does_what_the_page_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, did = np.random.default_rng(7), dict[str, Any]()
    p = {n: v.default * rng.uniform(0.7, 1) for n, v in PARAMETERS.items() if v.unit != "switch"}
    p |= {"leaving_on": 0.0, "opportunism": 0.5, "misjudging": 0.0}
    p |= {"breach_weight": 1.1, "deceit_weight": 1.2, "deceit_mark": 0.4, "control_keeping": 0.9}
    scenario = sim.load(name).replace("parameters", p).replace("intervention", [{"action": "D5"}])
    scenario = scenario.replace("start.agreements", 0.9).replace("start.control", 0.8)
    given, many = Told(**p), Batch(begin([scenario], np.zeros(1, np.intp), np.arange(1), 3))
    ties, seats = many.ties, np.zeros((len(many.ties.sizes), many.ties.size))
    seats[np.repeat(np.arange(len(seats)), ties.sizes), ties.seats] = ties.weight
    for n in ("intervene", "sense", "meet", "clash", "behave", "produce"):
        do = getattr(sim.month, n)
        monkeypatch.setattr(sim.month, n, lambda *a, n=n, do=do: did.setdefault(n, do(*a)))
    for month in range(12):
        now, did = run(ties, many.traits, many.state), {}
        many.step()
        levers, sensed, met, clash, conduct, made = did.values()
        then, see, ended = run(ties, many.state), sensed.perceived, np.zeros((2, 1, ties.count))
        ended[(np.tile(clash.good, 2).astype(int), *clash.on_ties())] = 1
        more = Told(meets=many.derived.together, well=ended[1], badly=ended[0], binding=see.binding)
        more.hours = met.hours - clash.lost
        x = run(ties, levers, met, conduct, more)
        x.seats, x.luck = seats, [v[0] for v in many.start.chance.members(Process.CONDUCT, month)]
        same(time_use(run(ties, see), given), then.designing, then.learning, then.apart, then.joint)
        same(np.array(trust(now, then, x, given)), then.trust, then.scar)
        same(np.array(production(now, then, x, given)), made.joint[0], made.apart[0], made.own[0])
