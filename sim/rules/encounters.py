"""Encounters: working together exposes members to each other, and attention is limited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on, inward, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class EncountersParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    encounters_on: Annotated[
        Value, Switch("off: attention has no limit and no favourites; all meet all alike")
    ] = 1.0
    pairing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra attention, per unit of difference in expertise, in a month of using each other's strengths (D8)",
            "assumption",
        ),
    ] = 2.0
    attention_span: Annotated[
        Value,
        Parameter(
            "members",
            1,
            50,
            "partners to whom a member working full time for the alliance can give full attention",
            "assumption; Provan & Kenis 2008: shared governance up to 6-8 members",
        ),
    ] = 12.0
    homophily: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of attention that goes where trust already is",
            "assumption; Heidl et al. 2014 on closed blocks",
        ),
    ] = 0.4


@rule
def encounters(
    effort: Array,
    trust: Array,
    together: Array,
    partners: Array,
    matching: Array,
    p: EncountersParameters,
) -> Array:
    """How much two members have to do with each other this month.

    A member working full time for the alliance can give full attention to `attention_span` partners,
    one working half time to half as many; with more partners it spreads thinner. It spreads evenly,
    and for the share `homophily` in proportion to trust. It takes two to meet, so the smaller of the two attentions counts. Source: MODEL mechanism 2 and Heidl et
    al. 2014 (closed blocks); the minimum is an assumption.

    Args:
        effort: (…, N) share of capacity at work in the alliance, in [0, 1].
        trust: (…, N, N) in [0, 1].
        together: (…, N, N) mask of dyads of active members.
        partners: (…, N) number of partners, >= 0.
        matching: (…, N, N) extra weight given to a partner, >= 0.
        p: (…, 1)

    Returns:
        (…, N, N) contact in [0, 1], symmetric, 0 outside `together`.
    """
    trusted = trust * together
    # The floors keep shares defined for a member without partners, or one that trusts nobody.
    favour = trusted / np.maximum(total(trusted), 1e-9)[..., None]
    homophily = inward(p.homophily * p.encounters_on)
    even = (together / np.maximum(partners, 1.0)[..., None]) * (1.0 - homophily)
    weight = (even + homophily * favour) * (1.0 + matching)
    share = weight / np.maximum(total(weight), 1e-9)[..., None]
    span = if_on(p.encounters_on, p.attention_span, 1e9)
    reach = np.minimum(partners, effort * span)
    attention = np.minimum(share * reach[..., None], 1.0)
    return np.minimum(attention, np.swapaxes(attention, -1, -2))


@rule
def presence(active: Array, engagement: Array, affordable: Array, duties: Array) -> Array:
    """Share of its capacity that a member is at work with the others.

    What it wants to give, as far as it can be paid for, less what duties take (assumption).

    Args:
        active: (…, N) mask.
        engagement: (…, N) in [0, 1].
        affordable: (…, N) share of planned work that can be paid for, in [0, 1].
        duties: (…, N) share of time that roles and actions take, >= 0.

    Returns:
        (…, N) in [0, 1].
    """
    return active * engagement * affordable * np.maximum(1.0 - duties, 0.0)
