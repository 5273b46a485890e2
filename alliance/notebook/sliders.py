"""What if? An alliance as it is beside others that it could be, with sliders where there are any.

ipywidgets need not be there: without them, or without a live kernel, the picture is all that is shown.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare import Comparison, compare
from experiments.phase_diagrams.controls import control
from sim.errors import AllianceError
from sim.scenarios import Scenario
from sim.scenarios.variants import resolve

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOLD = ("productive", "added_value", "turnover")
"""Outcomes of which the difference is drawn."""

MONTHS = (
    "months_chafing",
    "months_learning",
    "months_between",
    "months_producing",
    "months_apart",
    "months_stagnant",
)
"""Outcomes that say how long an alliance is in each phase, in the order in which they are drawn."""

_FIRST: dict[str, float] = {"facilitation": 4.0, "founding": 12.0, "money": 0.75}
"""What is tried when nothing is said; money only where there is any."""

_FOUNDING = ("D1", "D2", "D3")
_LABELS = {
    "trust": "Trust at the start",
    "facilitation": "Process facilitator (days a month)",
    "money": "Money (times what it is)",
    "openness": "Openness above the waterline",
    "agreements": "Working agreements at the start",
    "values": "Difference in norms and values",
}


@dataclass(frozen=True)
class WhatIf:
    """Something about an alliance that is tried otherwise.

    Attributes:
        name: what `explore` calls it.
        label: the same in words.
        here: where the alliance stands; None where it does not say.
        low, high, step: of the slider.
        at: the scenario with another value.
    """

    name: str
    label: str
    here: float | None
    low: float
    high: float
    step: float
    at: Callable[[float], Scenario]

    def told(self, value: float) -> str:
        """The label with a value."""
        return f"{self.label}: {value:g}"


def tried_first(scenario: Scenario) -> dict[str, float]:
    """What is tried of a scenario when nothing is said, with the value to start with."""
    money = bool(scenario.grant or scenario.fund.start)
    return {name: value for name, value in _FIRST.items() if money or name != "money"}


def what_if(scenario: Scenario, name: str) -> WhatIf:
    """Something that can be tried otherwise with an alliance.

    Args:
        scenario: the alliance.
        name: ``founding``: months of getting to know each other, developing vision and values and
            making working agreements (D1-D3), at full strength from the start; or any control (see
            `experiments.phase_diagrams.controls`): ``facilitation``, ``money``, ``trust``, ``values``,
            ``openness`` and the like, or any path that holds a number.

    Raises:
        AllianceError: for a name that does not exist, with the nearest, or one that the scenario does
            not allow.
    """
    if name == "founding":
        most = float(min(24, scenario.length))
        label = "D1-D3 from the start (months)"
        return WhatIf(name, label, 0.0, 0.0, most, 1.0, lambda months: _founded(scenario, months))
    try:
        moved = control(scenario, name)
    except AllianceError as error:
        told = str(error).removeprefix(f"--along {name}: ").replace("--low and --high", "another")
        raise AllianceError(f"what-if '{name}': {told}") from None
    reach = moved.high - moved.low
    step = 1.0 if moved.whole else 0.05 if reach <= 2.0 else reach / 24
    label = _LABELS.get(name) or moved.unit[0].upper() + moved.unit[1:]
    return WhatIf(name, label, moved.here, moved.low, moved.high, step, moved.at)


def _founded(scenario: Scenario, months: float) -> Scenario:
    rows = scenario.to_dict().get("intervention", [])
    if months >= 1.0:
        last = int(months) - 1
        rows = rows + [{"action": code, "from": 0, "until": last} for code in _FOUNDING]
    return scenario.replace("intervention", rows)


def explore(
    scenario: Scenario | str | Path, *, runs: int = 50, seed: int = 1, **tried: float
) -> Figure | None:
    """What if? An alliance as it is beside each of some what-ifs, and beside all of them together.

    In a notebook with ipywidgets there is a slider for each; the picture is drawn anew when one is let
    go. Without them the picture is shown for the values given. All runs are paired: they meet the same
    chance, so what differs is the what-if.

    Args:
        scenario: a scenario, its name, a variant of it or a file.
        runs: paired runs of each, >= 2.
        seed: of all.
        **tried: what is tried (see `what_if`), with the value to start with; left out: `tried_first`.

    Returns:
        Nothing in a notebook; elsewhere the picture.

    Raises:
        AllianceError: for a what-if that does not exist or a value that is not allowed.

    Example:
        >>> import alliance
        >>> type(alliance.explore("smooth-start", runs=2, trust=0.3)).__name__
        'Figure'
    """
    base = scenario if isinstance(scenario, Scenario) else resolve(scenario)
    values = {name: float(value) for name, value in (tried or tried_first(base)).items()}
    ones = [what_if(base, name) for name in values]
    for one in ones:
        if not one.low <= values[one.name] <= one.high:
            raise AllianceError(
                f"{one.name} = {values[one.name]:g} is not allowed: from {one.low:g} "
                f"to {one.high:g}"
            )

    def drawn() -> Figure:
        return what_ifs(base, values, runs, seed)

    if not _in_notebook():
        return drawn()
    from IPython.display import Image, display

    def picture() -> Image:
        content = io.BytesIO()
        drawn().savefig(content, format="png", dpi=110)
        told = "; ".join(one.told(values[one.name]) for one in ones)
        return Image(content.getvalue(), alt=told)  # type: ignore[no-untyped-call]

    sliders = _sliders(ones, values)
    if sliders is not None:
        display(sliders.box)  # type: ignore[no-untyped-call]
    shown = display(picture(), display_id=True)  # type: ignore[no-untyped-call]
    if sliders is not None:
        sliders.on_release(lambda: shown.update(picture()))
    return None


def what_ifs(base: Scenario, values: dict[str, float], runs: int, seed: int) -> Figure:
    """The picture of `explore`.

    Args:
        base: the alliance as it is.
        values: what is tried (see `what_if`), with the value of each.
        runs, seed: of the comparison.

    Returns:
        Months in each phase for each, and the differences from how it is with 95 % intervals.
    """
    from matplotlib.figure import Figure

    from alliance.plots.style import drawable, look, wrapped

    variants, together = {}, base
    for name, value in values.items():
        one = what_if(base, name)
        variants[one.told(value)] = one.at(value)
        together = what_if(together, name).at(value)
    if len(values) > 1:
        variants["All of these together"] = together
    now = "As it is"
    done = compare(
        base,
        *variants.values(),
        labels=[now, *variants],
        runs=runs,
        seed=seed,
        outcomes=(*TOLD, *MONTHS),
    )
    with look():
        figure = Figure(figsize=(10.5, 2.1 + 0.42 * len(variants)), layout="constrained")
        left, *others = figure.subplots(
            1, 1 + len(TOLD), sharey=True, width_ratios=[3.0, *[1.0] * len(TOLD)]
        )
        _phases(left, done, base.length)
        left.set_yticks(range(len(variants) + 1), [now, *(wrapped(v, 34, 2) for v in variants)])
        left.set_ylim(len(variants) + 0.5, -0.5)
        for ax, outcome in zip(others, TOLD, strict=True):
            _differences(ax, done, outcome)
        figure.suptitle(
            drawable(wrapped(base.title, 80, 1))
            + f"\n{runs} paired runs of {base.length} months; on the right the difference from as it "
            "is: green better, red worse, grey cannot tell",
            fontsize=9,
        )
    return figure


def _phases(ax: Axes, done: Comparison, length: int) -> None:
    """Mean months in each phase, a bar for each scenario."""
    from alliance.plots.states import LOOKS
    from alliance.plots.style import INK

    looks = list(LOOKS.values())
    names = (done.base, *done.variants)
    at, below = np.arange(len(names)), np.zeros(len(names))
    for outcome, kind in zip(MONTHS, looks, strict=False):
        effects = [done[variant, outcome] for variant in done.variants]
        months = np.array([effects[0].base, *(effect.with_change for effect in effects)])
        ax.barh(
            at,
            months,
            0.7,
            below,
            facecolor=kind.colour,
            edgecolor=INK,
            hatch=kind.hatch,
            linewidth=0.3,
            label=kind.label,
        )
        below = below + months
    ax.barh(
        at,
        length - below,
        0.7,
        below,
        facecolor="#D9D9D9",
        edgecolor=INK,
        linewidth=0.3,
        label="ended",
    )
    ax.set(title="Months in each phase\n(mean of the runs)", xlabel="months", xlim=(0, length))
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=4)


_TITLES = {
    "productive": ("Becomes\nproductive", "% of runs"),
    "added_value": ("Added value", "% of output apart"),
    "turnover": ("Members\nthat leave", "% a year"),
}


def _differences(ax: Axes, done: Comparison, outcome: str) -> None:
    """The difference that each what-if makes, with its interval; grey when it cannot be told."""
    from alliance.plots.style import GREEN, GREY, VERMILION

    title, unit = _TITLES[outcome]
    for row, variant in enumerate(done.variants, 1):
        effect = done[variant, outcome]
        if not np.isfinite([effect.low, effect.high]).all():
            continue
        colour, marker = {"better": (GREEN, "o"), "worse": (VERMILION, "s")}.get(
            effect.verdict, (GREY, "d")
        )
        middle, low, high = (100 * x for x in (effect.difference, effect.low, effect.high))
        ax.plot([low, high], [row, row], color=colour, linewidth=2)
        ax.plot([middle], [row], marker, color=colour, markersize=6)
    ax.axvline(0.0, color="black", linewidth=0.8)
    reach = 1.1 * max(abs(x) for x in ax.get_xlim())
    ax.set(title=title, xlabel=unit, xlim=(-reach, reach))
    ax.tick_params("y", length=0, labelleft=False)


def _in_notebook() -> bool:
    """Whether what is displayed is seen: there is a kernel that shows pictures."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


