"""A member table as a grid: what is wrong is marked where it stands, and mended there."""

from __future__ import annotations

import json
from collections.abc import Callable

from markupsafe import Markup
from nicegui import ui
from nicegui.events import GenericEventArguments

from alliance.app.parts import box, button, text
from alliance.app.session import Session
from alliance.app.table import MemberTable, text_of
from alliance.tables.sheets import letters
from sim.scenarios import Scenario


def mend(
    session: Session,
    table: MemberTable,
    opens: Callable[[Scenario], None],
    leaves: Callable[[], None],
) -> None:
    """Show a table, what is wrong with it, and the way on when nothing is.

    Args:
        session: of the page.
        table: what was uploaded.
        opens: called with the alliance that it says.
        leaves: called to go back.
    """
    say = session.say
    button(say("back"), leaves, "quiet back")
    text("h1", say("mend", file=table.where))
    told = box("div", role="status")
    uses = button(say("use"), lambda: opens(table.scenario) if table.scenario else None, "primary")
    keys = {name: f"{k}" for k, name in enumerate(table.shown())}
    grids = {}
    for name in keys:
        called = say("sheet", name=table.sheets[name].title or table.sheets[name].where)
        text("h2", called)
        grids[name] = ui.html(_grid(table, name, keys[name], called), sanitize=False)
        grids[name].classes("grid").props["tabindex"] = "0"
        grids[name].props["role"] = "region"
        grids[name].props["aria-label"] = called

    def tell() -> None:
        told.clear()
        with told:
            count = len(table.wrong)
            if not count:
                text("p", say("all right"), "good")
            else:
                many = (
                    say("one fault") if count == 1 else say("more faults", count=say.number(count))
                )
                text("p", say("faults", count=many))
                with box("ul", "faults"):
                    for line in table.wrong:
                        with box("li"):
                            _fault(table, line, keys)
        uses.props["disabled"] = table.scenario is None
        uses.update()
        for name, grid in grids.items():
            faults = {f"{keys[name]}.{r}.{c}": what for (r, c), what in table.faults(name).items()}
            ui.run_javascript(f"laboratory.mark(getHtmlElement({grid.id}), {json.dumps(faults)})")

    def changed(event: GenericEventArguments) -> None:
        at, typed = event.args
        key, row, column = str(at).split(".")
        name = next((one for one, other in keys.items() if other == key), None)
        if name is not None:
            table.change(name, int(row), int(column), str(typed))
            tell()

    for grid in grids.values():
        grid.on("change", changed, js_handler="(e) => emit([e.target.dataset.at, e.target.value])")
    ui.timer(0.0, tell, once=True)


def _fault(table: MemberTable, line: str, keys: dict[str, str]) -> None:
    """What is wrong; where it is in a cell, a button that goes there."""
    place = table.places.get(line)
    for name, key in keys.items():
        sheet = table.sheets[name]
        if place and (place.where, place.title) == (sheet.where, sheet.title):
            at = json.dumps(f"{key}.{place.row}.{place.column}")
            goes = text("button", line, "button link", type="button")
            goes.on("click", js_handler=f"() => laboratory.visit({at})")
            return
    text("span", line)


def _grid(table: MemberTable, name: str, key: str, label: str) -> Markup:
    """A table of fields, which tells what changes by the place of a cell."""
    cells = {(cell.row, cell.column): cell for row in table.sheets[name].rows for cell in row}
    height, width = table.size(name)
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(letters(column)) for column in range(1, width + 1)
    )
    rows = []
    for row in range(1, height + 1):
        fields = Markup("").join(
            Markup(
                '<td><input data-at="{}.{}.{}" value="{}" size="{}" aria-label="{}">'
                '<span class="fault" hidden></span></td>'
            ).format(
                key,
                row,
                column,
                told := text_of(cells[row, column]) if (row, column) in cells else "",
                min(max(len(told), 6), 28),
                f"{letters(column)}{row}",
            )
            for column in range(1, width + 1)
        )
        rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(row, fields))
    return Markup(
        '<table><caption class="unseen">{}</caption><thead><tr><td></td>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(label, heads, Markup("").join(rows))
