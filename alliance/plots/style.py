"""The look that all pictures share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alliance.words.pictures import say
from sim.arrays import Array
from sim.errors import AllianceError
from sim.observers.paths import paths_of
from sim.results import DYADS

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.text import Text

BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY, YELLOW = (
    "#000000",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#999999",
    "#F0E442",
)
"""Okabe & Ito's palette and a grey; its yellow is for areas alone, too pale for lines on paper."""

INK = "#333333"
"""Edges and hatches."""

SIZE = (7.0, 3.6)
"""Width and height of a picture of its own, in inches."""

FEWEST = 5
"""Runs that must be left for a median and its bands to be drawn."""

_SCRIPTS = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Source Han Sans",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Nirmala UI",
    "Arial Unicode MS",
)
"""Fonts that know other scripts; those that are there stand in for what the first font lacks."""

_SETTINGS: dict[str, Any] = {
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.xmargin": 0.0,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "figure.dpi": 120,
    "savefig.dpi": 200,
    "pdf.fonttype": 42,  # text stays text
    "text.usetex": False,
    "text.parse_math": False,  # a name with a dollar sign is a name, not a formula
    "hatch.linewidth": 0.5,
}


@contextmanager
def look() -> Iterator[None]:
    """Apply the shared look inside the block."""
    import matplotlib as mpl

    settings: Any = {**_SETTINGS, "font.family": list(_families())}
    with mpl.rc_context(settings):
        yield


