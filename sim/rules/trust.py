"""Trust: built by kept promises, broken by failure, scarred by deceit."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def keep_chance(professionalism: Array, trust: Array, *, reciprocity: Value) -> Array:
    """Chance that a member keeps its promises this month.

    A professional member keeps them; one that trusts its partners little puts other work first (norm
    of reciprocity, Gouldner 1960). This closes the loop from trust to conduct to trust.

    Args:
        professionalism: (…, N) in [0, 1].
        trust: (…, N) mean trust in the partners, in [0, 1].
        reciprocity: (…, 1) or number; share of promises dropped without any trust.

    Returns:
        (…, N) in [0, 1].
    """
    return professionalism * (1.0 - reciprocity * (1.0 - trust))


def deceit_chance(
    stake: Array,
    agreements: Array,
    control: Array,
    *,
    opportunism: Value,
    control_protection: Value,
) -> Array:
    """Chance that a member deceives this month.

    Those with little at stake are tempted; agreements with control protect (Das & Teng 1998, Cao &
    Lumineau 2015).

    Args:
        stake: (…, N) engagement, in [0, 1].
        agreements, control: (…, 1) in [0, 1].
        opportunism: (…, 1) or number; chance without stake and control.
        control_protection: (…, 1) or number; share that full control takes away.

    Returns:
        (…, N) in [0, 1].
    """
    return opportunism * (1.0 - stake) * (1.0 - control_protection * (agreements * control))


def scar(scar: Array, deceit: Array, contact: Array, *, deceit_mark: Value) -> Array:
    """The lasting mark of deceit: it closes off part of the trust that can ever be reached.

    Trust broken by failure heals, trust broken by deceit never fully (Schweitzer, Hershey &
    Bradlow 2006).

    Args:
        scar: (…, N, N) in [0, 1].
        deceit: (…, 1, N) 1 for a partner that deceived.
        contact: (…, N, N) in [0, 1]; who has nothing to do with it is not marked.
        deceit_mark: share of what is left that one deceit closes off.

    Returns:
        (…, N, N) new scar in [0, 1].
    """
    return scar + (deceit_mark * deceit) * contact * (1.0 - scar)


def trust(
    trust: Array,
    scar: Array,
    contact: Array,
    kept: Array,
    failed: Array,
    deceit: Array,
    chill: Array,
    success: Array,
    *,
    trust_gain: Value,
    loss_ratio: Value,
    first_stake: Value,
    small_wins: Value,
    benefit_of_doubt: Value,
    deceit_weight: Value,
    trust_fade: Value,
) -> Array:
    """Trust after a month of promises kept and broken (clashes come on top: `sim.rules.conflict`).

    Gains close part of the distance to what deceit left reachable, losses take part of what is
    there; a loss weighs `loss_ratio` times a gain (Slovic 1993; Pant & Yu 2025). Partners rely on
    each other more as they trust more, and a kept promise builds more where it bore fruit (small wins
    and the trust-building loop: Vangen & Huxham 2003, Ansell & Gash 2008). Those who trust forgive
    failures (Klijn, Edelenbos & Steijn 2010). Without contact trust fades (Vanneste et al. 2014).

    Args:
        trust, scar, contact: (…, N, N) in [0, 1].
        kept, failed, deceit: (…, 1, N) 1 for a partner that kept its promise, failed, deceived.
        chill: (…, N, 1) share of trust that control without dialogue costs, in [0, 1].
        success: (…, N, 1) results so far as the trusting member sees them, in [0, 1].
        trust_gain, loss_ratio, first_stake, small_wins, benefit_of_doubt, deceit_weight,
            trust_fade: see `sim.parameters`.

    Returns:
        (…, N, N) new trust in [0, 1 - scar].
    """
    stake = first_stake + (1.0 - first_stake) * trust
    reliance = (trust_gain * contact) * stake
    breach = failed * (1.0 - benefit_of_doubt * trust) + deceit_weight * deceit
    fruit = 1.0 + small_wins * (2.0 * success - 1.0)
    gain = reliance * (kept * fruit)
    loss = loss_ratio * (reliance * breach) + (chill + trust_fade * (1.0 - contact))
    reachable = 1.0 - scar
    room = np.maximum(reachable - trust, 0.0)
    moved = trust + np.minimum(gain, 1.0) * room - np.minimum(loss, 1.0) * trust
    kept_open: Array = np.minimum(moved, reachable)
    return kept_open


def chill(agreements: Array, control: Array, dialogue: Array, *, control_chill: Value) -> Array:
    """Share of trust lost to control that goes without dialogue (Das & Teng 1998).

    Args:
        agreements, control: (…, 1) in [0, 1].
        dialogue: (…, N) share of time in talk times openness, in [0, 1].
        control_chill: (…, 1) or number; loss a month at full control without dialogue.

    Returns:
        (…, N) in [0, 1].
    """
    return control_chill * np.maximum(agreements * control - dialogue, 0.0)
