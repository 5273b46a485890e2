"""An alliance to follow: who they are, what they answered, what happened, and when it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance.survey import events, reading
from alliance.survey.dates import Calendar, start_of, told
from alliance.survey.events import Events
from alliance.tables import TEXTS, is_table, workbook_of
from alliance.tables.alliance import facts_in
from alliance.tables.csv_file import read_csv
from alliance.tables.reading import MEANWHILE, kind_of_sheet
from alliance.tables.sheets import Problems, Sheet, cell_at
from alliance.words.language import Language
from experiments.following.answers import Departure, Wave
from sim.errors import AllianceError, ScenarioError
from sim.scenarios import Scenario
from sim.scenarios.loader import read_file


@dataclass(frozen=True)
class Followed:
    """An alliance with what is known of its course.

    Attributes:
        scenario: the alliance, with what happened to it.
        waves: what its members answered, in order.
        departures: members that are known to have left.
        until: the last month of which something is known.
        start: when it began, such as 2024-01; empty when nobody said.
        respondents: for each wave how many answered, by organisation.
        unread: headings in exports that were not read, and so not kept.
        planned: the alliance as it was before anything happened.
        happened: what happened to it.
    """

    scenario: Scenario
    waves: tuple[Wave, ...]
    departures: tuple[Departure, ...]
    until: int
    start: str
    respondents: tuple[dict[str, int], ...]
    unread: tuple[str, ...]
    planned: Scenario
    happened: Events

    def known(self, tick: int) -> Scenario:
        """The scenario as it was known in a month: without what happened later, but for who joined."""
        return _with(self.planned, self.happened, tick)


def gather(
    scenario: Scenario,
    own: str,
    answers: Sequence[str],
    happened: str | None,
    start: str | None,
    language: Language,
) -> Followed:
    """Put an alliance together with answers and events.

    Args:
        scenario: the alliance.
        own: the file it is from; sheets of answers and events in it are read too.
        answers: files of answers.
        happened: a file of events.
        start: the month in which it began, such as 2024-01; else what its table says.
        language: of what is said of errors.

    Raises:
        AllianceError: all that is wrong, a line each.
    """
    problems = Problems()
    asked, meanwhile, facts = _own(own)
    for path in answers:
        more, also = _sheets(path)
        asked += more
        meanwhile += also
    if happened is not None:
        meanwhile.append(_text_or_first(happened))
    calendar = Calendar(_began(start, facts), scenario.length)
    names = [place.name for place in scenario.places()]
    found = Events()
    for sheet in meanwhile:
        part = events.read(sheet.among(problems, language), names, calendar)
        found.departures += part.departures
        found.ticks += part.ticks
        for table, rows in part.rows.items():
            found.rows.setdefault(table, []).extend(rows)
    names += [name for name in found.joins if name not in names]
    replies = reading.read([s.among(problems, language) for s in asked], names, calendar)
    _there(asked, replies, found, problems, language)
    problems.refuse()
    waves = tuple(replies.waves())
    rounds = [
        {name: sum(replies.respondents[t].get(name, 0) for t in ticks) for name in names}
        for ticks in replies.rounds()
    ]
    return Followed(
        _with(scenario, found),
        waves,
        tuple(found.departures),
        max(
            [
                *found.ticks,
                *(gone.tick + 1 for gone in found.departures),
                *(wave.tick for wave in waves),
            ],
            default=0,
        ),
        told(calendar.start),
        tuple({name: n for name, n in one.items() if n} for one in rounds),
        tuple(replies.unread),
        scenario,
        found,
    )


def _there(
    asked: Sequence[Sheet],
    replies: reading.Answers,
    found: Events,
    problems: Problems,
    language: Language,
) -> None:
    """Refuse answers of who had left, or was not there yet."""
    gone = {one.member: one.tick for one in found.departures}
    for tick, members in replies.respondents.items():
        for name in members:
            with problems.kept():
                sheet = asked[0].among(problems, language)
                if tick > gone.get(name, tick):
                    sheet.refuse_all("answers gone", text=name, month=tick, gone=gone[name])
                if tick < found.joins.get(name, tick):
                    joins = found.joins[name]
                    sheet.refuse_all("not there yet", text=name, month=tick, joins=joins)


def _with(scenario: Scenario, found: Events, until: int | None = None) -> Scenario:
    """The scenario with what happened up to a month; what it planned itself for later stays."""
    rows = {
        table: [row for row in rows if until is None or table == "joiner" or _when(row) <= until]
        for table, rows in found.rows.items()
    }
    if not any(rows.values()):
        return scenario
    content = scenario.to_dict()
    for table, more in rows.items():
        content[table] = [*content.get(table, []), *more]
    return Scenario.from_dict(content, "events")


def _when(row: Mapping[str, Any]) -> int:
    """The month of an event, by its row in a scenario."""
    return int(next(row[key] for key in ("tick", "at", "first") if key in row))


def _own(path: str) -> tuple[list[Sheet], list[Sheet], list[Sheet]]:
    """Sheets of answers, of events and of the alliance in its own file, and files beside it."""
    file = Path(path)
    if not (is_table(path) and file.is_file()):
        return [], [], []
    if file.suffix.casefold() not in TEXTS:
        found = workbook_of(read_file(path), path)
        facts = [sheet for name, sheet in found.items() if kind_of_sheet(name) == "alliance"]
        return *_split(found), facts
    beside: dict[str, list[Sheet]] = {"answers": [], "events": [], "alliance": []}
    for other in sorted(file.parent.glob(f"{file.stem}-*{file.suffix}")):
        kind = kind_of_sheet(other.stem.removeprefix(f"{file.stem}-"))
        if kind in beside:
            beside[kind].append(read_csv(read_file(str(other)), str(other)))
    return beside["answers"], beside["events"], beside["alliance"]


def _split(found: dict[str, Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    kinds: dict[str, list[Sheet]] = {kind: [] for kind in MEANWHILE}
    for name, sheet in found.items():
        if (kind := kind_of_sheet(name)) in kinds and sheet.rows[1:]:
            kinds[kind].append(sheet)
    return kinds["answers"], kinds["events"]


def _sheets(path: str) -> tuple[list[Sheet], list[Sheet]]:
    """Sheets of answers and of events in a file of answers."""
    content = _content(path)
    if Path(path).suffix.casefold() in TEXTS:
        return [read_csv(content, path)], []
    found = workbook_of(content, path)
    asked, meanwhile = _split(found)
    named = [sheet for name, sheet in found.items() if kind_of_sheet(name) in MEANWHILE]
    if not asked and not named:
        asked = [next(sheet for sheet in found.values() if not sheet.hidden)]
    return asked, meanwhile


def _text_or_first(path: str) -> Sheet:
    content = _content(path)
    if Path(path).suffix.casefold() in TEXTS:
        return read_csv(content, path)
    found = workbook_of(content, path)
    return _split(found)[1][0] if _split(found)[1] else next(iter(found.values()))


def _content(path: str) -> bytes:
    if not is_table(path):
        raise AllianceError(f"{path} is not allowed: a file of answers ends in .csv or .xlsx")
    if not Path(path).is_file():
        raise AllianceError(f"{path}: there is no such file")
    return read_file(path)


def _began(given: str | None, facts: Sequence[Sheet]) -> int | None:
    """The month of the calendar in which the alliance began."""
    if given is not None:
        if (start := start_of(given)) is None:
            raise AllianceError(f"--start {given} is not allowed: a month such as 2024-01")
        return start
    for sheet in facts:
        try:
            rows = facts_in(sheet.among(Problems(), "en"))
        except ScenarioError:
            continue
        for fact, row in rows:
            cell = cell_at(row, 2)
            if fact.kind == "start" and not cell.missing:
                value = cell.value
                text = f"{value:%Y-%m}" if hasattr(value, "year") else cell.text
                if (start := start_of(text)) is None:
                    raise AllianceError(
                        f"{sheet.where}, row {cell.row}, column B: '{text[:40]}' is not allowed: a month "
                        "such as 2024-01"
                    )
                return start
    return None
