"""Encounters: working together exposes members to each other, and attention is limited."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, total
from sim.parameters import Value


def encounters(
    effort: Array,
    trust: Array,
    together: Array,
    partners: Array,
    matching: Array,
    *,
    attention_span: Value,
    homophily: Value,
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
        partners: (…, N) number of partners.
        matching: (…, N, N) extra weight given to a partner, >= 0.
        attention_span: (…, N) or number; partners to whom full-time work allows full attention, >= 1.
        homophily: (…, N, N) or number; share of attention that follows trust, in [0, 1].

    Returns:
        (…, N, N) contact in [0, 1], symmetric, 0 outside `together`.
    """
    trusted = trust * together
    # The floors keep shares defined for a member without partners, or one that trusts nobody.
    favour = trusted / np.maximum(total(trusted), 1e-9)[..., None]
    even = (together / np.maximum(partners, 1.0)[..., None]) * (1.0 - homophily)
    weight = (even + homophily * favour) * (1.0 + matching)
    share = weight / np.maximum(total(weight), 1e-9)[..., None]
    reach = np.minimum(partners, effort * attention_span)
    attention = np.minimum(share * reach[..., None], 1.0)
    return np.minimum(attention, np.swapaxes(attention, -1, -2))
