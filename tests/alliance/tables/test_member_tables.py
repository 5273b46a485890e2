"""Member tables in CSV and Excel: what consultants keep, read into scenarios."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from alliance.tables import numbers, read_table, scales
from alliance.tables.headings import COLUMNS
from alliance.tables.numbers import Written, written
from alliance.tables.reading import from_csv
from alliance.tables.scales import HUNDRED, ONE, PERCENT, Scale, declared, middle, not_known
from alliance.tables.sheets import Cell, letters
from alliance.tables.template import as_csv, template
from alliance.tables.workbook import as_excel
from sim.errors import ScenarioError
from sim.scenarios import MEMBER_FIELDS, Distribution, bounds
from sim.scenarios.people import Members
from sim.scenarios.schema import Scenario

openpyxl = pytest.importorskip("openpyxl")

HEAD = "name,capacity,quality\nscale,,1 to 5\n"
TWO = HEAD + "Akvo,2,4\nRAIN,3,2\n"


def csv_of(text: str, **beside: str) -> Scenario:
    parts = {part: (told.encode(), f"m-{part}.csv") for part, told in beside.items()}
    return from_csv(text.encode(), "m.csv", parts)


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


# -- laws ---------------------------------------------------------------------------------------
any_scale = st.one_of(
    st.sampled_from([ONE, HUNDRED, PERCENT]),
    st.builds(
        lambda low, points: Scale(low, low + points - 1, points),
        st.integers(0, 1),
        st.integers(2, 11),
    ),
)


@given(any_scale, st.data())
def test_an_answer_stays_within_0_and_1_and_a_higher_one_means_more(
    scale: Scale, data: st.DataObject
) -> None:
    answers = st.floats(scale.low, scale.high)
    one, other = sorted(data.draw(st.tuples(answers, answers)))
    for told in (scale.answer(one), scale.answer(other), scale.between(one, other)):
        ends = list(told.values()) if isinstance(told, dict) else [told]
        assert all(0.0 <= end <= 1.0 for end in ends)
    assert middle(scale.answer(one)) <= middle(scale.answer(other))


@given(any_scale)
def test_an_answer_in_points_is_anywhere_in_its_part_and_the_parts_fill_0_to_1(
    scale: Scale,
) -> None:
    if not scale.points:
        assert (scale.answer(scale.low), scale.answer(scale.high)) == (0.0, 1.0)
        return
    parts = [scale.answer(scale.low + k) for k in range(scale.points)]
    assert parts[0]["low"] == 0.0
    assert parts[-1]["high"] == 1.0
    assert [part["high"] for part in parts[:-1]] == [part["low"] for part in parts[1:]]
    for part in parts:
        assert part["high"] - part["low"] == pytest.approx(1.0 / scale.points)


@given(st.sampled_from(MEMBER_FIELDS), st.data())
def test_what_was_not_answered_is_wider_than_any_answer_and_than_members_usually_differ(
    key: str, data: st.DataObject
) -> None:
    number, usual = bounds(Members, key), Members.model_fields[key].default
    high = min(number.high, 1000.0)
    given_ = data.draw(st.lists(st.floats(0.01, high), min_size=1, max_size=9))
    told = not_known(given_, number, usual)
    spread = number.spread(number.check(told))
    assert spread.sd > 0.0
    assert spread.mean == pytest.approx(sum(given_) / len(given_), rel=1e-2, abs=1e-3)
    if number.high <= 1.0 and usual.sd is not None:
        assert spread.sd >= usual.sd


def spoken(quantity: float | dict[str, float], comma: bool) -> str:
    """A quantity as a person would write it."""
    if isinstance(quantity, dict):
        sign = " ± " if "mean" in quantity else " to "
        return sign.join(spoken(part, comma) for part in quantity.values())
    return f"{quantity:.4f}".rstrip("0").rstrip(".").replace(".", "," if comma else ".")


share = st.integers(1, 9999).map(lambda k: k / 10000)
quantity = st.one_of(
    share,
    st.tuples(share, share)
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: {"low": ends[0], "high": ends[1]}),
    st.tuples(share, share).map(lambda parts: {"mean": parts[0], "sd": parts[1]}),
)
one_member = st.fixed_dictionaries(
    {"capacity": st.integers(1, 9_000_000).map(lambda k: k / 10000)},
    optional={
        key: st.lists(
            quantity, min_size=bounds(Members, key).size, max_size=bounds(Members, key).size
        )
        if bounds(Members, key).size
        else quantity
        for key in MEMBER_FIELDS
        if bounds(Members, key).high == 1
    },
)
names = st.lists(
    st.text("abcdeéüß -&'=+@Żλ", min_size=1, max_size=12).map(lambda n: f"{n}x".strip(" #")),
    min_size=2,
    max_size=5,
    unique_by=lambda n: "".join(filter(str.isalnum, n.casefold())),
)


@pytest.mark.slow
@given(names, st.data(), st.booleans(), st.sampled_from(["csv", "xlsx"]))
def test_a_table_written_and_read_gives_the_same_members(
    called: list[str], data: st.DataObject, dutch: bool, kind: str
) -> None:
    rows = [{"name": " ".join(name.split()), **data.draw(one_member)} for name in called]
    keys = [key for key in MEMBER_FIELDS if all(key in row for row in rows)]
    head = ["Naam" if dutch else "Name"]
    for key in keys:
        column = next(c for c in COLUMNS if c.key == key)
        label = column.term.dutch if dutch else column.term.name
        head += [f"{label}_{k}" for k in range(1, column.size + 1)] or [label.upper()]
    table = [head]
    for row in rows:
        cells = [row["name"]]
        for key in keys:
            parts = row[key] if isinstance(row[key], list) else [row[key]]
            cells += [spoken(part, dutch) for part in parts]
        table.append(cells)
    table.insert(1, ["schaal", *("" if c.upper().startswith("CAPAC") else "0-1" for c in head[1:])])
    content = as_csv(table, "nl" if dutch else "en")
    if kind == "xlsx":
        from alliance.tables.template import Table

        made = read_table(as_excel(Table("nl" if dutch else "en", table, [], [], [])), "m.xlsx")
    else:
        made = from_csv(content, "m.csv", {})
    wanted = [{key: row[key] for key in ("name", *keys)} for row in rows]
    assert made.to_dict()["member"] == Scenario.from_dict({"member": wanted}).to_dict()["member"]


@given(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), st.sampled_from(["en", "nl"]))
def test_a_number_with_thousands_is_read_in_the_way_it_can_be_meant(x: float, how: str) -> None:
    text = f"{x:,.3f}"
    if how == "nl":
        text = text.replace(",", "_").replace(".", ",").replace("_", ".")
    found = written(Cell(text, 1, 1)).values
    assert x in found
    assert len(found) == 1 or abs(x) < 1000  # 12.345 could be 12345


# -- what stands in a cell ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3,5", Written((3.5,))),
        ("3.5", Written((3.5,))),
        (" 1 500 ", Written((1500.0,))),
        ("1.500", Written((1.5, 1500.0))),
        ("0,125", Written((0.125,))),
        ("1.234.567,8", Written((1234567.8,))),
        ("60%", Written((60.0,), percent=True)),
        ("60 %", Written((60.0,), percent=True)),
        ("2 t/m 4", Written((2.0,), (4.0,), "range")),
        ("2-4", Written((2.0,), (4.0,), "range")),
        ("40-60%", Written((40.0,), (60.0,), "range", percent=True)),
        ("0,6 ± 0,1", Written((0.6,), (0.1,), "spread")),
        ("€ 2500", Written((2500.0,), money=True)),
        ("−3", Written((-3.0,))),
    ],
)
def test_numbers_as_people_write_them(text: str, told: Written) -> None:
    assert written(Cell(text.strip(), 1, 1)) == told


@pytest.mark.parametrize(
    "text", ["four", "4 stars", "1.2.3", "1,23,456", "--", "4-", "12/5", "1e5"]
)
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(numbers.NumberError, match="no number"):
        written(Cell(text, 1, 1))


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("1 to 5", Scale(1, 5, 5)),
        ("1-7", Scale(1, 7, 7)),
        ("0–10", Scale(0, 10, 11)),
        ("1 t/m 10", Scale(1, 10, 10)),
        ("0-100", HUNDRED),
        ("%", PERCENT),
        ("0-100%", PERCENT),
        ("0..1", ONE),
        ("5-puntsschaal", Scale(1, 5, 5)),
        ("1-20", None),
        ("many", None),
        ("5-1", None),
        ("3 to 5", None),
    ],
)
def test_declared_scales(text: str, scale: Scale | None) -> None:
    assert declared(text) == scale


def test_a_scale_is_worked_out_only_when_no_other_fits() -> None:
    def found(*texts: str) -> Scale | None:
        return scales.detected([written(Cell(text, 1, 1)) for text in texts])

    assert found("0.2", "1", "0") == ONE
    assert found("20", "5") == HUNDRED
    assert found("20%", "5%") == PERCENT
    assert found("1", "5") is None
    assert found("0", "1") is None
    assert found("3.5", "101") is None


# -- whole tables -------------------------------------------------------------------------------
def test_a_table_as_a_dutch_spreadsheet_writes_it() -> None:
    made = csv_of(
        "\ufeffLID; Capaciteit (fte) ;KWALITEIT;eigen_geld (euro);Geduld van de achterban (jaar);"
        "# contact\r\nschaal;;1 t/m 5;;;\r\n;;;;;\r\nGemeente ;3,5;4;25.000.000;2;mevrouw A\r\n"
        "Corporatie;2;n.v.t.;1.500.000;1,5;\r\n",
        trust="van;naar;vertrouwen\ngemeente;CORPORATIE;70%\n",
        alliance="Wat;Antwoord\nTitel;Gezonde wijk\nSubsidie (miljoen euro);1,2\nmaanden;48\n"
        "Looptijd (jaar);8\nverdeling;naar behoefte\npenvoerder;gemeente\ndomein;Gezonde wijken\n"
        "procesbegeleider;onafhankelijk\naanname;Alles verzonnen.\nstart;2025-01\n",
    )
    first, second = made.member
    assert (first.name, first.capacity, first.reserve, first.patience) == (
        "Gemeente",
        3.5,
        25000,
        24,
    )
    assert first.quality == Distribution(low=0.6, high=0.8)
    assert second.quality == Distribution(mean=0.7, sd=0.2)  # twice the usual 0.1
    assert (made.length, made.division, made.roles.lead) == (96, "need", "Gemeente")
    assert (made.grant[0].amount, made.grant[0].months) == (1200, 48)
    assert made.roles.facilitator is not None
    assert made.roles.facilitator.member is None
    assert made.domain == "healthy neighbourhoods"
    assert made.description == "Maand 0 is 2025-01."
    assert [(p.from_, p.to, p.trust) for p in made.pair] == [("Gemeente", "Corporatie", 0.7)]
    told = " ".join(made.assumptions)
    assert made.assumptions[0] == "Alles verzonnen."
    for part in (
        "m-trust.csv, m-alliance.csv",
        "Corporatie: KWALITEIT (0,7 ± 0,2)",
        "1 van de 2 paren (alle van Corporatie)",
        "netwerk",
    ):
        assert part in told


def test_a_sheet_of_trust_in_which_nothing_is_answered_may_name_anybody() -> None:
    """The template's own sheet, left as it was when the members got their names."""
    for square in (
        ",Member 1,Member 2\nscale,1 to 5\nMember 1,,\nMember 2,,\n",
        ",Member 1,Member 2\nMember 1,x,\nMember 2,?,x\n",
    ):
        made = csv_of(TWO, trust=square)
        assert not made.pair
        assert made.start == csv_of(TWO).start
    some = ",Akvo,Member 3,RAIN\nscale,1 to 5\nAkvo,,,4\nMember 3,,,\n"
    assert [pair.from_ for pair in csv_of(TWO, trust=some).pair] == ["Akvo"]


