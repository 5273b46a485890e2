"""The template of a member table: in order as it is, and never over something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from alliance.cli import run_command
from sim.errors import ScenarioError
from sim.scenarios import MEMBER_FIELDS

openpyxl = pytest.importorskip("openpyxl")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_template_is_in_order_as_it_is(
    tmp_path: Path, language: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"ours{suffix}"
    words = ["template", "--out", str(file), "--language", language, "--members", "5"]
    assert run_command(words) == 0
    assert run_command(["check", str(file)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert ("in orde (5 leden" if language == "nl" else "in order (5 members") in told
    made = sim.load(file)
    example, *others = made.member
    assert all(getattr(example, key) is not None for key in MEMBER_FIELDS)
    # Who has not answered is drawn around the example, and wider.
    assert all(row.quality.sd > 0.1 for row in others)
    assert "Still as in the template" in told or "Nog zoals in het voorbeeld" in told
    # What is invented is the example's row alone: no money, no trust.
    assert not made.pair
    assert not made.grant


def test_both_kinds_and_both_languages_say_the_same(tmp_path: Path) -> None:
    told = []
    for name, language in (("a.xlsx", "en"), ("b.csv", "en"), ("c.xlsx", "nl"), ("d.csv", "nl")):
        file = tmp_path / name
        assert run_command(["template", "--out", str(file), "--language", language]) == 0
        content = sim.load(file).to_dict()
        for row in content["member"]:
            del row["name"]
        told.append({key: content[key] for key in ("member", "start", "length")})
    assert told[0] == told[1] == told[2] == told[3]


def test_a_filled_template_can_be_wrong_in_a_cell_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run_command(["template", "--out", str(file)])
    book = openpyxl.load_workbook(file)
    book["trust"]["D4"] = 7
    book.save(file)
    with pytest.raises(
        ScenarioError, match=r"sheet trust, row 4, column D \(Member 3\): 7 is above"
    ):
        sim.load(file)


def test_a_workbook_offers_what_can_be_answered(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run_command(["template", "--out", str(file), "--language", "nl"])
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["leden", "vertrouwen", "alliantie", "lees mij"]
    offered = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation}
    assert '"1,2,3,4,5"' in offered
    assert '"gelijke delen,naar bijdrage,naar behoefte,naar rang"' in offered
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert rule.errorStyle == "warning"  # 'from 2 to 4' may be meant
            assert len(rule.formula1 or "") <= 255  # or Excel calls the file damaged
            assert len(rule.prompt or "") <= 255
    read = [str(cell.value) for row in book["lees mij"].iter_rows() for cell in row if cell.value]
    assert any("Hoeveel van wat het echt wil ligt boven de waterlijn?" in text for text in read)


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = tmp_path / "ours-trust.csv"
    beside.write_text("mine")
    words = ["template", "--out", str(tmp_path / "ours.csv")]
    assert run_command(words) == 2
    assert "is there already; give another name, or --overwrite" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["ours-trust.csv"]
    assert beside.read_text() == "mine"
    assert run_command([*words, "--overwrite"]) == 0
    assert beside.read_bytes() != b"mine"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--out", "a.txt"], "a file that ends in .xlsx or .csv"),
        (["--members", "1"], "--members 1 is not allowed: a whole number from 2 to 60"),
        (["--language", "de"], "language"),
    ],
)
def test_what_is_not_allowed_is_told(
    words: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["template", *words]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_openpyxl_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert run_command(["template", "--out", str(tmp_path / "a.xlsx")]) == 2
    assert "alliance-lab[tables]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
