"""A reduced model: three equations for a whole alliance, by mean field from the rules of the model.

All members are alike and meet each other alike; what chance decides is replaced by its mean; what moves fast
(time use, role division) follows at once. What is left is mean trust T, knowledge of each other K and the
believed worth of joint work V:

    T' = what is seen of partners who keep promises with the chance that T and the agreements give
    K' = learning and doing, at the contact that the hours together allow, less what fades
    V' = what an hour of joint work brings now, followed at the pace of experience

Every right-hand side is made of the rules themselves (`sim.rules`), so that it changes when they do. Agreements,
openness, service of goals and hours are circumstances: constants, taken from the model or turned like parameters.
Nobody leaves, money lasts, nothing happens from outside: what this model says is about living alliances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.optimize import root

from experiments.transitions.scan import Floats
from sim.ensemble import batch_size
from sim.parameters import Parameters
from sim.rules import agreements as agreeing
from sim.rules import governance, learning, meeting, production, time_use, trust
from sim.rules.agreements import AgreementsParameters
from sim.rules.governance import GovernanceParameters
from sim.rules.learning import LearningParameters
from sim.rules.meeting import MeetingParameters
from sim.rules.production import ProductionParameters
from sim.rules.time_use import TimeUseParameters
from sim.rules.trust import TrustParameters
from sim.scenarios import Scenario
from sim.start import begin, names_of

TRUST, KNOWLEDGE, BELIEF = range(3)
"""Places of the three quantities in a state."""
_LUCK = (np.arange(16) + 0.5) / 16.0
"""Draws that stand for all where a mean over luck is taken."""
_ROUNDS = 30
"""Rounds after which a member's division of its time is in line with itself."""
LONG = 360
"""Months in which states come to rest, but for those next to a divide."""
_STEP = 1e-5
"""For derivatives."""


@dataclass(frozen=True)
class Circumstances:
    """What the reduced model takes as given.

    Attributes:
        gain: (places,) yield of a joint hour against one apart, without losses, at role divisions evenly from
            0 to 1.
        distance, value_distance: mean difference in expertise, and in norms and values.
        professionalism: mean chance to keep a promise.
        hours: FTE-months that a member has for the alliance in a month.
        partners: that each meets.
        openness: share of interests shown.
        agreements, control, language: of the alliance.
        service: how far joint results serve what members want.
        binding: how far the ambition binds.
        deciding: what a month of designing by all decides with full trust: nearness of goals, speed of deciding
            and engagement in one.
        p: the numbers of the model.
    """

    gain: Floats
    distance: float
    value_distance: float
    professionalism: float
    hours: float
    partners: float
    openness: float
    agreements: float
    control: float
    language: float
    service: float
    binding: float
    deciding: float
    p: Parameters = field(repr=False, compare=False)

    @property
    def potential(self) -> float:
        """Yield of a joint hour with full role division and no losses."""
        return float(self.gain[-1])

    def turned(self, name: str, value: float) -> Circumstances:
        """The same with one of them at another value; `potential` stretches the gain.

        Args:
            name: of a number, or "potential".
            value: any that makes sense.

        Raises:
            TypeError: for a name that is not there.
        """
        if name == "potential":
            scale = (value - 1.0) / max(self.potential - 1.0, 1e-9)
            return replace(self, gain=1.0 + (self.gain - 1.0) * scale)
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)


def circumstances(scenario: Scenario, runs: int = 64, seed: int = 1) -> Circumstances:
    """Those of a scenario, as its members are drawn and as they start.

    Args:
        scenario: any.
        runs: alliances that means are taken over.
        seed: of them.
    """
    count = min(runs, batch_size(len(names_of(scenario))))
    start = begin([scenario], np.zeros(count, np.intp), np.arange(count), seed)
    traits, state = start.traits, start.state
    d = start.derive(traits, state)
    places = np.linspace(0.0, 1.0, 11)
    hours = traits.capacity * state.active
    gain = []
    for role in places:
        made = d.skills.pooled(
            hours, np.full_like(hours, role), traits.own_quality, start.division_power
        )
        gain.append(float((made.sum(1) / (hours * d.alone).sum(1)).mean()))
    alignment = 1.0 - np.sqrt(((traits.goals - state.ambition[:, None]) ** 2).mean(-1))
    commitment = state.commitment[:, None]
    speed = governance.deciding_speed(
        start.form[0],
        np.minimum(d.count, float(d.ties.deciders)),
        start.parameters.alliances(GovernanceParameters),
    )
    return Circumstances(
        gain=np.array(gain),
        distance=float(d.expertise_distance.mean()),
        value_distance=float(d.value_distance.mean()),
        professionalism=float(traits.professionalism.mean()),
        hours=float((traits.capacity * state.engagement).mean()),
        partners=float(d.partners.mean()),
        openness=float(state.openness.mean()),
        agreements=float(state.agreements.mean()),
        control=float(state.control.mean()),
        language=float(state.language.mean()),
        service=float(time_use.service(alignment, commitment).mean()),
        binding=float((commitment * alignment).mean()),
        deciding=float((alignment.mean(1) * speed * state.engagement.mean(1)).mean()),
        p=start.parameters,
    )