def test_trust_that_was_not_asked_is_drawn_around_what_was() -> None:
    made = csv_of(TWO + "WASTE,1,3\n", trust="from,to,trust\nAkvo,RAIN,20%\nRAIN,Akvo,80%\n")
    assert made.start.trust == Distribution(mean=0.5, sd=0.5)  # twice 0.3, half of 0 to 1 at most
    assert len(made.pair) == 2
    typical = csv_of(TWO).start.trust
    assert csv_of(TWO, trust="from,to,trust\nAkvo,RAIN,\n").start.trust == typical
    assert csv_of(TWO, trust=",Akvo,RAIN\nAkvo,,90%\nRAIN,80%\n").start.trust == typical


def test_a_workbook_with_everything(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "alliance.xlsx",
        members=[
            ["name", "group", "joins in month", "capacity", "openness", "skill 1: data"],
            ["scale", None, None, "FTE", "0-100", "1 to 5"],
            ["Akvo", "water", None, 2, 40, 5],
            [],
            ["RAIN", "water", None, "3", None, 1],
            ["WASTE", None, 12, 1, 55.5, None],
        ],
        trust=[
            ["", "Akvo", "RAIN", "WASTE"],
            ["scale", "1 to 5"],
            ["Akvo", None, 5, 4],
            ["RAIN", 1, "x", 2],
            ["WASTE", 3, 3, "-"],
        ],
        alliance=[
            ["what", "answer"],
            ["Title", "Water"],
            ["Length (months)", 60],
            ["start", datetime.datetime(2025, 1, 1)],
            ["Coordinator", "Akvo"],
            ["cost of the coordinator (euro a month)", 4000],
            ["scale", "0 to 100"],
            ["working agreements at the start", 30],
            ["governance", "the lead party"],
            ["lead party", "akvo "],
        ],
        notes=[["nothing of this is read"]],
    )
    made = sim.load(path)
    assert [row.name for row in made.member] == ["Akvo", "RAIN"]
    assert (made.joiner[0].name, made.joiner[0].tick) == ("WASTE", 12)
    assert made.member[0].group == "water"
    assert made.member[0].openness == 0.4
    assert isinstance(made.member[1].openness, Distribution)
    assert made.member[0].expertise == (
        Distribution(low=0.8, high=1.0),
        *[Distribution(low=0.1, high=0.9)] * 3,
    )
    assert len(made.pair) == 6
    assert made.pair[0].trust == Distribution(low=0.8, high=1.0)
    assert made.start.trust == Scenario.from_dict({"members": {"count": 2}}).start.trust
    assert made.start.agreements == 0.3
    assert made.roles.coordinator is not None
    assert (made.roles.coordinator.member, made.roles.coordinator.cost) == ("Akvo", 4)
    assert made.description == "Month 0 is 2025-01."
    assert "Not read: notes." in " ".join(made.assumptions)
    assert sim.simulate(made, runs=2, seed=1).sizes["member"] == 3


