"""Small parts of pages: plain elements of HTML, which keyboards and screen readers know by themselves.

Texts are texts: nothing that comes from a table or scenario is ever read as HTML. Tables are made by
`markupsafe`, which escapes; all else is set as text.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup
from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

from alliance.words.voice import Voice

if TYPE_CHECKING:
    from alliance.app.charts import Chart

Doing = Callable[[], Awaitable[None] | None]
E = TypeVar("E", bound=Element)


class Text(TextElement):
    """An element of any kind with text in it."""

    def __init__(self, tag: str, text: str = "") -> None:
        super().__init__(tag=tag, text=text)


def text(tag: str, told: str = "", classes: str = "", **attributes: str | bool) -> Text:
    """An element with text.

    Args:
        tag: of HTML.
        told: its text.
        classes: of the style sheet.
        attributes: of HTML, with _ for -.
    """
    return dress(Text(tag, told), classes, attributes)


def box(tag: str = "div", classes: str = "", **attributes: str | bool) -> Element:
    """An element for others; see `text`."""
    return dress(Element(tag), classes, attributes)


def dress(one: E, classes: str, attributes: dict[str, str | bool]) -> E:
    """Give an element classes and attributes, as they are: quotes in them mean nothing."""
    if classes:
        one.classes(classes)
    for name, value in attributes.items():
        one.props[name.rstrip("_").replace("_", "-")] = value
    return one


def button(told: str, done: Doing, classes: str = "", **attributes: str | bool) -> Text:
    """A button."""
    made = text("button", told, f"button {classes}", type="button", **attributes)
    made.on("click", lambda _: done(), args=[])
    return made


def files(token: str, kind: str, told: str, label: str) -> None:
    """A place to drop files on, or to choose them; the page's script sends them to the server.

    Args:
        token: of the page.
        kind: of files.
        told: what may be dropped.
        label: of its button.
    """
    sends = "(e) => {{ laboratory.over(e, false); laboratory.send({files}, {token}, {kind}); }}"
    values = {"token": json.dumps(token), "kind": json.dumps(kind)}
    with box("label", "drop") as area:
        text("span", told)
        text("span", label, "button primary", aria_hidden="true")
        dropped = box("input", "unseen", type="file", multiple=True, aria_label=label)
        dropped.props["accept"] = ".xlsx,.ods,.xls,.csv,.txt,.tsv,.toml"
    area.on("dragover.prevent", js_handler="(e) => laboratory.over(e, true)")
    area.on("dragleave", js_handler="(e) => laboratory.over(e, false)")
    area.on("drop.prevent", js_handler=sends.format(files="e.dataTransfer.files", **values))
    dropped.on("change", js_handler=sends.format(files="e.target.files", **values))


def status() -> Text:
    """A line that says how far something is; screen readers read it out when it changes."""
    return text("p", "", "status", role="status")


def trouble(say: Voice, lines: Sequence[str]) -> None:
    """What went wrong, a line each."""
    with box("div", "trouble", role="alert"):
        text("strong", say("wrong"))
        for line in lines:
            text("p", line)


class Slider:
    """A slider with its label and value.

    Args:
        label: what it moves.
        value, low, high, step: numbers.
        told: the value in words.
        moved: called with the value while it moves, some times a second.
    """

    def __init__(
        self,
        label: str,
        value: float,
        low: float,
        high: float,
        step: float,
        told: Callable[[float], str],
        moved: Callable[[float], Awaitable[None] | None],
    ) -> None:
        self._told = told
        with box("label", "slider"):
            with box("span", "slider-head"):
                text("span", label)
                # No <output>: a label would be taken for that of the output, not of the slider.
                self._value = text("span", told(value), "slider-value")
            # The caret: an attribute that is given once, for what the user moves is not ours to set back.
            self.input = box(
                "input", type="range", min=f"{low:g}", max=f"{high:g}", step=f"{step:g}"
            )
            self.input.props["^value"] = f"{value:g}"

        def on_input(event: GenericEventArguments) -> Awaitable[None] | None:
            try:
                new = min(max(float(event.args), low), high)
            except (TypeError, ValueError):
                return None
            self.tell(new)
            return moved(new)

        self.input.on(
            "input",
            on_input,
            throttle=0.15,
            leading_events=False,
            js_handler="(e) => emit(e.target.value)",
        )

    def tell(self, value: float) -> None:
        """Say another value beside it."""
        self._value.text = self._told(value)

    def put(self, value: float) -> None:
        """Move it."""
        self.tell(value)
        self.input.client.run_javascript(f"getHtmlElement({self.input.id}).value = {value:g}")


def choice(
    label: str, options: dict[str, str], chosen: str, done: Callable[[str], Awaitable[None] | None]
) -> None:
    """A list to choose one from.

    Args:
        label: what is chosen.
        options: labels by key.
        chosen: the key that is chosen now.
        done: called with the key that is chosen.
    """
    with box("label", "choice"):
        text("span", label)
        with box("select") as made:
            for key, told in options.items():
                option = text("option", told, value=key)
                if key == chosen:
                    option.props["selected"] = True

    def on_change(event: GenericEventArguments) -> Awaitable[None] | None:
        return done(event.args) if event.args in options else None

    made.on("change", on_change, js_handler="(e) => emit(e.target.value)")


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "", classes: str = ""
) -> None:
    """A table of texts whose first column names the rows; wide ones scroll by themselves."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(told) for told in heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<th scope="row">{}</th>' if k == 0 else "<td>{}</td>").format(told)
                for k, told in enumerate(row)
            )
        )
        for row in rows
    )
    top = Markup("<caption>{}</caption>").format(caption) if caption else Markup("")
    whole = Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        top, head, body
    )
    made = ui.html(whole, sanitize=False)
    dress(made, f"table {classes}", {"tabindex": "0", "role": "region"})
    made.props["aria-label"] = caption or (heads[0] if heads else "")


class Picture:
    """A chart with its title and the numbers behind it; drawn anew when these change.

    Args:
        say: the voice of the page.
        height: of the chart without its legend, in pixels.
    """

    def __init__(self, say: Voice, height: int = 240) -> None:
        self._say, self._height = say, height
        self._whole = box("figure", "picture", hidden=True)
        self._chart: ui.echart | None = None

    def show(self, chart: Chart, numbers: bool = True) -> None:
        """Show a chart.

        Args:
            chart: what to show.
            numbers: whether to renew the table of numbers as well; while a run is played it can wait.
        """
        if self._chart is None:
            self._make(chart)
        assert self._chart is not None
        self._title.text = chart.title
        self._around.props["aria-label"] = chart.title
        options: dict[str, Any] = self._chart.options
        options.clear()
        options.update(chart.options)
        self._chart.style(f"height: {self._height + chart.legend}px")
        self._chart.update()
        if numbers:
            self._numbers.clear()
            with self._numbers:
                table(chart.heads, chart.rows, chart.title)

    def _make(self, chart: Chart) -> None:
        """Only when there is something to see: a picture of nothing has no name."""
        self._whole.props.pop("hidden", None)
        self._whole.update()
        with self._whole:
            self._title = text("figcaption")
            with box("div", "chart", role="img") as self._around:
                self._chart = ui.echart(chart.options, renderer="svg")
            with box("details"):
                text("summary", self._say("numbers"))
                self._numbers = box("div")