def axes_or_new(ax: Axes | None, size: tuple[float, float] = SIZE) -> Axes:
    """The given axes, or those of a new figure of `size` inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    # Outside the look: what a notebook sets when it makes its first figure would be undone with it.
    figure = plt.figure(figsize=size, dpi=_SETTINGS["figure.dpi"], layout="constrained")
    with look():
        return figure.subplots()


def band(
    ax: Axes,
    months: Array,
    values: Array,
    colour: str,
    label: str,
    style: Any = "-",
    ranges: Sequence[float] = (0.8, 0.5),
    marker: str = "",
) -> None:
    """Draw the median of runs with the ranges that hold so many of them.

    Args:
        ax: where.
        months: (ticks,).
        values: (runs, ticks); NaN are left out. Months in which fewer than `FEWEST` of more runs are
            left are not drawn, for a median of three survivors would look like one of all; where
            fewer than half are left the line is thin. Of fewer than `FEWEST` runs no range is drawn.
        colour, style, marker: of the line; the ranges take the colour.
        label: for the legend.
        ranges: shares of runs in (0, 1), widest first.
    """
    there = enough(values)
    if not there.any():
        ax.plot([], [], color=colour, linestyle=style, marker=marker, label=label)
        return
    at, seen = held(months[there], values[:, there])
    for k, share in enumerate(ranges if len(values) >= FEWEST else ()):
        low, high = np.nanquantile(seen, [0.5 - share / 2, 0.5 + share / 2], axis=0)
        ax.fill_between(at, low, high, color=colour, alpha=0.14 + 0.12 * k, linewidth=0)
    middle = np.nanmedian(seen, axis=0)
    most = 2 * (~np.isnan(seen)).sum(0) >= len(values)
    if not most.all():
        ax.plot(at, middle, color=colour, linestyle=style, linewidth=0.8, label="_few")
    ax.plot(
        at,
        np.where(most, middle, np.nan),
        color=colour,
        linestyle=style,
        linewidth=1.8,
        marker=marker,
        markersize=4,
        markevery=max(1, len(at) // 8),
        label=label,
    )


def enough(values: Array) -> NDArray[np.bool_]:
    """(ticks,) in which months enough of the runs (first axis) are left for a median of them."""
    there: NDArray[np.bool_] = (~np.isnan(values)).sum(0) >= min(FEWEST, len(values))
    return there


def median_of(values: Array) -> Array:
    """Median over runs (first axis); NaN where not `enough` are left."""
    there = enough(values)
    found = np.full(values.shape[1:], np.nan)
    if there.any():
        found[there] = np.nanmedian(values[:, there], axis=0)
    return found


def held(months: Array, values: Array) -> tuple[Array, Array]:
    """The same, but a month that stands alone lasts to its end, or nothing of it could be seen.

    Args:
        months: (ticks,).
        values: (…, ticks).
    """
    if len(months) != 1:
        return months, values
    return np.array([months[0], months[0] + 1]), np.repeat(values, 2, axis=-1)


def of_runs(values: Array, ranges: Sequence[float] = (0.8, 0.5)) -> str:
    """What the lines of `band` are of, for a legend.

    Args:
        values: (runs, ticks), NaN where an alliance has ended.
        ranges: as for `band`.
    """
    runs, left = len(values), (~np.isnan(values)).sum(0)
    if runs == 1:
        return say("one run")
    told = [say("median", runs=runs)]
    if runs >= FEWEST and ranges:
        shares = f" {say('and')} ".join(f"{100 * share:.0f} %" for share in sorted(ranges))
        told.append(say("ranges", shares=shares))
    if left[-1] < runs:
        told.append("\n" + say("left", left=left[-1]))
        if 2 * left[-1] < runs:
            told.append(say("thin"))
    return "; ".join(told).replace("; \n", "\n")


def months_of(result: xr.Dataset, *names: str) -> Array:
    """(ticks,) the months of a result, which must hold what a picture shows.

    Args:
        result: what `sim.simulate` returned.
        names: of the variables that are needed.

    Raises:
        AllianceError: when it is not the result of a simulation, or a variable is missing.
    """
    paths_of(result)
    for name in names:
        if name not in result and name in DYADS:
            raise AllianceError("this result holds no dyads: simulate with dyads=True to keep them")
        if name not in result:
            raise AllianceError(f"this result holds no '{name}', which this picture needs")
    months: Array = result.tick.to_numpy()
    return months


def over_time(ax: Axes, result: xr.Dataset) -> None:
    """An axis of months that is the same in all pictures of a result; marked by years if it can."""
    from matplotlib.ticker import MaxNLocator, MultipleLocator

    months = result.tick.to_numpy()
    ax.set(xlabel=say("month"), xlim=(months[0], months[-1] + 1))
    step = step_of(months)
    ax.xaxis.set_major_locator(MultipleLocator(step) if step else MaxNLocator(6, integer=True))


def step_of(months: Array) -> int:
    """Months from mark to mark on an axis: whole years; 0 when there are not two of them."""
    span = int(months[-1] - months[0]) + 1
    return 12 * -(-span // 96) if span >= 24 else 0


def legend_below(ax: Axes, columns: int = 2, note: str = "") -> None:
    """A legend under the axes and their label, where it covers nothing, whatever their height.

    Args:
        ax: where.
        columns: of the legend.
        note: a line or two that head it.
    """
    from matplotlib.transforms import ScaledTranslation

    under = ScaledTranslation(0, -34 / 72, ax.figure.dpi_scale_trans)
    legend = ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        bbox_transform=ax.transAxes + under,
        borderaxespad=0.0,
        ncols=columns,
        handlelength=2.4,
        columnspacing=1.2,
        title=note or None,
        title_fontsize=7.5,
    )
    legend.get_title().set_multialignment("center")
    literal(legend.get_texts())


def literal(texts: Iterable[Text]) -> None:
    """Have texts drawn as they are: no sign in them starts a formula."""
    for text in texts:
        text.set_parse_math(False)


def names_of(result: xr.Dataset) -> list[str]:
    """Names of the members as they can be drawn with the fonts that are there."""
    return [
        drawable(str(name), say("member", number=k))
        for k, name in enumerate(result.member.to_numpy(), 1)
    ]


def drawable(text: str, instead: str = "") -> str:
    """A text without the signs that no font here knows, which would be drawn as empty boxes.

    Args:
        text: what to draw.
        instead: drawn when fewer than two letters are left of more.

    >>> drawable("Simavi")
    'Simavi'
    """
    known = _known()
    kept = " ".join("".join(sign for sign in text if ord(sign) in known).split())
    if kept == text or sum(map(str.isalnum, kept)) >= 2:
        return kept
    return instead


def wrapped(text: str, width: int, lines: int) -> str:
    r"""Wrap a text to so many lines, with an ellipsis where something is left out.

    No word is broken: one that is longer than a line stays whole, up to twice the width.

    >>> wrapped("a long name of an organisation", 10, 2)
    'a long\nname of…'
    >>> wrapped("Woningcorporatie", 11, 2)
    'Woningcorporatie'
    """
    words = [
        word if len(word) <= 2 * width else word[: 2 * width - 1] + "…" for word in text.split()
    ]
    parts = textwrap.wrap(" ".join(words), width, break_long_words=False) or [text]
    if len(parts) > lines:
        kept = parts[lines - 1].split()
        while len(kept) > 1 and len(" ".join(kept)) >= width:
            kept.pop()
        parts = [*parts[: lines - 1], " ".join(kept) + "…"]
    return "\n".join(parts)


def told_apart(names: Sequence[str], width: int, lines: int) -> list[str]:
    """Wrap names to so many lines so that no two look the same.

    Names that differ only in what would be left out keep their end; those that still look the same get
    their number.

    >>> told_apart(["Municipality of A", "Municipality of B"], 8, 1)
    ['…ty of A', '…ty of B']
    """
    short = [wrapped(name, width, lines) for name in names]
    for again in (_with_its_end, _with_its_number):
        short = [
            again(names, k, width, lines) if short.count(label) > 1 else label
            for k, label in enumerate(short)
        ]
    return short


def _with_its_end(names: Sequence[str], k: int, width: int, lines: int) -> str:
    end = "…" + names[k][1 - width :].lstrip()
    return f"{wrapped(names[k], width, lines - 1)}\n{end}" if lines > 1 else end


def _with_its_number(names: Sequence[str], k: int, width: int, lines: int) -> str:
    return wrapped(f"{k + 1} {names[k]}", width, lines)


def spread_out(places: Array, gap: float) -> Array:
    """Move heights apart until they are at least `gap` from each other, each as little as is simple.

    Args:
        places: (n,) heights in any order.
        gap: smallest distance, >= 0.

    Returns:
        (n,) in the order of `places`.

    >>> spread_out(np.array([0.0, 0.0]), 1.0)
    array([-0.5,  0.5])
    """
    order = np.argsort(places, kind="stable")
    blocks: list[tuple[float, list[int]]] = []
    for k in order:
        block = (float(places[k]), [int(k)])
        while blocks and block[0] - blocks[-1][0] < gap * (len(block[1]) + len(blocks[-1][1])) / 2:
            middle, members = blocks.pop()
            together = [*members, *block[1]]
            centre = (middle * len(members) + block[0] * len(block[1])) / len(together)
            block = (centre, together)
        blocks.append(block)
    moved = np.empty(len(places))
    for middle, members in blocks:
        for rank, k in enumerate(members):
            moved[k] = middle + gap * (rank - (len(members) - 1) / 2)
    return moved


@cache
def _families() -> tuple[str, ...]:
    """The first font and those that stand in for signs it lacks, of the fonts that are there."""
    from matplotlib import font_manager

    there = set(font_manager.get_font_names())
    return ("DejaVu Sans", *(name for name in _SCRIPTS if name in there))


@cache
def _known() -> frozenset[int]:
    """Code points of all signs that can be drawn."""
    from matplotlib import font_manager, ft2font

    found: set[int] = set()
    for family in _families():
        found |= ft2font.FT2Font(font_manager.findfont(family)).get_charmap().keys()
    return frozenset(found)


def reach(middle: ArrayLike, low: ArrayLike, high: ArrayLike) -> NDArray[np.float64]:
    """Bars of an interval as `errorbar` takes them: (2, count) how far it goes down and up from a number.

    An end that cannot be told (NaN) has no bar.
    """
    centre, down, up = (np.asarray(x, dtype=np.float64) for x in (middle, low, high))
    return np.maximum(np.stack([centre - down, up - centre]), 0.0)
