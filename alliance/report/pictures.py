"""The pictures of a report: drawn for a page and for a phone, as data that stands in the page itself."""

from __future__ import annotations

import base64
import io
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from alliance.plots.marks import in_marks
from alliance.plots.style import BLUE, INK, ORANGE, drawable, legend_below, literal, look, wrapped
from alliance.report.document import Picture
from alliance.words.language import Language
from alliance.words.pictures import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.effects import Effect

Draw = Callable[["Axes"], object]

PAGE, PAGE_DPI = 7.0, 150
PHONE, PHONE_DPI = 4.1, 180
"""Widths in inches, and dots an inch."""

_LINE = 50
"""Letters in a line of the note of a legend on a phone."""

_TITLE = 42
"""Letters in a line of a title on a phone."""

_APART = 0.17
"""Distance between the two moments of an action from the middle of its row."""


@dataclass(frozen=True)
class Drawing:
    """What is still to be drawn.

    Attributes:
        page, phone: draw it into given axes.
        heights: of the two, in inches.
        alt, caption: see `alliance.report.document.Picture`.
    """

    page: Draw
    phone: Draw
    heights: tuple[float, float]
    alt: str
    caption: str

    def drawn(self, language: Language) -> Picture:
        """The picture.

        Args:
            language: of its numbers; `alliance.plots.spoken` is that of its words.
        """
        page, width, height = _png(self.page, (PAGE, self.heights[0]), PAGE_DPI, language)
        phone, *_ = _png(_narrow(self.phone), (PHONE, self.heights[1]), PHONE_DPI, language)
        return Picture(page, phone, width, height, self.alt, self.caption)


def drawing(
    draw: Draw,
    alt: str,
    caption: str,
    heights: tuple[float, float] = (3.5, 3.7),
    phone: Draw | None = None,
) -> Drawing:
    """A drawing that is the same on page and phone, unless `phone` says otherwise."""
    return Drawing(draw, phone or draw, heights, alt, caption)


def _narrow(draw: Draw) -> Draw:
    """The same with title and legend that are no wider than the picture."""

    def drawn(ax: Axes) -> None:
        figure = ax.figure
        draw(ax)
        titled = [one for one in figure.axes if one.get_title("left")]
        if titled:
            title = wrapped(titled[0].get_title("left"), _TITLE, 2)
            figure.suptitle(title, x=0.01, ha="left", fontsize=10, weight="bold")
        for one in titled:
            one.set_title("", loc="left")
        if (legend := ax.get_legend()) is None:
            return
        told = legend.get_title().get_text().splitlines()
        note = "\n".join(part for line in told for part in textwrap.wrap(line, _LINE))
        for columns in (3, 2, 1):
            legend_below(ax, columns, note)
            legend = ax.get_legend()
            assert legend is not None
            if legend.get_window_extent().width < 0.98 * ax.figure.bbox.width:
                return

    return drawn


def _png(
    draw: Draw, size: tuple[float, float], dpi: int, language: Language
) -> tuple[str, int, int]:
    packed = io.BytesIO()
    with look():
        figure = Figure(figsize=size, dpi=dpi, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        draw(figure.subplots())
        for text in (text for ax in figure.axes for text in ax.texts):
            if text.get_text().startswith(say("month")):  # longer in Dutch
                text.set(fontsize=7.5 if language == "nl" else text.get_fontsize())
        in_marks(figure, language)
        canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.fromarray(np.asarray(pixels)).convert("RGB")
    # Few colours: a third of the size, and nobody sees it.
    image.quantize(128, dither=Image.Dither.NONE).save(packed, "png", optimize=True)
    told = base64.b64encode(packed.getvalue()).decode("ascii")
    return f"data:image/png;base64,{told}", *image.size


def forest(
    ax: Axes,
    rows: Sequence[tuple[str, Sequence[Effect | None]]],
    title: str,
    label: str,
    moments: tuple[str, str],
    width: int,
) -> None:
    """Effects of actions at two moments, with intervals; in hundredths.

    Args:
        ax: where.
        rows: name of each action, and its effect at each moment; None where there is none.
        title, label: of the picture and its axis.
        moments: what the two are called.
        width: letters in a line of a name.
    """
    looks = ((BLUE, "o"), (ORANGE, "s"))
    ax.axvline(0.0, color=INK, linewidth=1.0, linestyle="--")
    for k, ((colour, marker), moment) in enumerate(zip(looks, moments, strict=True)):
        ax.plot([], [], color=colour, marker=marker, linestyle="none", label=moment)
        for row, (_, effects) in enumerate(rows):
            effect = effects[k]
            if effect is None or not np.isfinite([effect.low, effect.high]).all():
                continue
            middle, low, high = (100 * x for x in (effect.difference, effect.low, effect.high))
            y = row + _APART * (2 * k - 1)
            ax.plot([low, high], [y, y], color=colour, linewidth=1.6)
            ax.plot([middle], [y], color=colour, marker=marker, markersize=5, linestyle="none")
    ax.set_yticks(
        range(len(rows)), [wrapped(drawable(name), width, 2) for name, _ in rows], fontsize=8
    )
    ax.set(ylim=(len(rows) - 0.5, -0.5), title=title, xlabel=label)
    ax.margins(x=0.05)
    literal(ax.get_yticklabels())
    legend_below(ax, 2)
