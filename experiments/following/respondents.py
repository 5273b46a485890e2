"""Simulated respondents: what the people of simulated organisations would answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from experiments.following.answers import Wave, pooled
from experiments.following.items import CALIBRATION, ITEMS, POINTS, SHARED, TIME, share_of_scale
from experiments.following.observing import readings
from sim.arrays import Array
from sim.ensemble import Batch


@dataclass
class Respondents:
    """The people who answer for the organisations of one alliance, wave after wave.

    Args:
        luck: generator of their errors.
        each: people of each organisation who answer, >= 1.
        silent: share of answers that are left open, in [0, 1).

    Attributes:
        calibration: how far everybody is off on each item, the same in all waves.
    """

    luck: np.random.Generator
    each: int = 1
    silent: float = 0.0

    def __post_init__(self) -> None:
        self.calibration = {
            code: float(CALIBRATION * self.luck.standard_normal()) for code in ITEMS
        }

    def answers(self, batch: Batch) -> Iterator[dict[tuple[str, str, str | None], float]]:
        """What each person answers, as on the form: points, percent or months.

        Args:
            batch: one run, now.

        Yields:
            For each person the answers by item, organisation and partner.
        """
        read, names = readings(batch), batch.start.names
        there = [k for k in range(len(names)) if batch.state.active[0, k] > 0.0]
        for i in there:
            off = {code: SHARED * self.luck.standard_normal() for code in ITEMS}
            for _ in range(self.each):
                given: dict[tuple[str, str, str | None], float] = {}
                for code, item in ITEMS.items():
                    partners = [j for j in there if j != i] if item.about == "partner" else [None]
                    for j in partners:
                        true = _true(read[code][0], i, j)
                        noise = item.error * self.luck.standard_normal()
                        silent = self.luck.random() < self.silent
                        if np.isnan(true) or silent:
                            continue
                        told = true + self.calibration[code] + off[code] + noise
                        partner = None if j is None else names[j]
                        given[code, names[i], partner] = _on_the_form(code, told)
                _make_hundred(given, names[i])
                yield given

    def wave(self, batch: Batch) -> Wave:
        """All their answers, taken together by organisation."""
        whole: dict[tuple[str, str, str | None], list[float]] = {}
        for given in self.answers(batch):
            for key, answer in given.items():
                whole.setdefault(key, []).append(share_of_scale(ITEMS[key[0]], answer))
        return Wave(batch.now, pooled(whole))


def _true(values: Array, i: int, j: int | None) -> float:
    if values.ndim == 0:
        return float(values)
    return float(values[i]) if j is None else float(values[i, j])


def _on_the_form(code: str, share: float) -> float:
    """The answer that a form takes."""
    item = ITEMS[code]
    match item.form:
        case "points":
            return float(np.clip(np.floor(share * POINTS) + 1, 1, POINTS))
        case "percent":
            return float(np.clip(5 * np.round(20 * share), 0, 100))
        case _:
            return float(np.clip(np.round(item.high * share), 0, item.high))


def _make_hundred(given: dict[tuple[str, str, str | None], float], name: str) -> None:
    """Shares of time add up, as the form asks."""
    keys = [(code, name, None) for code in TIME]
    if not all(key in given for key in keys):
        return
    whole = sum(given[key] for key in keys)
    for key in keys:
        given[key] = 100.0 * given[key] / whole if whole > 0.0 else 25.0