class _Sliders:
    """The sliders of `explore`."""

    def __init__(self, ones: list[WhatIf], values: dict[str, float]) -> None:
        import ipywidgets

        self._values = values
        self._sliders: dict[str, Any] = {}
        rows = []
        for one in ones:
            self._sliders[one.name] = ipywidgets.FloatSlider(
                value=values[one.name],
                min=one.low,
                max=one.high,
                step=one.step,
                description=one.label,
                continuous_update=False,
                readout_format=".2f" if one.step < 0.5 else ".3g",
                style={"description_width": "230px"},
                layout={"width": "580px"},
            )
            now = ipywidgets.Label("" if one.here is None else f"now {one.here:.3g}")
            rows.append(ipywidgets.HBox([self._sliders[one.name], now]))
        self.box = ipywidgets.VBox(rows)

    def on_release(self, draw: Callable[[], None]) -> None:
        """Call `draw` with the new values whenever a slider is let go."""

        def released(_: Any) -> None:
            self._values.update({name: one.value for name, one in self._sliders.items()})
            draw()

        for slider in self._sliders.values():
            slider.observe(released, "value")


def _sliders(ones: list[WhatIf], values: dict[str, float]) -> _Sliders | None:
    """The sliders; None when there is no ipywidgets."""
    try:
        return _Sliders(ones, values)
    except ImportError:
        return None
