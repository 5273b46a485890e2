"""Numbers on axes with the marks of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.ticker import Formatter, FuncFormatter, ScalarFormatter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from alliance.words.language import Language


class _Comma(Formatter):
    """Numbers on an axis with a decimal comma."""

    def __init__(self, inner: Formatter) -> None:
        self._inner = inner

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self._inner(x, pos).replace(".", ",")

    def set_axis(self, axis: Any) -> None:
        self._inner.set_axis(axis)

    def set_locs(self, locs: Any) -> None:
        self._inner.set_locs(locs)


def in_marks(figure: Figure, language: Language) -> None:
    """Give the axes of a picture that is drawn decimal commas in Dutch.

    Args:
        figure: with all that is drawn on it.
        language: ``en`` or ``nl``.
    """
    if language != "nl":
        return
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            if isinstance(inner := axis.get_major_formatter(), ScalarFormatter | FuncFormatter):
                axis.set_major_formatter(_Comma(inner))
