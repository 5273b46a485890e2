"""One month of an alliance, in the order in which it happens.

This page is the process overview of the model; docs/odd.md takes it from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sim import steps
from sim.arrays import Array
from sim.state import Derived, State
from sim.steps import Inputs, Month

STEPS: tuple[Callable[[Month], None], ...] = (
    steps.sense,
    steps.decide,
    steps.share_money,
    steps.meet,
    steps.chafe,
    steps.speak,
    steps.clash,
    steps.conduct,
    steps.learn,
    steps.rank,
    steps.settle,
    steps.produce,
    steps.drift,
    steps.judge,
)
"""What happens in a month, in this order. All members act on what they sense at its start."""

ENDINGS = ("running", "members", "funds", "goal")
"""How an alliance can be: still running, or ended for want of members or of funds, or because it
reached its goal."""


def tick(inputs: Inputs) -> tuple[State, Derived, dict[str, Array]]:
    """Take a batch of alliances one month further.

    Args:
        inputs: the state at the start of the month, the chance, and what acts on it.

    Returns:
        The batch at the end of the month, what follows from it, and the flows of the month: arrays of
        shape (runs,) or (runs, members) by name.
    """
    month = Month(**vars(inputs))
    for step in STEPS:
        step(month)
    after = _carried_on(month)
    changed = bool((after.active != inputs.state.active).any())
    derived = inputs.derived.after_change(after) if changed else inputs.derived
    return after, derived, steps.report(month)


def _carried_on(w: Month) -> State:
    """What the month leaves behind; what it does not name stays as it was."""
    s, lasting = w.state, 1.0 - w.turnover
    return replace(
        s,
        active=w.stays * w.goes_on[:, None],
        reserve=s.reserve + s.active * (w.awards - w.spent),
        engagement=w.engagement,
        openness=w.openness,
        status=w.status,
        designing=w.designing,
        learning=w.learning_time,
        producing=w.producing,
        deprivation=w.deprivation,
        return_=w.return_,
        friction=w.badly,
        backing=w.backing,
        patience=w.patience,
        trust=w.trusted,
        scar=w.scar,
        knowledge=w.knowledge,
        grievance=w.grievance,
        chafing=np.minimum(w.table, 1.0),
        ambition=w.ambition,
        commitment=w.commitment,
        agreements=w.settled * lasting,
        control=w.balance,
        language=w.story * lasting,
        harvest=w.recorded,
        profile=w.profile,
        fund=w.fund_left,
        gap=w.gap,
        progress=w.progress,
        running=w.goes_on,
    )
