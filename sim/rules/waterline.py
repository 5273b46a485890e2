"""The waterline: only the open part of a tension is on the table; the rest becomes grievance."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def on_the_table(
    tension: Array, grievance: Array, openness: Array, contact: Array, *, grievance_leak: Value
) -> Array:
    """Tension that is on the table this month: what is said, and old grievance that leaks out.

    Args:
        tension: (…, N, N) in [0, 1].
        grievance: (…, N, N) in [0, 1].
        openness: (…, N, 1) of the one who feels it, in [0, 1].
        contact: (…, N, N) in [0, 1].
        grievance_leak: share of grievance that surfaces in a month of full contact.

    Returns:
        (…, N, N) in [0, 2].
    """
    return (tension * openness + grievance_leak * grievance) * contact


def hold_back(
    tension: Array,
    grievance: Array,
    openness: Array,
    contact: Array,
    *,
    grievance_rate: Value,
    grievance_leak: Value,
    grievance_fade: Value,
) -> Array:
    """Grievance after a month of keeping the rest under the table.

    Unspoken tension fills grievance up to 1; what leaked out has left; a little is forgotten.

    Args:
        tension, grievance, openness, contact: as for `on_the_table`.
        grievance_rate: grievance per month from full hidden tension.
        grievance_leak: share that surfaces in a month of full contact.
        grievance_fade: share forgotten in a month.

    Returns:
        (…, N, N) new grievance in [0, 1].
    """
    hidden = tension * (1.0 - openness) * contact
    gain = np.minimum(grievance_rate * hidden, 1.0) * (1.0 - grievance)
    loss = np.minimum(grievance_leak * contact + grievance_fade, 1.0) * grievance
    return grievance + gain - loss