@dataclass(frozen=True)
class Shares:
    """How members divide their time, (…,) each, and what joint work brings."""

    designing: Floats
    learning: Floats
    apart: Floats
    joint: Floats
    brings: Floats


def shares(state: Floats, c: Circumstances) -> Shares:
    """Time use in line with itself, and the yield of a joint hour.

    Args:
        state: (…, 3) trust, knowledge, belief.
        c: circumstances.
    """
    t, k, v = (np.asarray(state[..., place], dtype=np.float64) for place in range(3))
    own = c.p.alliances(TimeUseParameters)
    promise = time_use.promise(t, k, np.full_like(t, c.potential), own)
    serves = np.full_like(t, c.service)
    prospect = time_use.prospect(promise, serves, own)
    ahead = np.full_like(t, float(np.mean(own.planning_horizon)))
    decided = agreeing.power(np.full_like(t, c.deciding), t, np.ones_like(t))
    settle = c.p.alliances(AgreementsParameters).agreeing_rate * decided
    reveal = c.p.alliances(LearningParameters).learning_rate * c.openness
    lost = np.full_like(t, float(np.mean(c.p.alliances(ProductionParameters).double_work)))
    missing, nothing = np.full_like(t, 1.0 - c.agreements), np.zeros_like(t)
    design = learn = apart = joint = np.full_like(t, 0.25)
    for _ in range(_ROUNDS):
        worth = np.stack(
            [
                time_use.worth_of_designing(
                    ahead,
                    settle,
                    time_use.marginal(design, own),
                    missing,
                    lost,
                    prospect,
                    promise,
                    serves,
                    nothing,
                ),
                time_use.worth_of_learning(
                    ahead,
                    np.full_like(t, reveal),
                    time_use.marginal(learn, own),
                    promise,
                    v,
                    serves,
                    prospect,
                ),
                np.ones_like(t),
                serves * v,
            ]
        )
        wish = np.exp(own.choice_sharpness * (worth - worth.max(0)))
        wish = wish / wish.sum(0)
        design, learn, apart, joint = (
            share + 0.25 * (to - share)
            for share, to in zip((design, learn, apart, joint), wish, strict=True)
        )
    return Shares(design, learn, apart, joint, _brings(t, k, c))


def _brings(t: Floats, k: Floats, c: Circumstances) -> Floats:
    p = c.p.alliances(ProductionParameters)
    role = production.usable(k, t)
    combined = np.interp(role, np.linspace(0.0, 1.0, len(c.gain)), c.gain)
    far = production.bridging(
        np.full_like(t, c.distance),
        k,
        np.full_like(t, c.value_distance),
        np.full_like(t, c.language),
        p,
    )
    doubled, confused = (
        production.doubled(np.full_like(t, c.agreements), p),
        production.misunderstood(far, p),
    )
    kept = _kept(t, c)
    none = np.zeros_like(t)
    whole = production.efficiency(doubled, confused, none, np.ones_like(t), p)
    part = production.efficiency(doubled, confused, none, none, p)
    return np.asarray(combined * (kept * whole + (1.0 - kept) * part))


def _kept(t: Floats, c: Circumstances) -> Floats:
    p = c.p.alliances(TrustParameters)
    governed = np.full_like(t, c.agreements * c.control)
    deceives = trust.deceit_chance(np.full_like(t, c.binding), governed, p)
    keeps = trust.keep_chance(np.full_like(t, c.professionalism), t, governed, p)
    return np.asarray((1.0 - deceives) * keeps)


def drift(state: Floats, c: Circumstances) -> Floats:
    """Change of trust, knowledge and belief in a month.

    Args:
        state: (…, 3).
        c: circumstances.

    Returns:
        (…, 3).
    """
    t, k, v = (np.asarray(state[..., place], dtype=np.float64) for place in range(3))
    use = shares(state, c)
    own, believing = c.p.alliances(TimeUseParameters), c.p.alliances(TrustParameters)
    together = meeting.hours_together(np.full_like(t, c.hours), use.apart)
    partners = np.full_like(t, max(c.partners, 1.0))
    meets = c.p.alliances(MeetingParameters)
    even, favour = meeting.reach(together, t * partners, partners, meets)
    contact = meeting.attention(even, favour, t, np.zeros_like(t), np.ones_like(t), meets)
    kept, none, every = _kept(t, c), np.zeros_like(t), np.ones_like(t)
    error = trust.seen(none, k, none, believing) * believing.misjudging * (1.0 - k)
    looks = kept * (1.0 - error) + (1.0 - kept) * error
    after = looks * trust.believe(t, every, none, contact, believing) + (
        1.0 - looks
    ) * trust.believe(t, none, none, contact, believing)
    governed = np.full_like(t, c.agreements * c.control)
    talk = trust.dialogue(use.designing, use.learning, np.full_like(t, c.openness))
    after = after * (1.0 - trust.chill(governed, talk, believing))
    known = learning.learn(
        k,
        time_use.effective(use.learning, own),
        use.joint,
        np.full_like(t, c.openness),
        contact,
        np.full_like(t, c.distance),
        c.p.alliances(LearningParameters),
    )
    seems = [
        time_use.believe(v, use.brings, use.joint, np.full_like(t, luck), own) for luck in _LUCK
    ]
    return np.stack([after - t, known - k, np.mean(seems, axis=0) - v], axis=-1)


