"""Answers come back the same from every tool, and all that is wrong in them is told at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import alliance
from alliance.survey.following import Followed, gather
from alliance.survey.form import as_html, as_text, questions
from alliance.survey.workbook import as_excel, columns
from alliance.words.language import LANGUAGES, Language
from alliance.words.survey import QUESTIONS, asked
from experiments.following.items import ITEMS
from sim.agents.perception import PERCEPTS
from sim.errors import AllianceError
from sim.scenarios import Scenario
from sim.state import STATE
from sim.traits import TRAITS

NAMES = ["Akvo", "Simavi", "RAIN"]
Rows = list[list[str]]


def scenario() -> Scenario:
    return Scenario.from_dict({"title": "Ours", "member": [{"name": name} for name in NAMES]})


def answer(code: str, partner: str | None, who: int) -> str:
    """Something that differs by question, partner and respondent."""
    if ITEMS[code].form == "points":
        return str(1 + (len(code) + sum(map(ord, code + (partner or ""))) + who) % 5)
    time = {"A7": "40", "A8": "30", "A9": "20", "A10": "10"}
    return time.get(code, str(10 + who))


def asks(language: Language = "en") -> list[tuple[str, str | None, str]]:
    """Item, partner and heading of every column."""
    found = []
    for heading, code in columns(NAMES, language):
        if code is not None:
            partner = heading.rpartition("[")[2].rstrip("]") if "[" in heading else None
            found.append((code, partner, heading))
    return found


RESPONDENTS = [("Akvo", "2026-03-02"), ("Simavi", "2026-03-20"), ("Akvo", "2026-04-01")]


def body(date: Callable[[str], str] = str) -> Rows:
    return [
        [date(day), name, *(answer(code, partner, who) for code, partner, _ in asks())]
        for who, (name, day) in enumerate(RESPONDENTS)
    ]


def google() -> Rows:
    head = ["Timestamp", "For which organisation do you answer?", *(h for *_, h in asks())]
    return [head, *body(lambda d: d.replace("-", "/") + " 10:00:00 AM GMT+1")]


def microsoft() -> Rows:
    head = ["Start time", "Email", "Voor welke organisatie antwoordt u?"]
    head += [f"{asked(c, 'nl')}.{p}" if p else asked(c, "nl") for c, p, _ in asks("nl")]
    return [head, *([row[0] + " 10:00", "x@y.nl", *row[1:]] for row in body())]


def survey_monkey() -> Rows:
    head, below, before = ["Date submitted", "organisation"], ["", "Response"], ""
    for code, partner, _ in asks():
        ask = asked(code, "en")
        head.append("" if ask == before else ask)
        below.append(partner or "Response")
        before = ask

    def american(day: str) -> str:
        year, month, number = day.split("-")
        return f"{month}/{number}/{year} 09:00"

    return [head, below, *body(american)]


def qualtrics() -> Rows:
    names = [f"{c}_{NAMES.index(p) + 1}" if p else c for c, p, _ in asks()]
    told = [f"{asked(c, 'en')} - {p}" if p else asked(c, "en") for c, p, _ in asks()]
    third = [f'{{"ImportId":"QID{k}"}}' for k in range(len(told) + 2)]
    return [
        ["EndDate", "organisation", *names],
        ["End Date", "organisation", *told],
        third,
        *body(lambda d: d + " 08:00:01"),
    ]


def lime() -> Rows:
    head = ["submitdate", "organisation", *(f"{c}[{p}]" if p else c for c, p, _ in asks())]
    return [head, *body(lambda d: d + " 08:00:01")]


def written(rows: Rows, path: Path) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return str(path)


def followed(path: str, start: str | None = "2024-01", events: str | None = None) -> Followed:
    return gather(scenario(), "", [path], events, start, "en")


@pytest.mark.parametrize("tool", [google, microsoft, survey_monkey, qualtrics, lime])
def test_every_tool_says_the_same(tool: Callable[[], Rows], tmp_path: Path) -> None:
    found = followed(written(tool(), tmp_path / "answers.csv"))
    plain = [["date", "organisation", *(h for *_, h in asks())], *body()]
    expected = followed(written(plain, tmp_path / "plain.csv"))
    assert found.waves == expected.waves
    (wave,) = found.waves
    assert wave.tick == 26
    assert found.respondents == ({"Akvo": 2, "Simavi": 1},)
    own = {(a.member, a.partner) for a in wave.answers if a.item == "B1"}
    assert own == {(m, p) for m in ("Akvo", "Simavi") for p in NAMES if p != m}


def test_nothing_of_a_respondent_is_kept(tmp_path: Path) -> None:
    found = followed(written(microsoft(), tmp_path / "answers.csv"))
    assert found.unread == ("Email",)
    assert "x@y.nl" not in repr(found)


def test_disagreement_and_silence_are_uncertainty(tmp_path: Path) -> None:
    rows = [["month", "organisation", "A2", "A4"]]
    rows += [["3", "Akvo", "5", "3"], ["3", "Akvo", "1", "3"], ["3", "RAIN", "n/a", "4 mostly"]]
    (wave,) = followed(written(rows, tmp_path / "a.csv"), None).waves
    found = {(a.item, a.member): a for a in wave.answers}
    assert ("A2", "RAIN") not in found
    assert found["A2", "Akvo"].sd > found["A4", "RAIN"].sd > found["A4", "Akvo"].sd
    assert found["A4", "RAIN"].value == pytest.approx(0.7)


def test_waves_are_parted_by_months_without_answers(tmp_path: Path) -> None:
    rows = [["month", "organisation", "A2"], ["3", "Akvo", "1"], ["4", "RAIN", "2"]]
    rows += [["9", "Akvo", "3"]]
    waves = followed(written(rows, tmp_path / "a.csv"), None).waves
    assert [wave.tick for wave in waves] == [3, 9]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    head = ["date", "organisation", "A2. Open", "A7", "A8", "A9", "A10", "A99 x", "B1 [Akva]"]
    rows = [head, ["03/04/2026", "Simawi", "7", "60", "60", "10", "10", "1", "2"]]
    with pytest.raises(AllianceError) as caught:
        followed(written(rows, tmp_path / "a.csv"))
    lines = "\n".join(caught.value.lines)
    for part in ("'A99 x' is no question", "did you mean 'Akvo'", "'03/04/2026' can be read"):
        assert part in lines
    rows[0] = head[:7]
    rows[1][0] = "2026-04-03"
    with pytest.raises(AllianceError) as caught:
        followed(written(rows, tmp_path / "a.csv"))
    lines = "\n".join(caught.value.lines)
    for part in ("did you mean 'Simavi'", "row 2, column C", "add up to 140"):
        assert part in lines


def test_events_become_part_of_the_course(tmp_path: Path) -> None:
    rows = [["Datum", "Wat", "Wie", "Hoeveel"]]
    rows += [
        ["15-03-2024", "lid vertrokken", "RAIN", ""],
        ["2024-06", "subsidie gekort", "", "30 %"],
    ]
    rows += [["2024-07", "D1", "", ""], ["2024-08", "lid erbij", "WASTE", ""]]
    rows += [["2024-09", "subsidie toegekend", "", "900 / 36"]]
    answers = [["date", "organisation", "A2"], ["2024-12-01", "WASTE", "3"]]
    path = written(answers, tmp_path / "a.csv")
    found = followed(path, events=written(rows, tmp_path / "e.csv"))
    assert [(d.member, d.tick) for d in found.departures] == [("RAIN", 2)]
    assert [(s.kind, s.tick, s.size) for s in found.scenario.shock] == [("budget-cut", 5, 0.3)]
    assert [(i.action, i.at) for i in found.scenario.intervention] == [("D1", 6)]
    assert [(j.name, j.tick) for j in found.scenario.joiner] == [("WASTE", 7)]
    assert [(g.amount, g.months) for g in found.scenario.grant] == [(900.0, 36)]
    assert found.until == 11
    bad = [*rows, ["2024-10", "subsidie gekort", "", ""], ["2023-10", "lid vertrok", "Raim", ""]]
    with pytest.raises(AllianceError) as caught:
        followed(path, events=written(bad, tmp_path / "bad.csv"))
    lines = "\n".join(caught.value.lines)
    assert "needs a size" in lines
    assert "before the alliance began (2024-01)" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_in_workbook_comes_back(language: Language, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "survey.xlsx"
    path.write_bytes(as_excel(NAMES, language, "ours.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in body():
        sheet.append([row[1], row[0], *map(float, row[2:])])
    book.save(path)
    (wave,) = followed(str(path)).waves
    assert {answer.item for answer in wave.answers} == set(ITEMS)


def test_every_item_measures_what_there_is_and_is_asked() -> None:
    assert set(QUESTIONS) == set(ITEMS)
    assert {item.variable for item in ITEMS.values()} <= {*STATE, *TRAITS, *PERCEPTS}
    assert len({item.variable for item in ITEMS.values()}) == len(ITEMS)
    assert 20 <= questions() <= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_ask_every_question_with_its_code(language: Language) -> None:
    text, page = as_text("T", NAMES, language, "f"), as_html("<T>", NAMES, language)
    for code in ITEMS:
        assert asked(code, language) in text
        assert f"<b>{code}</b>" in page
    assert "<T>" not in page


def test_an_own_table_brings_its_answers_along(tmp_path: Path) -> None:
    table = [["Name", "Openness"], *([name, ""] for name in NAMES)]
    own = written(table, tmp_path / "ours.csv")
    written([["What", "Answer"], ["Start", "2024-01"]], tmp_path / "ours-alliance.csv")
    written(
        [["date", "organisation", "A2"], ["2024-12-01", "RAIN", "3"]], tmp_path / "ours-answers.csv"
    )
    found = gather(alliance.load(own), own, [], None, None, "en")
    assert [wave.tick for wave in found.waves] == [11]
    assert found.start == "2024-01"
