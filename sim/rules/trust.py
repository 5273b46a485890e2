"""Trust: a belief about a partner's conduct, seen with error, drawn to what others say, scarred by deceit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class TrustParameters(Mechanism):
    """Numbers of conduct and of trust in it."""

    trust_on: Annotated[Value, Switch("off: trust and the marks of deceit stay as they start")] = (
        1.0
    )
    trust_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "how far trust moves toward what is seen in a month of full contact",
            "belief with forgetting, Jøsang & Ismail 2002, Kretschmer, Puranam & Vanneste 2009; calibrated",
        ),
    ] = 0.13
    breach_weight: Annotated[
        Value,
        Parameter(
            "1",
            1,
            10,
            "how much more a broken promise weighs than a kept one",
            "negativity, Slovic 1993, Rozin & Royzman 2001, neither with a size; assumption, swept 1 to 3",
        ),
    ] = 2.0
    gossip: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "how far trust moves toward what the others hold of the partner, where they "
            "are trusted in full",
            "reputation: Jøsang & Ismail 2002; size: assumption",
        ),
    ] = 0.03
    misjudging: Annotated[
        Value,
        Parameter("1", 0, 1, "chance to misjudge a month of an unknown partner", "assumption"),
    ] = 0.1
    reciprocity: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of its promises that a member without trust in its partners drops",
            "norm of reciprocity, Gouldner 1960; size: assumption",
        ),
    ] = 0.15
    control_keeping: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the promises that would be broken which full agreements with control save",
            "contracts and trust complement, Poppo & Zenger 2002; size: assumption",
        ),
    ] = 0.3
    opportunism: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance a month that a member whom nothing binds or controls deceives",
            "assumption",
        ),
    ] = 0.01
    control_protection: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of opportunism that complete agreements with full control take away",
            "Cao & Lumineau 2015 for the sign; size: assumption",
        ),
    ] = 0.7
    deceit_weight: Annotated[
        Value,
        Parameter(
            "1",
            1,
            20,
            "how much more a deceit weighs than another broken promise",
            "Schweitzer, Hershey & Bradlow 2006 for the sign; size: assumption",
        ),
    ] = 2.0
    deceit_mark: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the reachable trust that one deceit closes off for good",
            "Schweitzer, Hershey & Bradlow 2006; size: assumption",
        ),
    ] = 0.15
    control_chill: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of trust lost in a month of full control without any dialogue",
            "Das & Teng 1998; size: assumption",
        ),
    ] = 0.02


@rule
def keep_chance(professionalism: Array, trust: Array, governed: Array, p: TrustParameters) -> Array:
    """Chance that a member keeps its promises this month.

    Equation:
        k = π (1 − r (1 − T̄)); k + (1 − k) c A γ

    Args:
        professionalism: (…, N) π, in [0, 1].
        trust: (…, N) mean trust in the partners T̄, in [0, 1].
        governed: (…, 1) agreements times control A γ, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        norm of reciprocity, Gouldner 1960; Poppo & Zenger 2002; forms: assumption.
    """
    kept = professionalism * (1.0 - p.reciprocity * (1.0 - trust))
    return kept + (1.0 - kept) * p.control_keeping * governed


@rule
def deceit_chance(binding: Array, governed: Array, p: TrustParameters) -> Array:
    """Chance that a member deceives this month.

    Equation:
        o (1 − B) (1 − c A γ)

    Args:
        binding: (…, N) how far the ambition binds it B, in [0, 1].
        governed: (…, 1) agreements times control A γ, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        Das & Teng 1998, Cao & Lumineau 2015 for the signs; form: assumption.
    """
    return p.opportunism * (1.0 - binding) * (1.0 - p.control_protection * governed)


@rule
def seen(kept: Array, knowledge: Array, luck: Array, p: TrustParameters) -> Array:
    """What is seen of a partner's month: kept or not, at times misjudged, least of who is known well.

    Equation:
        kept, or its opposite where u < ε (1 − K)

    Args:
        kept: (…, E) mask of partners that kept their promise; who deceived did not.
        knowledge: (…, E) of the partner K, in [0, 1].
        luck: (…, E) uniform draws u.

    Returns:
        (…, E) mask.

    Source:
        ambiguity, March & Olsen 1975; form: assumption.
    """
    return np.where(luck < p.misjudging * (1.0 - knowledge), 1.0 - kept, kept)


@rule
def scar(scar: Array, deceit: Array, contact: Array, p: TrustParameters) -> Array:
    """The lasting mark of deceit: it closes off part of the trust that can ever be reached.

    Equation:
        ς′ = ς + μ deceit c (1 − ς)

    Args:
        scar: (…, E) ς, in [0, 1].
        deceit: (…, E) mask of partners that deceived.
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        broken by failure trust heals, by deceit never fully: Schweitzer, Hershey & Bradlow 2006; form: assumption.
    """
    return scar + p.deceit_mark * deceit * contact * (1.0 - scar)


@rule
def believe(trust: Array, seen: Array, deceit: Array, contact: Array, p: TrustParameters) -> Array:
    """Trust after what was seen of the partner: it moves toward it, further for the worse.

    It settles where the two directions balance: at k / (k + ω (1 − k)) for a partner seen to keep a
    share k of its promises, so age alone builds nothing.

    Equation:
        T′ = T + min(κ c w, 1) (seen − T), w = 1 where it seems kept, ω where broken, ω ω_d after a deceit,
        which is always seen: there seen = 0
        κ `trust_rate`, ω `breach_weight`, ω_d `deceit_weight`

    Args:
        trust: (…, E) T, in [0, 1].
        seen: (…, E) mask of partners that seem to have kept their promise.
        deceit: (…, E) mask of partners that deceived.
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        beta reputation with forgetting, Jøsang & Ismail 2002; Vanneste et al. 2014 on age; weights: assumption.
    """
    good = seen * (1.0 - deceit)
    weight = (p.breach_weight + (1.0 - p.breach_weight) * good) * (
        1.0 + (p.deceit_weight - 1.0) * deceit
    )
    moved: Array = trust + np.minimum(p.trust_rate * contact * weight, 1.0) * (good - trust)
    return moved


@rule
def hear(trust: Array, reputation: Array, trusting: Array, p: TrustParameters) -> Array:
    """Trust after what partners say of each other.

    Equation:
        T′_ij = T_ij + g T̄_i (rep_j − T_ij), rep_j = Σ_k τ_k T_kj / Σ_k τ_k over the partners k of j, i too
        τ_k the mean over the partners of k of their trust in it, and rep, τ and T̄ as the month began

    Args:
        trust: (…, E) T, in [0, 1].
        reputation: (…, E) trust in the partner rep_j, weighed by how far each is trusted τ_k, in [0, 1].
        trusting: (…, E) mean trust of the one that listens T̄_i, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        Jøsang & Ismail 2002 for the averaging; Burt & Knez 1995 find that gossip amplifies; form: assumption.
    """
    moved: Array = trust + p.gossip * trusting * (reputation - trust)
    return moved


@rule
def chill(governed: Array, dialogue: Array, p: TrustParameters) -> Array:
    """Share of trust lost to control that goes without dialogue.

    Equation:
        χ_i = χ max(A γ − dialogue_i, 0), and T′_ij = T_ij (1 − χ_i)

    Args:
        governed: (…, 1) agreements times control A γ, in [0, 1].
        dialogue: (…, N) own dialogue of the one that trusts, see `dialogue`, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        Das & Teng 1998; form: assumption.
    """
    lost: Array = p.control_chill * np.maximum(governed - dialogue, 0.0)
    return lost


@rule
def after_clash(trust: Array, well: Array, badly: Array, share: Value, p: TrustParameters) -> Array:
    """Trust after a clash: a bad one takes more than a good one gives.

    Equation:
        T′ = T + κ (1 − T) good − min(ω κ, 1) T bad, κ `clash_trust`

    Args:
        trust: (…, C) T, in [0, 1].
        well, badly: (…, C) mask of clashes that ended well, badly; not both.
        share: number in [0, 1]; κ, see `ConflictParameters.clash_trust`.

    Returns:
        (…, C) in [0, 1].

    Source:
        assumption.
    """
    lost = np.minimum(p.breach_weight * share, 1.0)
    built: Array = trust + share * (1.0 - trust) * well - lost * trust * badly
    return np.maximum(built, 0.0)


@rule
def dialogue(designing: Array, learning: Array, openness: Array) -> Array:
    """Dialogue: time spent talking, as far as it is open.

    Equation:
        (x_d + x_l) o

    Args:
        designing, learning: (…, N) share of time, in [0, 0.5].
        openness: (…, N) after this month's clashes o, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    return (designing + learning) * openness