@dataclass(frozen=True)
class FixedPoint:
    """A state that the reduced model stays in.

    Attributes:
        state: (3,).
        rates: (3,) real parts of the eigenvalues of the drift there, per month, the largest first.
        joint: share of time for joint work.
        brings: yield of a joint hour.
    """

    state: Floats
    rates: Floats
    joint: float
    brings: float

    @property
    def stable(self) -> bool:
        """Whether it comes back to it."""
        return bool(self.rates[0] < 0.0)


def fixed_points(c: Circumstances, starts: int = 3) -> list[FixedPoint]:
    """All states that it comes to, and those on the divides between them, the least belief first.

    Between two stable states the divide is found by halving the line from one to the other and following it as
    long as it stays undecided.

    Args:
        c: circumstances.
        starts: places along each axis to start from.
    """
    found = stable_states(c, starts)
    for k, one in enumerate(found[:]):
        for other in found[:k]:
            at = _between(one.state, other.state, c)
            if at is not None and _new(at, found):
                found.append(_fixed(at, c))
    return sorted(found, key=lambda one: one.state[BELIEF])


def stable_states(c: Circumstances, starts: int = 2) -> list[FixedPoint]:
    """The states that others come to within `LONG` months.

    Args:
        c: circumstances.
        starts: places along each axis to start from; 2 are the corners.
    """
    axis = np.linspace(0.02, 0.98, starts)
    believed = np.linspace(0.2, max(c.potential, 1.5), starts)
    ends = settled(np.stack(np.meshgrid(axis, axis, believed), axis=-1).reshape(-1, 3), c)
    found: list[FixedPoint] = []
    for end in np.unique(ends.round(2), axis=0):
        at = _polished(end, c)
        if at is not None and _new(at, found):
            one = _fixed(at, c)
            found += [one] if one.stable else []
    return found


def _new(at: Floats, found: Sequence[FixedPoint]) -> bool:
    return all(np.abs(at - one.state).max() > 1e-3 for one in found)


def settled(state: Floats, c: Circumstances, months: int = LONG) -> Floats:
    """Where states are after so many months: (…, 3)."""
    for _ in range(months):
        state = _next(state, c)
    return state


def _next(state: Floats, c: Circumstances) -> Floats:
    now = state + drift(state, c)
    return np.concatenate([np.clip(now[..., :2], 0.0, 1.0), np.maximum(now[..., 2:], 0.0)], axis=-1)


def _polished(at: Floats, c: Circumstances) -> Floats | None:
    """The fixed point next to a state; none where there is none within the bounds."""
    solved = root(
        lambda x: drift(np.concatenate([np.clip(x[:2], 0.0, 1.0), x[2:]]), c), at, tol=1e-10
    )
    found: Floats = solved.x
    inside = (found[:2] > -1e-6).all() and (found[:2] < 1.0 + 1e-6).all() and found[BELIEF] >= 0.0
    return found if solved.success and inside else None


def _between(one: Floats, other: Floats, c: Circumstances) -> Floats | None:
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2.0
        end = settled(one + middle * (other - one), c, 4 * LONG)
        if np.abs(end - one).max() < np.abs(end - other).max():
            low = middle
        else:
            high = middle
    edge = settled(one + low * (other - one), c, 60)
    return _polished(edge, c)


def _fixed(at: Floats, c: Circumstances) -> FixedPoint:
    sides = np.eye(3) * _STEP
    jacobian = (drift(at + sides, c) - drift(at - sides, c)).T / (2.0 * _STEP)
    rates = np.sort(np.linalg.eigvals(jacobian).real)[::-1]
    use = shares(at, c)
    return FixedPoint(at, rates, float(use.joint), float(use.brings))


def course(state: Floats, c: Circumstances, months: int) -> Floats:
    """The way of one or more states: (months + 1, …, 3).

    Args:
        state: (…, 3) where it starts.
        c: circumstances.
        months: steps of one month, as in the model.
    """
    way = [np.asarray(state, dtype=np.float64)]
    for _ in range(months):
        way.append(_next(way[-1], c))
    return np.array(way)


def bifurcation(
    c: Circumstances, name: str, values: Sequence[float]
) -> list[tuple[float, FixedPoint]]:
    """All fixed points over one of the circumstances, each with its value.

    Args:
        c: circumstances.
        name: of one of them, see `Circumstances.turned`.
        values: of it.
    """
    return [
        (float(value), one)
        for value in values
        for one in fixed_points(c.turned(name, float(value)), 2)
    ]
