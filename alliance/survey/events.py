"""What happened in the meantime: one event a row, with its date; part of the scenario from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.survey.dates import Calendar, months, own_months
from alliance.tables.numbers import NumberError, written
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from alliance.words.language import Term, in_language
from alliance.words.vocabulary import SHOCKS
from experiments.following.answers import Departure
from sim.errors import nearest
from sim.interventions.nine import ACTIONS

HEADINGS: dict[str, Term] = {
    "date": Term("date", "datum"),
    "what": Term("what", "wat"),
    "who": Term("who", "wie"),
    "size": Term("how much", "hoeveel"),
    "note": Term("note", "notitie"),
}
"""Columns of the sheet of events."""

KINDS: dict[str, Term] = {
    "left": Term("a member left", "lid vertrokken"),
    "joined": Term("a member joined", "lid erbij"),
    "cut": Term("grant cut", "subsidie gekort"),
    "grant": Term("grant awarded", "subsidie toegekend"),
    "lead": Term("other lead party", "andere penvoerder"),
    "coordinator": Term("coordinator started", "coördinator begonnen"),
    "no coordinator": Term("coordinator stopped", "coördinator gestopt"),
    "facilitator": Term("process facilitator started", "procesbegeleider begonnen"),
    "no facilitator": Term("process facilitator stopped", "procesbegeleider gestopt"),
    "scandal": SHOCKS["scandal"],
    "director-leaves": SHOCKS["director-leaves"],
    "merger": SHOCKS["merger"],
    "environment-shift": SHOCKS["environment-shift"],
    **{
        code: Term(f"{code} {action.name}", f"{code} {action.dutch}")
        for code, action in ACTIONS.items()
    },
}
"""Kinds of events by a key of ours; the nine actions by their code."""

SIZED = ("cut", "grant", "scandal", "director-leaves", "merger", "environment-shift")
"""Kinds that have a size: percent of what was promised, thousand euro and months, or how hard it hit."""

USUAL = 0.5
"""How hard something hit when it is not said; assumption."""


@dataclass
class Events:
    """What happened.

    Attributes:
        departures: members that left.
        rows: tables of a scenario, such as `shock`, with the rows that are to be added.
        joined: names of members that joined, which may be new.
        ticks: months in which something happened.
    """

    departures: list[Departure] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ticks: list[int] = field(default_factory=list)

    @property
    def joins(self) -> dict[str, int]:
        """Members that joined, and when."""
        return {row["name"]: row["tick"] for row in self.rows.get("joiner", [])}


def read(sheet: Sheet, names: Sequence[str], calendar: Calendar) -> Events:
    """Read a sheet of events; what is wrong in it is kept in its problems.

    Args:
        sheet: columns date (or month), what, who, how much; others are notes.
        names: of the members.
        calendar: of the alliance.
    """
    events = Events()
    if not sheet.rows:
        return events
    head, *rows = sheet.rows
    columns = {key: cell for cell in head if (key := _column(cell.text))}
    when = columns.get("date") or columns.get("month")
    what = columns.get("what")
    if when is None or what is None:
        with sheet.problems.kept():
            sheet.refuse(
                head[0],
                "dates missing" if when is None else "no kind",
                text=head[0].text,
                allowed=_kinds(),
            )
        return events
    own = "date" not in columns
    cells = [cell_at(row, when.column) for row in rows]
    found = (own_months if own else months)(sheet, cells, when.text)
    known = {key_of(name): name for name in names}
    for row, cell, month in zip(rows, cells, found, strict=True):
        if month is None:
            continue
        with sheet.problems.kept():
            tick = calendar.tick(sheet, cell, when.text, month, own=own)
            _add(_Row(sheet, row, columns, known, tick), events)
            events.ticks.append(tick)
    return events


def _column(text: str) -> str | None:
    told = folded(text)
    names = {key: {folded(term.name), folded(term.dutch)} for key, term in HEADINGS.items()}
    names["month"] = {"month", "maand"}
    names["what"] |= {"event", "gebeurtenis", "kind", "soort"}
    names["who"] |= {"member", "lid", "organisation", "organisatie"}
    names["size"] |= {"size", "grootte"}
    return next((key for key, words in names.items() if told in words), None)


def _kinds() -> list[Term]:
    return list(KINDS.values())


@dataclass(frozen=True)
class _Row:
    sheet: Sheet
    cells: tuple[Cell, ...]
    columns: Mapping[str, Cell]
    known: Mapping[str, str]
    tick: int

    def cell(self, key: str) -> Cell:
        """The cell in a column; an empty one where there is no such column."""
        head = self.columns.get(key)
        return cell_at(self.cells, head.column) if head else Cell(None, self.cells[0].row, 1)

    def heading(self, key: str) -> str:
        return self.columns[key].text if key in self.columns else ""

    def kind(self) -> str:
        cell = self.cell("what")
        told = folded(cell.text)
        for key, term in KINDS.items():
            if told in {folded(term.name), folded(term.dutch), key.casefold()}:
                return key
        words = [w for term in KINDS.values() for w in (term.name, term.dutch)]
        near = nearest(cell.text, words)
        self.sheet.refuse(
            cell, "no kind", self.heading("what"), text=cell.text[:40], near=near, allowed=_kinds()
        )

    def member(self, text: str | None = None, *, new: bool = False) -> str:
        cell = self.cell("who")
        name = (cell.text if text is None else text).strip()
        if not name:
            self.sheet.refuse(cell, "who missing", self.heading("who"), text=self.cell("what").text)
        if key_of(name) in self.known:
            return self.known[key_of(name)]
        if new:
            return name
        near = nearest(name, self.known.values())
        self.sheet.refuse(cell, "no member", self.heading("who"), text=name[:80], near=near)

    def numbers(self) -> tuple[list[float], bool]:
        """The numbers in the column of sizes, and whether they are percentages."""
        cell = self.cell("size")
        parts = [part for part in cell.text.replace(" in ", "/").split("/") if part.strip()]
        if isinstance(cell.value, int | float):
            single = written(cell)
            return [single.values[0]], single.percent
        found, percent = [], False
        for part in parts:
            try:
                one = written(Cell(part.strip(), cell.row, cell.column))
            except NumberError:
                self._wrong()
            if one.kind != "single":
                self._wrong()
            found.append(one.values[-1])
            percent |= one.percent
        return found, percent

    def share(self, default: float | None) -> float:
        """How hard it hit, from 0 to 1; numbers above 1 are percentages."""
        cell = self.cell("size")
        if cell.missing:
            if default is None:
                self.sheet.refuse(
                    cell, "size missing", self.heading("size"), text=self.cell("what").text
                )
            return default
        numbers, percent = self.numbers()
        if len(numbers) != 1:
            self._wrong()
        size = numbers[0] / 100.0 if percent or numbers[0] > 1.0 else numbers[0]
        if not 0.0 < size <= 1.0:
            self._wrong()
        return size

    def grant(self) -> tuple[float, int]:
        """Thousand euro and months."""
        if self.cell("size").missing:
            self.sheet.refuse(
                self.cell("size"), "size missing", self.heading("size"), text=self.cell("what").text
            )
        numbers, _ = self.numbers()
        if len(numbers) != 2 or numbers[0] <= 0.0 or not 1.0 <= numbers[1] <= 600.0:
            self._wrong()
        return numbers[0], round(numbers[1])

    def _wrong(self) -> Any:
        cell = self.cell("size")
        allowed = Term(
            "a percentage such as 30 %; for a grant thousand euro and months, such as 900 / 36",
            "een percentage zoals 30 %; voor een subsidie duizend euro en maanden, zoals 900 / 36",
        )
        told = in_language(allowed, self.sheet.language)
        self.sheet.refuse(cell, "no size", self.heading("size"), text=cell.text[:20], allowed=told)


def _add(row: _Row, events: Events) -> None:
    kind = row.kind()

    def add(table: str, **values: Any) -> None:
        events.rows.setdefault(table, []).append(values)

    role: dict[str, Callable[[], None]] = {
        "lead": lambda: add("change", tick=row.tick, lead=row.member()),
        "coordinator": lambda: add("change", tick=row.tick, coordinator=_filled(row)),
        "facilitator": lambda: add("change", tick=row.tick, facilitator=_filled(row)),
        "no coordinator": lambda: add("change", tick=row.tick, remove=["coordinator"]),
        "no facilitator": lambda: add("change", tick=row.tick, remove=["facilitator"]),
    }
    if kind in role:
        role[kind]()
    elif kind in ACTIONS:
        add("intervention", action=kind, at=row.tick)
    elif kind == "left":
        gone = Departure(row.member(), row.tick)
        for before in events.departures:
            if before.member == gone.member:
                row.sheet.refuse(
                    row.cell("who"), "gone already", text=gone.member, month=before.tick
                )
        events.departures.append(gone)
    elif kind == "joined":
        add("joiner", name=row.member(new=True), tick=max(row.tick, 1))
    elif kind == "grant":
        amount, months_ = row.grant()
        add("grant", amount=amount, first=row.tick, months=months_)
    elif kind == "cut":
        add("shock", kind="budget-cut", tick=row.tick, size=row.share(None))
    else:
        add("shock", kind=kind, tick=row.tick, size=row.share(USUAL), **_hit(row, kind))


def _filled(row: _Row) -> dict[str, Any]:
    """Who fills a role: a member, or somebody independent."""
    return {"member": row.member()} if not row.cell("who").missing else {}


def _hit(row: _Row, kind: str) -> dict[str, Any]:
    if kind == "environment-shift":
        return {}
    if kind != "merger":
        return {"member": row.member()}
    cell = row.cell("who")
    parts = [part for part in cell.text.split("+") if part.strip()]
    if len(parts) != 2:
        row.sheet.refuse(cell, "two members", row.heading("who"), text=row.cell("what").text)
    return {"member": row.member(parts[0]), "with": row.member(parts[1])}
