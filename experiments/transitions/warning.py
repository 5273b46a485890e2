"""Does an alliance that will break down give itself away beforehand? How well indicators warn, in words and tables.

Thresholds are set on runs of one seed and tried on those of the next. Printed by
`python -m experiments.transitions warning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from experiments.transitions.breakdown import ends, falls_back, grown
from experiments.transitions.evaluation import LEADS, Added, Evaluation, added, evaluate_all
from experiments.transitions.indicators import HISTORY, SLOWING
from experiments.transitions.matching import Watched
from experiments.transitions.scan import Estimate
from experiments.transitions.systems import fold
from sim.scenarios import Scenario

LONG = 200
"""Observations of a known system that is watched for long."""


@dataclass(frozen=True)
class Verdict:
    """How well indicators warn of one kind of breakdown.

    Attributes:
        name: what breaks down.
        judged: each indicator, the best at the longest lead first.
        added: at each of `LEADS`, what slowing down tells that levels do not.
        pairs: breakdowns that were held out, each with a control.
        left_out: held-out breakdowns without a control or without a whole record.
    """

    name: str
    judged: list[Evaluation]
    added: list[Added]
    pairs: int
    left_out: int

    @property
    def slows(self) -> bool:
        """Whether slowing down warns: fluctuations of one and the same series are wider *and* longer."""
        return bool(self._surely(SLOWING[0]) & self._surely(SLOWING[1]))

    def _surely(self, grows: str) -> set[str]:
        """Series whose fluctuations surely grow so."""
        surely = [one.name for one in self.judged if one.areas[-1].low > 0.5]
        return {name.split()[2] for name in surely if name.startswith(grows)}

    @property
    def reading(self) -> str:
        """One sentence."""
        wider, longer = (self._surely(grows) for grows in SLOWING)
        last = self.added[-1]
        area = f"area of all {last.fluctuations.text(2)} {last.lead} months before"
        if self.slows:
            text = (
                f"Slowing down warns, or noise turned redder by itself, which looks alike ({area})"
            )
        elif wider or longer:
            how = "wider, not longer" if wider else "longer, not wider"
            text = f"Fluctuations grow {how}, which is no slowing down ({area})"
        else:
            text = "Slowing down does not warn"
        if last.levels.low <= 0.5:
            return f"{text}; levels do not warn."
        gain = last.more.text(2) if last.more.low > 0.0 else "nothing"
        return (
            f"{text}; levels do (area {last.levels.text(2)}), and fluctuations add {gain} to them."
        )


def verdict(name: str, training: Watched, held_out: Watched, seed: int = 0) -> Verdict:
    """Judge all indicators of one kind of breakdown.

    Args:
        name: what breaks down.
        training, held_out: matched runs of two seeds.
        seed: of the resampling.
    """
    return Verdict(
        name,
        evaluate_all(training, held_out, seed),
        [added(training, held_out, lead, seed=seed) for lead in LEADS],
        len(held_out),
        held_out.left_out,
    )


def known_systems(seed: int = 1) -> list[Verdict]:
    """Systems of which it is known whether slowing down warns, watched for long and as short as alliances."""
    systems = (
        ("fold", fold.fold, LONG),
        ("fold, short record", fold.fold, HISTORY),
        ("flattening well", fold.flattening, LONG),
        ("flattening well, short record", fold.flattening, HISTORY),
        ("jumps by chance", partial(fold.jumps, runs=6000), HISTORY),
    )
    return [
        verdict(name, system(history, seed=2 * seed), system(history, seed=2 * seed + 1))
        for name, system, history in systems
    ]


def of_alliances(
    runs: int = 3000, seed: int = 1, scenario: Scenario | None = None
) -> list[Verdict]:
    """How well indicators warn of the end of alliances, and of a fall back.

    Args:
        runs: of each of the two seeds.
        seed: of the training runs; the one after it is held out.
        scenario: the alliance, with a grant; the default one when left out.

    Raises:
        ValueError: where too few runs break down to judge by.
    """
    training, held_out = (grown(one, runs, scenario) for one in (seed, seed + 1))
    return [
        verdict(name, of(training, seed), of(held_out, seed + 1))
        for name, of in (("alliances that end", ends), ("alliances that fall back", falls_back))
    ]


def warnings_table(found: Verdict, names: Sequence[str] | None = None) -> str:
    """How well each indicator warns, as Markdown.

    Args:
        found: of one kind of breakdown.
        names: of the indicators to tell of; all when left out.
    """
    heads = " | ".join(f"area, {lead} before" for lead in LEADS)
    rows = [
        f"| indicator | {heads} | rightly | wrongly | months before |",
        "|---" * (len(LEADS) + 4) + "|",
    ]
    for one in found.judged:
        if names is not None and one.name not in names:
            continue
        areas = " | ".join(
            area.text(2) if k in (0, len(LEADS) - 1) else f"{area.value:.2f}"
            for k, area in enumerate(one.areas)
        )
        low, middle, high = one.lead
        lead = f"{middle:.0f} ({low:.0f} to {high:.0f})" if one.hits.value > 0.0 else ""
        rows.append(
            f"| {one.name} | {areas} | {one.hits.text(2)} | {one.false_alarms.text(2)} | {lead} |"
        )
    return "\n".join(rows)


def added_table(found: Sequence[Verdict]) -> str:
    """What slowing down tells that levels do not, as Markdown."""
    rows = [
        "| what breaks down | pairs | months before | levels | fluctuations | both less levels |",
        "|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.name} | {one.pairs} | {at.lead} | {at.levels.text(2)} | {at.fluctuations.text(2)} | "
        f"{at.more.text(3)} |"
        for one in found
        for at in one.added
        if at.lead in (LEADS[0], LEADS[-1])
    ]
    return "\n".join(rows)


def frames(found: Sequence[Verdict]) -> dict[str, pd.DataFrame]:
    """All numbers: a row for each indicator and lead, for each lead of each comparison, for each reading."""
    warned: list[dict[str, object]] = []
    more: list[dict[str, object]] = []
    for one in found:
        for judged in one.judged:
            fixed: dict[str, object] = (
                {
                    "breaks_down": one.name,
                    "pairs": one.pairs,
                    "left_out": one.left_out,
                    "indicator": judged.name,
                    "threshold": judged.threshold,
                    "lead_median": judged.lead[1],
                }
                | _columns("hits", judged.hits)
                | _columns("false_alarms", judged.false_alarms)
            )
            for lead, area in zip(LEADS, judged.areas, strict=True):
                warned.append(fixed | {"months_before": lead} | _columns("area", area))
        more += [
            {"breaks_down": one.name, "months_before": at.lead}
            | _columns("levels", at.levels)
            | _columns("fluctuations", at.fluctuations)
            | _columns("both", at.both)
            | _columns("more", at.more)
            for at in one.added
        ]
    text = [{"breaks_down": one.name, "reading": one.reading} for one in found]
    return {
        "warnings": pd.DataFrame(warned),
        "added": pd.DataFrame(more),
        "readings": pd.DataFrame(text),
    }


def _columns(name: str, one: Estimate) -> dict[str, object]:
    return {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
