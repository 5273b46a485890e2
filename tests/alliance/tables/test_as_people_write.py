"""Tables as people keep them: what is read, what is asked, and never a silent wrong number."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from alliance.cli import run_command
from alliance.spreadsheets import as_written, plain
from alliance.tables import read_table
from alliance.tables.csv_file import read_csv
from alliance.tables.limits import ROWS
from alliance.tables.reading import from_csv
from sim.errors import ScenarioError
from sim.scenarios import Distribution
from sim.scenarios.schema import Scenario

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")


def csv_of(text: str, **beside: str) -> Scenario:
    parts = {part: (told.encode(), f"m-{part}.csv") for part, told in beside.items()}
    return from_csv(text.encode(), "m.csv", parts)


def refused(text: str, **beside: str) -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as error:
        csv_of(text, **beside)
    return error.value.lines


def book_of(**sheets: list[list[Any]]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def assumed(made: Scenario) -> str:
    return " ".join(made.assumptions)


# -- numbers ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "text", "key", "told"),
    [
        ("capaciteit", "12 fte", "capacity", 12.0),
        ("capaciteit", "2,5 fte", "capacity", 2.5),
        ("capaciteit", "2,5 FTE", "capacity", 2.5),
        ("capaciteit", "6 (schatting)", "capacity", 6.0),
        ("capaciteit", "ca. 6", "capacity", 6.0),
        ("capaciteit", "~6 fte", "capacity", 6.0),
        ("inzet", "ca. 30%", "engagement", 0.3),
        ("inzet", "± 30 %", "engagement", 0.3),
        ("eigen geld", "€ 50.000,-", "reserve", 50.0),
        ("eigen geld (duizend euro)", "€ 50.000,-", "reserve", 50.0),
        ("eigen geld", "50.000 euro", "reserve", 50.0),
        ("eigen geld", "€ 50k", "reserve", 50.0),
        ("eigen geld", "€ 1,5 mln", "reserve", 1500.0),
        ("eigen geld", "2.500.000 duizend euro", "reserve", 2_500_000.0),
        ("geduld", "2 jaar", "patience", 24.0),
    ],
)
def test_an_answer_with_its_unit_or_a_remark(column: str, text: str, key: str, told: float) -> None:
    made = csv_of(f"naam;{column}\nA;{text}\nB;{text}\n")
    assert getattr(made.member[0], key) == pytest.approx(told)
    estimate = any(sign in text for sign in ("ca.", "~", "schatting", "±"))
    assert ("Als schatting of met een opmerking" in assumed(made)) == estimate


@pytest.mark.parametrize("text", ["6 (2025)", "32 uur", "6 (0)", "€", "ca.", "12 ft"])
def test_what_is_not_plain_is_asked(text: str) -> None:
    assert "is geen getal" in refused(f"naam;capaciteit\nA;{text}\nB;1\n")[0]


@pytest.mark.parametrize(
    ("answers", "middles"),
    [
        (["hoog", "laag", "midden"], [5 / 6, 1 / 6, 0.5]),
        (["High", "low", "medium"], [5 / 6, 1 / 6, 0.5]),
        (["zeer hoog", "hoog", "Zeer laag"], [0.9, 0.7, 0.1]),
        (["++", "−−", "+"], [0.9, 0.1, 0.7]),
        (["++", "-", "0"], [0.9, 0.3, 0.5]),
    ],
)
@pytest.mark.parametrize("scale", ["", "1 t/m 5"])
def test_words_and_signs_are_ranks(answers: list[str], middles: list[float], scale: str) -> None:
    rows = "".join(f"M{k};{text}\n" for k, text in enumerate(answers))
    made = csv_of(f"naam;openheid\nschaal;{scale}\n{rows}")
    told = [row.openness for row in made.member]
    assert [0.5 * (one.low + one.high) for one in told] == pytest.approx(middles)
    assert "woorden of tekens zijn rangen" in assumed(made)


def test_a_dash_alone_is_no_answer_and_words_beside_numbers_are_asked() -> None:
    made = csv_of("naam;openheid\nschaal;1 t/m 5\nA;4\nB;-\n")
    assert made.member[1].openness.sd > 0.1
    assert "woorden zoals 'hoog' en getallen" in refused("naam;openheid\nA;hoog\nB;4\n")[0]


@pytest.mark.parametrize(
    "heading",
    [
        "Openheid (1-10)",
        "Openheid (1 t/m 10)",
        "Openheid [schaal van 1 tot 10]",
        "Openheid: 1-10",
        "Openheid (1 = gesloten, 10 = open)",
    ],
)
def test_the_scale_in_the_heading(heading: str) -> None:
    made = csv_of(f'naam;"{heading}"\nA;4\nB;10\n')
    assert made.member[1].openness == Distribution(low=0.9, high=1.0)
    wrong = refused(f'naam;"{heading}"\nschaal;1 t/m 5\nA;4\nB;5\n')
    assert "de kop zegt schaal 1 t/m 10, de rij met schalen 1 t/m 5" in wrong[0]
    assert csv_of("naam;inzet %\nA;40\nB;60\n").member[0].engagement == 0.4


def test_fractions_below_percent_are_shares_when_all_are_and_else_asked() -> None:
    head = "naam;inzet\nschaal;%\n"
    made = csv_of(head + "A;0,4\nB;1\nC;0\n")
    assert [row.engagement for row in made.member] == [0.4, 1.0, 0.0]
    assert "0,4 als 40 %" in assumed(made)
    assert [row.engagement for row in csv_of(head + "A;40\nB;1\n").member] == [0.4, 0.01]
    assert csv_of(head + "A;40\nB;0,5%\n").member[1].engagement == 0.005
    for wrong in ("A;40\nB;0,5\nC;1\n", "A;1\nB;1\n"):
        assert "onder procenten: is" in refused(head + wrong)[0]
    # The same below 0 to 100, and where that is worked out from the answers.
    assert "onder procenten" in refused("naam;inzet\nschaal;0 t/m 100\nA;40\nB;0,5\n")[0]
    assert "onder procenten" in refused("naam;inzet\nA;40\nB;0,5\n")[0]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Subsidie;2500000", "2500000 duizend euro ligt ver van wat gebruikelijk is"),
        ("Subsidie (duizend euro);2500000", "schrijf dan de eenheid in de cel"),
        ("Subsidie;2,5", "zoals '2,5 miljoen euro'"),
        ("Fonds;800000", "ligt ver van"),
        ("Coördinator;ja\nKosten van de coördinator;4000", "ligt ver van"),
        ("Procesbegeleider;ja\nKosten van de procesbegeleider;1200", "ligt ver van"),
    ],
)
def test_euros_where_thousands_are_meant_are_asked(rows: str, told: str) -> None:
    table = "naam;capaciteit\nA;1\nB;2\n"
    assert told in refused(table, alliance=rows + "\n")[0]
    *before, (label, value) = [row.split(";") for row in rows.splitlines()]
    head = "".join(f"{one};{other}\n" for one, other in before)
    csv_of(table, alliance=f"{head}{label};{value} duizend euro\n")
    bare = label.partition(" (")[0]
    csv_of(table, alliance=f"{head}{bare} (euro);{value}\n")


def test_own_money_in_euros_is_asked() -> None:
    assert "60000 duizend euro" in refused("naam;eigen geld\nA;60000\nB;20\n")[0]
    assert csv_of("naam;eigen geld\nA;60.000 euro\nB;20\n").member[0].reserve == 60


# -- rows ---------------------------------------------------------------------------------------
def test_a_note_below_the_table_is_no_member() -> None:
    table = "Naam;Openheid\nschaal;1 t/m 5\nA;2\nB;3\n"
    wrong = refused(table + "NB: cijfers van vorig jaar;\nbron: enquete;\n")
    assert len(wrong) == 2
    assert "rij 5, kolom A (Naam): is 'NB: cijfers van vorig jaar' een lid?" in wrong[0]
    assert len(csv_of(table + "C;?\n").member) == 3
    assert len(csv_of(table + "# bron: enquete;\n").member) == 2
    # Who is in the sheet of trust is a member.
    assert len(csv_of(table + "C;\n", trust="wie;A;B;C\nA;;50%;60%\n").member) == 3
    assert "is geen lid" in refused(table + "Eindtotaal;5\n")[0]


def test_respondents_of_one_organisation_are_averaged_and_what_they_differ_is_kept() -> None:
    made = csv_of(
        "Naam;Capaciteit;Openheid;Inzet\nschaal;fte;1 t/m 5;%\n"
        "Gemeente;6;2;40%\nGemeente;6;4;60%\nZorg;3;4;50%\n"
    )
    first, second = made.member
    assert (first.name, first.capacity) == ("Gemeente", 6)
    assert first.engagement == Distribution(mean=0.5, sd=0.1414)
    # Between the answers .2828, and within each a fifth of the scale.
    assert first.openness == Distribution(mean=0.5, sd=round((0.08 + 0.04 / 12) ** 0.5, 4))
    assert second.openness == Distribution(low=0.6, high=0.8)
    assert "Gemeente (2)" in assumed(made)
    groups = "naam;groep;capaciteit\nA;x;1\nA;y;1\nB;x;2\n"
    assert "'y', maar in rij 2 'x'" in refused(groups)[0]


def test_the_export_of_a_survey() -> None:
    made = csv_of(
        "Tijdstempel,E-mailadres,Naam,Welke organisatie?,"
        "Hoeveel van wat het echt wil ligt boven de waterlijn? Laagst: kaarten tegen de borst; hoogst: "
        "alles.,Inzet (%)\n"
        "2026-01-05 10:00,a@example.org,An,Gemeente,2,40\n"
        "2026-01-05 11:00,b@example.org,Bo,Zorg,4,50\n"
        "2026-01-06 09:00,c@example.org,Cas,gemeente,2,60\n",
        alliance="schaal,1 t/m 5\n",
    )
    assert [row.name for row in made.member] == ["Gemeente", "Zorg"]
    assert made.member[0].openness == Distribution(low=0.2, high=0.4)
    assert made.member[0].engagement.mean == 0.5
    assert "Kolommen die niet gelezen zijn: Tijdstempel, E-mailadres, Naam." in assumed(made)
    assert "example.org" not in made.to_toml()


def test_a_filled_diagonal_of_trust_is_not_read() -> None:
    made = csv_of("naam;capaciteit\nA;1\nB;2\n", trust="wie;A;B\nschaal;1 t/m 5\nA;5;1\nB;3;5\n")
    assert len(made.pair) == 2
    assert "in zichzelf is niet gelezen" in assumed(made)


def test_everything_that_is_wrong_is_told_at_once_in_the_language_of_the_table() -> None:
    wrong = refused(
        "naam;openheid;inzet;netwrk\nschaal;1 t/m 5;%;\nA;7;a;\nB;8;140%;\nC;0;b;\nD;9;c;\n",
        trust="wie;A;B;X\nA;;150%;50%\nY;1%;;\n",
        alliance="subsidi;1\nbestuur;koning\nlooptijd;10,5\n",
    )
    assert len(wrong) == 15
    told = "\n".join(wrong)
    for part in (
        "m.csv, rij 1, kolom D: onbekende kop 'netwrk' (bedoelt u 'netwerk'?)",
        "rij 3, kolom B (openheid): 7 ligt boven de schaal 1–5",
        "rij 5, kolom B (openheid): 0 ligt onder de schaal 1–5",
        "rij 3, kolom C (inzet): 'a' is geen getal",
        "m-trust.csv, rij 1, kolom D: 'X' is geen lid",
        "m-alliance.csv, rij 1, kolom A: onbekend: 'subsidi' (bedoelt u 'subsidie'?)",
        "'koning' kan niet: een van 'alle leden samen'",
        "10,5 kan niet: een geheel getal van 1 tot en met",
    ):
        assert part in told
    assert all("\n" not in line for line in wrong)
    english = refused("name;openness\nscale;1 to 5\nA;7\nB;x\n")
    assert len(english) == 2
    assert "7 is above the scale 1–5" in " ".join(english)


def test_the_command_line_tells_each_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"M{k};x\n" for k in range(45))
    (tmp_path / "m.csv").write_text(f"naam;inzet\n{rows}", encoding="utf-8")
    assert run_command(["check", str(tmp_path / "m.csv")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 41
    assert all(line.startswith("alliance: ") for line in lines)
    assert lines[-1] == "alliance: and 5 more"


# -- files --------------------------------------------------------------------------------------
TABLE = "Naam;Openheid\nschaal;1 t/m 5\nCoöperatie;2\nB;3\n"


@pytest.mark.parametrize(
    "name", ["m-vertrouwen.csv", "m-trust.csv", "m_Vertrouwen.csv", "m vertrouwen.txt"]
)
def test_the_files_beside_a_table_have_dutch_names_too(tmp_path: Path, name: str) -> None:
    (tmp_path / "m.csv").write_text("Naam;Openheid\nschaal;1 t/m 5\nA;2\nB;3\n")
    (tmp_path / name).write_text("wie;A;B\nschaal;1 t/m 5\nA;;1\nB;5;\n")
    (tmp_path / "m-alliantie.csv").write_text("wat;antwoord\nSubsidie;100\n")
    made = sim.load(tmp_path / "m.csv")
    assert [pair.trust for pair in made.pair] == [
        Distribution(low=0.0, high=0.2),
        Distribution(low=0.8, high=1.0),
    ]
    assert made.grant[0].amount == 100
    with pytest.raises(ScenarioError, match=r"belongs to m\.csv"):
        sim.load(tmp_path / name)
    (tmp_path / "m-trust.tsv").write_text("x")
    with pytest.raises(ScenarioError, match="lie beside it; keep one"):
        sim.load(tmp_path / "m.csv")
    (tmp_path / "m-trust.tsv").rename(tmp_path / "m-vertouwen.csv")
    with pytest.raises(ScenarioError, match="did you mean m-vertrouwen"):
        sim.load(tmp_path / "m.csv")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.csv", TABLE.encode("cp1252")),
        ("m.txt", TABLE.replace(";", "\t").encode()),
        ("m.txt", TABLE.replace(";", "\t").encode("utf-16")),
        ("m.tsv", TABLE.replace(";", "\t").encode("utf-8-sig")),
    ],
)
def test_text_as_spreadsheets_save_it(name: str, content: bytes) -> None:
    made = read_table(content, name)
    assert [row.name for row in made.member] == ["Coöperatie", "B"]
    assert ("Windows-1252" in assumed(made)) == (name == "m.csv")


@pytest.mark.parametrize("coding", ["cp850", "mac-roman", "cp437"])
@pytest.mark.parametrize("word", ["Coöperatie", "Zoë", "Eén", "België", "façade", "één", "crème"])
def test_other_old_text_is_not_taken_for_windows(coding: str, word: str) -> None:
    with pytest.raises(ScenarioError, match="not plainly Windows-1252"):
        read_table(TABLE.replace("Coöperatie", word).encode(coding), "m.csv")


def test_our_own_template_as_a_dutch_spreadsheet_saves_it(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    run_command(["template", "--out", str(file), "--language", "nl", "--members", "6"])
    content = file.read_text("utf-8-sig").encode("cp1252")
    made = read_table(content, "x.csv")
    assert len(made.member) == 6
    assert "Windows-1252" in assumed(made)


def test_hidden_sheets_and_rows_are_told() -> None:
    rows = [["naam", "capaciteit"], ["A", 1], ["B", 2], ["C", 3]]
    book = book_of(leden=rows, leden_2026=rows)
    book["leden"].sheet_state = "hidden"
    with pytest.raises(ScenarioError, match="blad 'leden' is verborgen"):
        read_table(saved(book), "a.xlsx")
    book = book_of(leden=rows, oud=rows)
    book["oud"].sheet_state = "veryHidden"
    book["leden"].row_dimensions[3].hidden = True
    told = assumed(read_table(saved(book), "a.xlsx"))
    assert "Verborgen bladen: oud." in told
    assert "Ook verborgen rijen van blad leden zijn gelezen: 3." in told
    book = book_of(leden_2026=rows, notities=[["x"]])
    assert len(read_table(saved(book), "a.xlsx").member) == 3


def test_the_answers_of_the_template_are_not_those_of_a_client(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run_command(["template", "--out", str(file), "--language", "nl", "--members", "3"])
    book = openpyxl.load_workbook(file)
    for k, name in enumerate(("Gemeente", "Corporatie", "Zorg"), 3):
        book["leden"].cell(k, 1).value = name
        book["vertrouwen"].cell(k, 1).value = name
        book["vertrouwen"].cell(1, k - 1).value = name
    facts = {str(row[0].value): row[1] for row in book["alliantie"].iter_rows()}
    facts["Subsidie (duizend euro)"].value = 1500  # as templates once held
    facts["Subsidie verdeeld over (maanden)"].value = 60
    with pytest.raises(ScenarioError) as error:
        read_table(saved(book), "a.xlsx")
    assert len(error.value.lines) == 2
    assert "de antwoorden van 'Gemeente' zijn nog die van het voorbeeld" in error.value.lines[0]
    assert "(Subsidie (duizend euro)): 1500 is nog die" in error.value.lines[1]
    facts["Titel"].value = "Gezond West"
    for k in range(4, 12):
        book["leden"].cell(3, k).value = 1
    told = assumed(read_table(saved(book), "a.xlsx"))
    assert "Nog zoals in het voorbeeld van het sjabloon: Gemeente (" in told
    assert "Nog zoals in het voorbeeld van het sjabloon: Subsidie (duizend euro) 1500" in told


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="leden">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods(*rows: list[object], repeat: int = 1) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string"><text:p>'
                f"{value}</text:p></table:table-cell>"
            )
        shown = f'office:value-type="float" office:value="{value}"'
        return f'<table:table-cell {shown} table:number-columns-repeated="{repeat}"/>'

    told = "".join(
        f'<table:table-row table:number-rows-repeated="{repeat}">{"".join(map(cell, row))}'
        "</table:table-row>"
        for row in rows
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS.format(rows=told))
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def test_an_opendocument_spreadsheet() -> None:
    made = read_table(ods(["naam", "inzet"], ["schaal", "%"], ["A", 0.4], ["B", 1.0]), "a.ods")
    assert [row.engagement for row in made.member] == [0.4, 1.0]
    assert "is niet bekend of een getal als percentage" in assumed(made)


# -- what would harm ----------------------------------------------------------------------------
TYPES = "[Content_Types].xml"
STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook of which some parts are replaced or added."""
    good = saved(book_of(leden=[["naam", "capaciteit"], ["A", 1], ["B", 2]]))
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as whole,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        types = whole.read(TYPES).replace(b"</Types>", STRINGS_TYPE + b"</Types>")
        kept = {part.filename: whole.read(part) for part in whole.infolist()}
        strings = {"xl/sharedStrings.xml": STRINGS.format("x").encode()}
        for name, content in {**kept, TYPES: types, **strings, **parts}.items():
            made.writestr(name, content)
    return stream.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
    "</sheetData></worksheet>"
)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", packed({"xl/sharedStrings.xml": STRINGS.format("x" * 30_000_000).encode()})),
        (
            "a.xlsx",
            packed(
                {
                    "xl/sharedStrings.xml": STRINGS.format("x" * 30_000).encode(),
                    "xl/worksheets/sheet1.xml": SHEET.format(
                        '<row r="1">' + '<c t="s"><v>0</v></c>' * 5000 + "</row>"
                    ).encode(),
                }
            ),
        ),
        (
            "a.xlsx",
            packed(
                {
                    "xl/worksheets/sheet1.xml": SHEET.format(
                        '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
                    ).encode()
                }
            ),
        ),
        (
            "a.xlsx",
            packed(
                {
                    "xl/worksheets/sheet1.xml": SHEET.format(
                        "".join(
                            f'<row r="{k}"><c r="XFD{k}"><v>1</v></c></row>' for k in range(1, 999)
                        )
                    ).encode()
                }
            ),
        ),
        ("a.ods", ods(["naam", 1.0], repeat=1_000_000)),
        ("a.ods", ods(["naam", 1.0], repeat=ROWS + 1)),
    ],
)
def test_a_small_file_that_unpacks_into_a_huge_one_is_one_line(name: str, content: bytes) -> None:
    with pytest.raises(ScenarioError, match="is not allowed") as error:
        read_table(content, name)
    assert len(error.value.lines) == 1


