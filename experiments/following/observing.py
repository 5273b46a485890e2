"""What the items of the survey read in simulated runs, as shares of their scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import norm

from experiments.following.answers import Answer
from experiments.following.items import ITEMS, SHARED, Item, ends
from sim.agents.perception import PERCEPTS, alignment_with, perceive
from sim.arrays import Array
from sim.declared import PAIRS
from sim.derived import mean_over_partners
from sim.ensemble import Batch
from sim.state import STATE, VARIABLES


def readings(batch: Batch) -> dict[str, Array]:
    """What every item would be answered in every run, without error.

    Args:
        batch: the runs now.

    Returns:
        By item: (runs,) of the alliance, (runs, N) of organisations, (runs, N, N) of each toward each
        (NaN where two do not meet), in [0, 1].
    """
    state, traits, derived = batch.state, batch.traits, batch.derived
    one, none = np.ones((state.runs, 1)), np.zeros((state.runs, 1))
    perceived = perceive(
        batch.now,
        one,
        traits,
        state,
        derived,
        trust=mean_over_partners(state.trust, derived),
        alignment=alignment_with(traits.goals, state.ambition),
        deciding=none,
        invited=none,
        p=batch.start.parameters.members,
    )
    found = {}
    for code, item in ITEMS.items():
        if item.variable in PERCEPTS and item.variable not in VARIABLES:
            values = getattr(perceived, item.variable)
        else:
            held = state if item.variable in STATE else traits
            values = getattr(held, item.variable)
        if item.about == "partner":
            values = derived.ties.to_table(values, np.nan)
        elif item.about == "partners":
            assert STATE[item.variable].axes == PAIRS
            values = mean_over_partners(values, derived)
        found[code] = _scaled(item, values)
    return found


def on_the_form(read: Array, answers: Sequence[Answer]) -> Array:
    """What is answered on average when errors cannot go beyond the ends of a scale.

    Equation:
        E[clip(y + e, a, b)] = y + σ (g(α) − g(β)), g(t) = φ(t) − t (1 − Φ(t)), α = (y − a) / σ, β = (b − y) / σ

    Args:
        read: (answers, runs) what would be answered without error.
        answers: to which items.
    """
    items = [ITEMS[answer.item] for answer in answers]
    sd = np.array([(item.error**2 + SHARED**2) ** 0.5 for item in items])[:, None]
    low, high = (np.array(end)[:, None] for end in zip(*map(ends, items), strict=True))
    whole: Array = read + sd * (_beyond((read - low) / sd) - _beyond((high - read) / sd))
    return whole


def _beyond(t: Array) -> Array:
    """How far a standard normal error lies beyond an end at distance t, on average."""
    beyond: Array = norm.pdf(t) - t * norm.sf(t)
    return beyond


def predicted(read: Mapping[str, Array], answers: Sequence[Answer], names: Sequence[str]) -> Array:
    """What the answers of a wave would be in every run, without error.

    Args:
        read: see `readings`.
        answers: of the wave.
        names: of the member places.

    Returns:
        (answers, runs); NaN where it is asked of two who do not meet.
    """
    place = {name: k for k, name in enumerate(names)}
    rows = []
    for answer in answers:
        values = read[answer.item]
        match ITEMS[answer.item].about:
            case "alliance":
                rows.append(values)
            case "partner":
                assert answer.partner is not None
                rows.append(values[:, place[answer.member], place[answer.partner]])
            case _:
                rows.append(values[:, place[answer.member]])
    return np.array(rows).reshape(len(rows), -1)


def _scaled(item: Item, values: Array) -> Array:
    """A variable as a share of the scale of its item."""
    told = np.log2(np.maximum(values, 1e-9)) if item.doubling else values
    return np.clip((told - item.low) / (item.high - item.low), 0.0, 1.0)
