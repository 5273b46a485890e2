"""Trust: built by kept promises, broken by failure, scarred by deceit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class TrustParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    trust_on: Annotated[Value, Switch("off: trust and the marks of deceit stay as they start")] = (
        1.0
    )
    trust_gain: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of missing trust that a kept promise builds in a month of full contact",
            "assumption, calibrated",
        ),
    ] = 0.28
    loss_ratio: Annotated[
        Value,
        Parameter(
            "1",
            1,
            10,
            "how much more a breach costs than the same-sized gain brings",
            "about 3:1, Pant & Yu 2025 after Slovic 1993",
        ),
    ] = 3.0
    first_stake: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "size of a promise that partners without trust dare to rely on",
            "small wins: Vangen & Huxham 2003; size: assumption",
        ),
    ] = 0.12
    small_wins: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "how much more (less) a kept promise builds when joint results are full (absent)",
            "small wins: Vangen & Huxham 2003, Ansell & Gash 2008; size: assumption, calibrated",
        ),
    ] = 0.23
    reciprocity: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of its promises that a member without trust in its partners drops",
            "norm of reciprocity, Gouldner 1960; size: assumption, calibrated",
        ),
    ] = 0.11
    benefit_of_doubt: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of a failure that full trust forgives",
            "Klijn, Edelenbos & Steijn 2010; size: assumption, calibrated",
        ),
    ] = 0.97
    opportunism: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance a month that a member without stake or control deceives",
            "assumption",
        ),
    ] = 0.02
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
    deceit_weight: Annotated[
        Value,
        Parameter(
            "1",
            1,
            20,
            "how much more a deceit costs at once than a failure",
            "Schweitzer, Hershey & Bradlow 2006 for the sign; size: assumption",
        ),
    ] = 4.0
    control_chill: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of trust lost in a month of full control without any dialogue",
            "Das & Teng 1998; size: assumption",
        ),
    ] = 0.03
    trust_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of trust lost in a month without contact",
            "Vanneste et al. 2014: age alone builds little; size: assumption",
        ),
    ] = 0.005
    trust_climate: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the variance of start trust that an alliance's members have in common",
            "general tendency and reputation, NVSQ 2011; size: assumption",
        ),
    ] = 0.5


@rule
def keep_chance(professionalism: Array, trust: Array, p: TrustParameters) -> Array:
    """Chance that a member keeps its promises this month.

    A professional member keeps them; one that trusts its partners little puts other work first (norm
    of reciprocity, Gouldner 1960). This closes the loop from trust to conduct to trust.

    Args:
        professionalism: (…, N) in [0, 1].
        trust: (…, N) mean trust in the partners, in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return professionalism * (1.0 - p.reciprocity * (1.0 - trust))


@rule
def deceit_chance(stake: Array, agreements: Array, control: Array, p: TrustParameters) -> Array:
    """Chance that a member deceives this month.

    Those with little at stake are tempted; agreements with control protect (Das & Teng 1998, Cao &
    Lumineau 2015).

    Args:
        stake: (…, N) engagement, in [0, 1].
        agreements, control: (…, 1) in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return p.opportunism * (1.0 - stake) * (1.0 - p.control_protection * (agreements * control))


@rule
def scar(scar: Array, deceit: Array, contact: Array, p: TrustParameters) -> Array:
    """The lasting mark of deceit: it closes off part of the trust that can ever be reached.

    Trust broken by failure heals, trust broken by deceit never fully (Schweitzer, Hershey &
    Bradlow 2006).

    Args:
        scar: (…, N, N) in [0, 1].
        deceit: (…, 1, N) mask of partners that deceived.
        contact: (…, N, N) in [0, 1]; who has nothing to do with it is not marked.

    Returns:
        (…, N, N) new scar in [0, 1].
    """
    return scar + (p.deceit_mark * deceit) * contact * (1.0 - scar)


@rule
def trust(
    trust: Array,
    scar: Array,
    contact: Array,
    kept: Array,
    failed: Array,
    deceit: Array,
    chill: Array,
    success: Array,
    p: TrustParameters,
) -> Array:
    """Trust after a month of promises kept and broken (clashes come on top: `sim.rules.conflict`).

    Gains close part of the distance to what deceit left reachable, losses take part of what is
    there; a loss weighs `loss_ratio` times a gain (Slovic 1993; Pant & Yu 2025). Partners rely on
    each other more as they trust more, and a kept promise builds more where it bore fruit (small wins
    and the trust-building loop: Vangen & Huxham 2003, Ansell & Gash 2008). Those who trust forgive
    failures (Klijn, Edelenbos & Steijn 2010). Without contact trust fades (Vanneste et al. 2014).

    Args:
        trust: (…, N, N) in [0, 1 - scar].
        scar, contact: (…, N, N) in [0, 1].
        kept, failed, deceit: (…, 1, N) mask of partners that kept their promise, failed, deceived.
        chill: (…, N, 1) share of trust that control without dialogue costs, in [0, 1].
        success: (…, N, 1) results so far as the trusting member sees them, in [0, 1].

    Returns:
        (…, N, N) new trust in [0, 1 - scar].
    """
    stake = p.first_stake + (1.0 - p.first_stake) * trust
    reliance = (p.trust_gain * contact) * stake
    breach = failed * (1.0 - p.benefit_of_doubt * trust) + p.deceit_weight * deceit
    fruit = 1.0 + p.small_wins * (2.0 * success - 1.0)
    gain = reliance * (kept * fruit)
    loss = p.loss_ratio * (reliance * breach) + (chill + p.trust_fade * (1.0 - contact))
    reachable = 1.0 - scar
    room = np.maximum(reachable - trust, 0.0)
    moved = trust + np.minimum(gain, 1.0) * room - np.minimum(loss, 1.0) * trust
    kept_open: Array = np.minimum(moved, reachable)
    return kept_open


@rule
def chill(agreements: Array, control: Array, dialogue: Array, p: TrustParameters) -> Array:
    """Share of trust lost to control that goes without dialogue (Das & Teng 1998).

    Args:
        agreements, control: (…, 1) in [0, 1].
        dialogue: (…, N) share of time in talk times openness, in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return p.control_chill * np.maximum(agreements * control - dialogue, 0.0)


@rule
def dialogue(designing: Array, learning: Array, openness: Array) -> Array:
    """Dialogue: time spent talking, as far as it is open (assumption).

    Args:
        designing: (…, N) share of time, in [0, 0.5].
        learning: (…, N) share of time, in [0, 0.5].
        openness: (…, N) in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return (designing + learning) * openness


@rule
def success(return_: Array) -> Array:
    """Results so far as a member sees them: its last return, from none to full.

    Args:
        return_: (…, N) as credited, in [-1, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return 0.5 + 0.5 * return_