def test_the_toml_of_a_table_says_the_same(tmp_path: Path) -> None:
    from sim.scenarios.loader import text_of

    path = tmp_path / "m.csv"
    path.write_bytes(as_csv(template("nl", 5).members, "nl"))
    (tmp_path / "m.toml").write_text(text_of(path), encoding="utf-8")
    assert sim.load(tmp_path / "m.toml") == sim.load(path)
    assert sim.load(tmp_path / "m.toml").digest() == sim.load(path).digest()


def test_percent_cells_of_a_workbook_are_percentages(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", members=[["name", "quality"], ["A", 0.6], ["B", 1]])
    book = openpyxl.load_workbook(path)
    for cell in ("B2", "B3"):
        book["members"][cell].number_format = "0%"
    book.save(path)
    assert [row.quality for row in sim.load(path).member] == [0.6, 1.0]


# -- what is wrong is told ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            HEAD + "Akvo,2,7\nRAIN,3,2\n",
            "m.csv, row 3, column C (quality): 7 is above the scale 1–5",
        ),
        (
            HEAD + "Akvo,2,0\nRAIN,3,2\n",
            "m.csv, row 3, column C (quality): 0 is below the scale 1–5",
        ),
        (
            HEAD + "Akvo,2,50%\nRAIN,3,2\n",
            "column C (quality): a percentage, but the scale is 1 to 5",
        ),
        (
            HEAD + "Akvo,2,good\nRAIN,3,2\n",
            "'good' is no number; leave it empty when it is not known",
        ),
        (HEAD + "Akvo,0,4\nRAIN,3,2\n", "column B (capacity): 0 is not allowed: a number above 0"),
        (
            "name,quality\nA,1\nB,5\n",
            "m.csv, row 1, column B (quality): on which scale are answers "
            "from 1 to 5? put a row below the headings whose first cell is 'scale'",
        ),
        (
            "name,qualty\nA,1\nB,5\n",
            "row 1, column B: unknown heading 'qualty' (did you mean 'quality'?)",
        ),
        ("name,capacity\nA,1\n,2\n", "row 3, column A (name): a row of answers without a name"),
        ("name,capacity\nA,1\nB,2\nTotaal,3\n", "row 4, column A (name): 'Totaal' is no member"),
        ("name,capacity\nA,1\n", "1 members at the start and 1 in all is not allowed"),
        ("name,capacity\n" + "".join(f"M{k},1\n" for k in range(61)), "61 in all is not allowed"),
        ("name,reserve\nA,1.500\nB,2\n", "could be 1.5 or 1500"),
        ("name,reserve\nA,€ 1500\nB,2\n", "euro or thousand euro?"),
        (
            "name,reserve (dollar)\nA,1\nB,2\n",
            "row 1, column B (reserve (dollar)): unknown unit 'dollar'",
        ),
        ("name,capacity\nA,1,5\nB,2\n", "row 2, column C: '5' stands below no heading"),
        ("name,skill 5\nA,1\nB,2\n", "row 1, column B: 'skill 5': there are 4, numbered from 1"),
        (
            "name,quality,Kwaliteit\nA,1,1\nB,2,2\n",
            "column C (Kwaliteit): says the same as column 'quality'",
        ),
        ("organisatienaam,capacity\nA,1\n", "no column is headed 'name' or 'naam'"),
        ("", "no column is headed"),
        ('name,capacity\nA,"1\n', "not valid CSV"),
        (
            "name,joins,capacity\nA,,1\nB,,1\nC,500,1\n",
            "'C' joins in month 500, which is not before the end in month 120",
        ),
        (
            "name,joins,capacity\nA,,1\nB,,1\nC,2.5,1\n",
            "row 4, column B (joins): not allowed: a whole",
        ),
        (HEAD + "A,1,4 to 2\nB,1,1", "4 to 2: the lower number goes first"),
    ],
)
def test_a_wrong_cell_is_named_as_the_spreadsheet_shows_it(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as error:
        csv_of(text)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ",Akvo,RAIN\nscale,1 to 5\nAkvo,,7\n",
            "m-trust.csv, row 3, column C (RAIN): 7 is above the scale 1–5",
        ),
        (",Akvo,RAIM\nAkvo,,90%\n", "row 1, column C: 'RAIM' is no member (did you mean 'RAIN'?)"),
        (
            ",Akvo,RAIN\nscale,1 to 5\nAkvo,5,4\nRAIN,4,\n",
            "row 3, column B (Akvo): 5 is the trust of 'Akvo' in itself; leave this cell empty",
        ),
        (",Akvo\nAkvo,,,90%\n", "row 2, column D: '90%' stands below no name"),
        (",Akvo,,RAIN\nAkvo,,90%,80%\n", "row 2, column C: '90%' stands below no name"),
        (",Akvo,RAIN\nAkvo,,4\n", "on which scale are answers from 4?"),
        (",Akvo,Akvo\nRAIN,80%,90%\n", "'Akvo' stands twice along the top"),
        (",Akvo,RAIN\nAkvo,,90%\nakvo,,80%\n", "row 3, column A: 'Akvo' is in row 2 already"),
        ("from,to,trust\nAkvo,RAIN,90%\nAkvo,rain,80%\n", "from 'Akvo' to 'RAIN' is there already"),
        ("from,to,trust\nAkvo,Akvo,90%\n", "'Akvo' toward itself"),
        ("from,to,trust\nAkvo,,90%\n", "row 2, column B (to): the name of a member is missing"),
        ("trust\n", "neither a square of names nor a list"),
    ],
)
def test_a_wrong_cell_in_the_sheet_of_trust_is_named(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as error:
        csv_of(TWO, trust=text)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titel,X\ntitle,Y\n", "m-alliance.csv, row 2, column A (title): is said in row 1 already"),
        (
            "titel,\ngovernence,shared\n",
            "row 2, column A: unknown 'governence' (did you mean 'governance'?)",
        ),
        (
            "governance,dictator\n",
            "row 1, column B (governance): 'dictator' is not allowed: one of "
            "'all members together', 'the lead party', 'an administrative body'",
        ),
        (
            "lead party,RAIM\n",
            "column B (lead party): 'RAIM' is not allowed: the name of a member (did "
            "you mean 'RAIN'?)",
        ),
        ("facilitator,perhaps\n", "'yes', 'no' or the name of a member"),
        ("facilitator days,2\nfacilitator,no\n", "nobody is process facilitator"),
        ("grant,0\n", "column B (grant): 0 is not allowed: a number above 0"),
        ("months,48\n", "the grant has months but no amount"),
        ("length,10.5\n", "10.5 is not allowed: a whole number"),
        ("length,10 to 20\n", "one number, not a range"),
        ("scale,many\n", "row 1, column B (scale): 'many' is no scale"),
        ("agreements,3\n", "on which scale are answers from 3? fill in 'scale' in this sheet"),
    ],
)
def test_a_wrong_fact_of_the_alliance_is_named(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as error:
        csv_of(TWO, alliance=text)
    assert told in str(error.value)


def test_trust_is_said_once() -> None:
    with pytest.raises(ScenarioError, match="leave it empty: the sheet of trust says"):
        csv_of(TWO, trust=",Akvo,RAIN\nAkvo,,90%\n", alliance="trust,40%\n")
    assert csv_of(TWO, alliance="trust,40%\n").start.trust == 0.4


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [["name", "quality"], ["A", datetime.datetime(2025, 4, 2)]],
            "sheet members, row 2, column B "
            "(quality): a date; spreadsheets make dates of such as 2-4",
        ),
        ([["name", "quality"], ["A", True]], "'TRUE' is no number"),
        (
            [["name", "quality"], ["A", "=1+1"]],
            "sheet members, row 2, column B: a formula whose outcome is not in the file",
        ),
        (
            [["name", "quality"], ["A", "#REF!"]],
            "row 2, column B: the spreadsheet shows the error #REF! here",
        ),
        (
            [["name", "quality"], ["scale", datetime.datetime(2025, 5, 1)], ["A", 2]],
            "row 2, column B (quality): the spreadsheet made a date of it; write '1 to 5'",
        ),
    ],
)
def test_a_wrong_cell_of_a_workbook_is_named(
    tmp_path: Path, rows: list[list[Any]], told: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", members=rows)
    with pytest.raises(ScenarioError) as error:
        sim.load(path)
    assert told in str(error.value)


def test_sheets_that_are_not_known(tmp_path: Path) -> None:
    rows = [["name", "capacity"], ["A", 1], ["B", 2]]
    assert len(sim.load(workbook(tmp_path / "one.xlsx", Blad1=rows)).member) == 2
    with pytest.raises(ScenarioError, match=r"unknown sheet 'trusts' \(did you mean 'trust'"):
        sim.load(workbook(tmp_path / "two.xlsx", members=rows, trusts=rows))
    with pytest.raises(ScenarioError, match="no sheet is called 'members'; there are 'x', 'y'"):
        sim.load(workbook(tmp_path / "three.xlsx", x=rows, y=rows))
    with pytest.raises(ScenarioError, match="two sheets of members"):
        sim.load(workbook(tmp_path / "four.xlsx", members=rows, leden=rows))


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    def told(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ScenarioError) as error:
            sim.load(tmp_path / name)
        return str(error.value)

    good = io.BytesIO()
    openpyxl.Workbook().save(good)
    macros, open_document, bomb = io.BytesIO(good.getvalue()), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(macros, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"")
    with zipfile.ZipFile(open_document, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(60_000_000))
    broken = io.BytesIO()
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(broken, "w") as packed:
        for part in whole.infolist():
            content = b"<worksheet" if "sheet1.xml" in part.filename else whole.read(part)
            packed.writestr(part.filename, content)

    assert "holds macros" in told("a.xlsx", macros.getvalue())
    assert "an OpenDocument file" in told("a.xlsx", open_document.getvalue())
    assert "60 MB when unpacked" in told("a.xlsx", bomb.getvalue())
    assert "locked with a password, or an old .xls" in told(
        "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    )
    assert "a damaged Excel file" in told("a.xlsx", broken.getvalue())
    assert "not an Excel workbook, or a damaged one" in told("a.xlsx", good.getvalue()[:300])
    assert "not an OpenDocument spreadsheet" in told("a.ods", b"")
    assert "a damaged file" in told("a.xls", b"")
    assert ".xlsm files are not read" in told("a.XLSM", b"")
    assert (
        "line 2: not UTF-8 text, and not plainly Windows-1252; save it in the spreadsheet as 'CSV UTF-8'"
        in told("a.csv", "name;x\nCoöperatie;1".encode("cp850"))
    )
    (tmp_path / "b.csv").write_text(TWO)
    assert "belongs to b.csv; give that file" in told("b-trust.csv", b"x")


def test_columns_are_called_as_a_spreadsheet_does() -> None:
    assert [letters(k) for k in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_every_heading_is_understood_as_one_thing_in_both_languages() -> None:
    for headings in (COLUMNS,):
        seen: dict[str, str] = {}
        for heading in headings:
            for name in heading.names:
                assert seen.setdefault(name, heading.key) == heading.key, name


cell_text = st.one_of(
    st.sampled_from(
        [
            "",
            "name",
            "naam",
            "scale",
            "1 to 5",
            "%",
            "quality",
            "Skill 2",
            "joins",
            "Akvo",
            "RAIN",
            "from",
            "to",
            "trust",
            "4",
            "0.5",
            "60%",
            "1.500",
            "2 to 4",
            "x",
            "#",
            "title",
            "grant",
            "facilitator",
            "yes",
            "coordinator",
            "length",
            "6 ± 1",
        ]
    ),
    st.text(max_size=6),
)
some_rows = st.lists(st.lists(cell_text, max_size=4), max_size=6)


@pytest.mark.slow
@given(some_rows, st.none() | some_rows, st.none() | some_rows, st.booleans())
def test_any_table_is_a_scenario_or_one_line(
    rows: list[list[str]],
    trusting: list[list[str]] | None,
    facts: list[list[str]] | None,
    whole: bool,
) -> None:
    if whole:
        rows = [["name", "quality"], ["scale", "1 to 5"], ["Akvo", "4"], ["RAIN", "2"], *rows]
    parts = {"trust": trusting, "alliance": facts}
    beside = {part: (as_csv(told, "en"), f"m-{part}.csv") for part, told in parts.items() if told}
    told = ""
    try:
        made = from_csv(as_csv(rows, "nl"), "m.csv", beside)
    except ScenarioError as error:
        told = str(error)
    else:
        assert sim.scenarios.parse(made.to_toml()) == made
    assert told == "" or (told.startswith("m") and "\n" not in told)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_scenario_or_one_line(content: bytes) -> None:
    with pytest.raises(ScenarioError):
        from_csv(content, "m.csv", {})


def test_working_groups_core_and_ring_are_seats(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        "Naam;Werkgroep;Kern of schil;Gehechtheid aan de eigen identiteit\n"
        "schaal;;;1 t/m 5\nA;water;kern;5\nB;water;;1\nC;data;core;3\nD;data;Schil;3\n"
        "E;data;schil;3\n",
        "utf-8",
    )
    made = sim.load(path)
    assert made.structure.groups == "given"
    assert (made.structure.core, made.structure.ring) == (("A", "C"), ("D", "E"))
    assert made.member[0].attachment == Distribution(low=0.8, high=1.0)
    path.write_text("Naam;Kern of schil\nA;kern\nB;midden\n", "utf-8")
    with pytest.raises(ScenarioError, match="'midden' kan niet: een van 'kern', 'schil'"):
        sim.load(path)


@pytest.mark.parametrize("heading", ["Identity", "identity_2", "Identiteit 1"])
def test_a_heading_of_the_first_edition_is_told_what_to_change(
    tmp_path: Path, heading: str
) -> None:
    path = tmp_path / "m.csv"
    path.write_text(f"name,{heading}\nA,50%\nB,10%\n", "utf-8")
    with pytest.raises(ScenarioError, match=r"norms and values .*attachment") as refused:
        sim.load(path)
    assert len(refused.value.lines) == 1


def test_the_task_the_groups_and_the_renewal_are_facts_of_the_alliance(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("name,quality\nA,50%\nB,10%\n", "utf-8")
    (tmp_path / "m-alliance.csv").write_text(
        "what,answer\nGrant,100\nGrant can be renewed,yes\nHardness of the task,70%\n"
        "Who sits together,working groups that members form\nMembers in a working group,4\n",
        "utf-8",
    )
    made = sim.load(tmp_path / "m.csv")
    assert (made.structure.groups, made.structure.size) == ("members", 4)
    assert (made.task.hardness, made.grant[0].renewable) == (0.7, True)
