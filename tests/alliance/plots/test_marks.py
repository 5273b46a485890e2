"""Numbers on the axes of Dutch pictures have decimal commas."""

from __future__ import annotations

from matplotlib.figure import Figure

from alliance.plots.marks import in_marks


def test_axes_have_the_marks_of_the_language() -> None:
    for language, mark in (("en", "0.5"), ("nl", "0,5")):
        figure = Figure()
        ax = figure.subplots()
        ax.plot([0.0, 1.0], [0.0, 1.0])
        ax.set_xticks([0.0, 0.5, 1.0])
        in_marks(figure, language)
        figure.draw_without_rendering()
        assert [text.get_text() for text in ax.get_xticklabels()][1].startswith(mark)
