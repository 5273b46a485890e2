"""Stores that grow: more runs at every point, or more points; what is done stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from experiments.sweeps.design import Columns, alliance_sizes, design
from experiments.sweeps.factors import Variations
from experiments.sweeps.lock import locked
from experiments.sweeps.status import StoreError
from experiments.sweeps.store import Store


def add_replicates(out: str | os.PathLike[str], count: int) -> Store:
    """Plan further runs at every point of a store; `sweep` then runs them.

    Returns:
        The store as it is now.

    Raises:
        StoreError: for a phase diagram.
    """
    with locked(existing(out)):
        store = Store(out)
        if count < 1:
            raise StoreError(f"{count} replicates to add is not allowed: a whole number from 1")
        if store.study.diagram is not None:
            raise StoreError(
                f"{store.folder}: is a phase diagram, which looks again where it must: "
                "ask for a smaller width instead"
            )
        plan, stride = store.plan, 0 if store.study.shared_chance else count
        plan = plan.with_block(
            0, plan.points, plan.next_number, count, store.sizes, store.study.keep, stride
        )
        return store.grown(store.points, store.sizes, plan)


def add_points(out: str | os.PathLike[str], count: int) -> Store:
    """Plan further points of a sampled design; `sweep` then runs them.

    Returns:
        The store as it is now.

    Raises:
        StudyError: when the design cannot grow.
    """
    with locked(existing(out)):
        store = Store(out)
        if count < 1:
            raise StoreError(f"{count} points to add is not allowed: a whole number from 1")
        more = design(store.study, store.study.axes(), store.plan.points, count, store.plan.draws)
        return with_points(store, more)


def with_points(store: Store, more: Columns) -> Store:
    """Plan further points that are given.

    Args:
        store: the store, under its lock.
        more: a column for each factor.

    Returns:
        The store as it is now.
    """
    study, plan = store.study, store.plan
    count = len(next(iter(more.values())))
    number, stride = (0, 0) if study.shared_chance else (plan.next_number, plan.replicates)
    sizes = store.sizes.and_more(alliance_sizes(more, study.axes(), Variations(study.base())))
    points = {name: np.concatenate([old, more[name]]) for name, old in store.points.items()}
    plan = plan.with_block(plan.points, count, number, plan.replicates, sizes, study.keep, stride)
    return store.grown(points, sizes, plan)


def existing(out: str | os.PathLike[str]) -> Path:
    """The folder of a store.

    Raises:
        StoreError: when it is none.
    """
    folder = Path(out)
    if not folder.is_dir():
        raise StoreError(f"{folder}: no store of a sweep here")
    return folder
