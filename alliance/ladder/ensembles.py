"""What the sliders of the pages move over, computed beforehand and packed small.

Everything comes from `experiments.transitions` and from the model itself; the page draws it and knows no science.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import numpy as np

from experiments.transitions.committor import relaunch
from experiments.transitions.reduced import Circumstances, circumstances, drift, shares
from experiments.transitions.scan import Floats
from experiments.transitions.systems import mean_field, wells
from sim.observers.paths import work_of
from sim.observers.phases import phase_path
from sim.scenarios import Scenario, load

Packed = dict[str, Any]
"""Shape, bounds, bytes a number, and the numbers themselves, base64."""
Progress = Callable[[str], None]

RULES: tuple[mean_field.Rule, ...] = ("voters", "majorities")
GROUPS, SHARES, FOLLOWED, ROUNDS = (9, 25, 81), np.linspace(0.0, 1.0, 21), 16, 60
CROWDS, FINE = (5, 9, 25, 81, 321), np.linspace(0.0, 1.0, 81)
TILTS, NOISES, BALLS, TIMES = np.linspace(-0.6, 0.6, 13), (0.1, 0.3, 0.5, 0.7), 16, 61
DURATIONS, STEPS = (25, 50, 100, 200, 400), 41
SERVES, BRINGS, GRID = np.linspace(0.2, 1.0, 17), (1.3, 1.7, 2.5, 3.5, 5.0), 17
AGREED, HOURS = 0.5, 1.0
MEMBERS, TRUSTS, CASTS, DICE, MONTHS = 6, (0.15, 0.3, 0.5, 0.7, 0.85), 4, 4, 60
"""Of the six steps, in order: what can be set, and how much is kept."""


def packed(values: Floats, size: int = 1) -> Packed:
    """Numbers in so many bytes each; what is not there (NaN) is the largest of them.

    Args:
        values: of any shape.
        size: 1 or 2 bytes.
    """
    most = 256**size - 2
    there = np.isfinite(values)
    low, high = float(values[there].min()), float(values[there].max())
    scaled = (np.where(there, values, low) - low) / max(high - low, 1e-12) * most
    whole = np.where(there, np.round(scaled), most + 1).astype(f"<u{size}")
    text = b64encode(whole.tobytes()).decode("ascii")
    return {"shape": list(values.shape), "low": low, "high": high, "size": size, "data": text}


def ensembles(
    progress: Progress = lambda _: None, seed: int = 1
) -> dict[str, Packed | list[float]]:
    """All that the pages need.

    Args:
        progress: told what is computed next.
        seed: of all chance.
    """
    found: dict[str, Packed | list[float]] = {}
    for name, part in (
        ("opinions", opinions),
        ("wells", valleys),
        ("loops", loops),
        ("plane", plane),
        ("alliance", alliance),
    ):
        progress(name)
        found |= part(seed)
    return found


def opinions(seed: int) -> dict[str, Packed | list[float]]:
    """Groups whose members copy each other or follow majorities: single ones, and how often they agree on what."""
    paths = [
        [mean_field.opinions(rule, n, SHARES, FOLLOWED, ROUNDS, seed + n) for n in GROUPS]
        for rule in RULES
    ]
    ends = [[mean_field.success(rule, n, FINE) for n in CROWDS] for rule in RULES]
    return {
        "opinions": packed(np.array(paths)),
        "groups": [float(n) for n in GROUPS],
        "shares": SHARES.tolist(),
        "success": packed(np.array(ends), 2),
        "crowds": [float(n) for n in CROWDS],
        "fine": FINE.tolist(),
    }


def valleys(seed: int) -> dict[str, Packed | list[float]]:
    """Balls in two valleys, from either side, over tilt and noise."""
    rows = [
        [
            [wells.rolled(float(tilt), noise, side, BALLS, TIMES, seed) for side in (-1.0, 1.0)]
            for noise in NOISES
        ]
        for tilt in TILTS
    ]
    return {"balls": packed(np.array(rows)), "tilts": TILTS.tolist(), "noises": list(NOISES)}


def loops(seed: int) -> dict[str, Packed | list[float]]:
    """Two valleys, and one thing that is merely slow, turned there and back at several speeds."""
    rows = []
    for drifts in (wells.double_well, wells.slow(4.0)):
        ways = [wells.turned(drifts, float(d), runs=16, steps=STEPS, seed=seed) for d in DURATIONS]
        rows.append([[way.there.mean(0), way.back.mean(0)] for way in ways])
    return {
        "loops": packed(np.array(rows), 2),
        "durations": [float(d) for d in DURATIONS],
        "turns": np.linspace(-1.0, 1.0, STEPS).tolist(),
    }


def plane(seed: int) -> dict[str, Packed | list[float]]:
    """The reduced model over trust and knowledge: where each state goes next, and how much is joint work."""
    base = circumstances(load("default"), seed=seed)
    base = base.turned("agreements", AGREED).turned("hours", HOURS)
    axis = np.linspace(0.0, 1.0, GRID)
    moves, joint = [], []
    for serves in SERVES:
        for brings in BRINGS:
            c = base.turned("service", float(serves)).turned("potential", brings)
            state = _believing(axis, c)
            moves.append(drift(state, c)[..., :2])
            joint.append(shares(state, c).joint)
    shape = (len(SERVES), len(BRINGS), GRID, GRID)
    return {
        "moves": packed(np.array(moves).reshape(*shape, 2), 2),
        "joint": packed(np.array(joint).reshape(shape)),
        "serves": SERVES.tolist(),
        "brings": list(BRINGS),
    }


def _believing(axis: Floats, c: Circumstances) -> Floats:
    """(GRID, GRID, 3) states over trust and knowledge whose members believe what joint work brings there."""
    trust, knowledge = np.meshgrid(axis, axis, indexing="ij")
    state = np.stack([trust, knowledge, np.ones_like(trust)], axis=-1)
    state[..., 2] = shares(state, c).brings
    return state


def alliance(seed: int) -> dict[str, Packed | list[float]]:
    """A small alliance month by month: over start trust, with four casts of members under four dice each."""
    small = small_alliance()
    ties, backing, joint, phases = [], [], [], []
    for trust in TRUSTS:
        scenario = small.replace("start.trust.mean", trust)
        paths = relaunch(scenario, np.arange(CASTS), 0, seed, branches=DICE, dyads=True)
        both = paths["trust_dyad"]
        one, other = np.triu_indices(MEMBERS, 1)
        ties.append((both[:, :, one, other] + both[:, :, other, one]) / 2.0)
        backing.append(paths["backing"])
        work = work_of(paths)
        joint.append(np.where(work.living, work.share_of_all(work.joint), np.nan))
        phases.append(phase_path(paths).astype(np.float64))
    shape = (len(TRUSTS), CASTS, DICE, MONTHS)
    return {
        "ties": packed(np.array(ties).reshape(*shape, -1)),
        "backing": packed(np.array(backing).reshape(*shape, MEMBERS)),
        "worked": packed(np.array(joint).reshape(shape)),
        "phases": packed(np.array(phases).reshape(shape)),
        "trusts": list(TRUSTS),
    }


def small_alliance() -> Scenario:
    """The default alliance with six members, and money in proportion, for five years."""
    scenario = load("default").replace("members.count", MEMBERS).replace("length", MONTHS)
    whole = scenario.grant[0].amount
    return scenario.replace("grant[1].amount", whole * MEMBERS / 8.0)