@cache
def sound(name: str) -> bytes:
    """A workbook, made once: its size depends on when it is made."""
    if name == "a.xlsx":
        return packed({"xl/sharedStrings.xml": STRINGS.format("x").encode()})
    return ods(["naam", "inzet"], ["A", 0.4], ["B", 0.5])


@pytest.mark.slow
@given(st.data(), st.sampled_from(["a.xlsx", "a.ods", "a.xls"]))
def test_a_damaged_workbook_is_lines_and_no_traceback(data: st.DataObject, name: str) -> None:
    good = sound(name)
    place = data.draw(st.integers(0, len(good) - 1))
    content = good[:place] + data.draw(st.binary(max_size=8)) + good[place + 4 :]
    lines: tuple[str, ...] = ()
    try:
        made = read_table(content, name)
    except ScenarioError as error:
        lines = error.lines
    else:
        assert sim.scenarios.parse(made.to_toml()) == made
    assert all(line and "\n" not in line for line in lines)


@pytest.mark.slow
@given(st.text(max_size=8) | st.from_regex(r"'*[=+\-@][a-z0-9(!]*", fullmatch=True))
def test_no_text_that_is_written_is_a_formula_and_all_are_read_as_they_were(text: str) -> None:
    written = plain(text)
    assert written == text or written == f"'{text}"
    if text[:1] in ("=", "@") or text[:2] in ("+c", "-c"):
        assert written.startswith("'")
    assert as_written(written) == text


def test_a_name_like_a_formula_is_text_in_every_table(tmp_path: Path) -> None:
    from alliance.tables.template import Table, as_csv
    from alliance.tables.workbook import as_excel

    rows = [["naam", "capaciteit"], ["=HYPERLINK(1)", "1"], ["@B", "2"]]
    text = as_csv(rows, "nl").decode("utf-8-sig")
    assert all(not line.startswith(("=", "@")) for line in text.splitlines())
    book = openpyxl.load_workbook(io.BytesIO(as_excel(Table("nl", rows, [], [], []))))
    assert book["leden"]["A2"].data_type == "s"
    cells = read_csv(as_csv(rows, "nl"), "m.csv").rows
    assert [row[0].text for row in cells] == ["naam", "=HYPERLINK(1)", "@B"]
