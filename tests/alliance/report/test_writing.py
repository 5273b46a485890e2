"""A report is written whole or not at all, and what is wrong is told at once in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from alliance.cli import run_command
from alliance.plots import waterline
from alliance.report import findings, variants_of, work, write_report, writing
from alliance.report.pictures import drawing

SMALL = ["--runs", "2", "--set", "length=6"]


def test_the_command_writes_one_file(
    tmp_path: Path, undrawn: None, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "report.html"
    words = [
        "report",
        "smooth-start",
        *SMALL,
        "--language",
        "nl",
        "--compare",
        "smooth-start:flat",
        "administered",
        "--out",
        str(out),
    ]
    assert run_command(words) == 0
    assert str(out) in capsys.readouterr().out
    assert [file.name for file in out.parent.iterdir()] == ["report.html"]
    html = out.read_text("utf-8")
    assert '<html lang="nl">' in html
    assert "--compare smooth-start:flat administered" in html
    assert "--set length=6" in html
    assert sim.Scenario.digest(sim.load("smooth-start").replace("length", 6)) in html


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, undrawn: None) -> None:
    for name in ("a.html", "b.html"):
        write_report(sim.load("smooth-start").replace("length", 6), tmp_path / name, runs=3)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.slow
def test_pictures_are_the_same_each_time_and_have_decimal_commas() -> None:
    result = sim.simulate("smooth-start", 3, 1)
    one = drawing(lambda ax: waterline(result, ax), "alt", "caption")
    english = one.drawn("en")
    assert english == one.drawn("en")
    assert english != one.drawn("nl")
    assert english.page.startswith("data:image/png;base64,")
    assert english.width > 1000


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["--out", "report.pdf"],
            "--out report.pdf is not allowed: a file name that ends in .html",
        ),
        (["--out", "report"], "--out report is not allowed: a file name that ends in .html"),
        (["--out", "."], "--out . is a folder"),
        (["--out", "taken/report.html"], "--out taken: cannot be written to"),
        (["--runs", "1"], "--runs 1 is not allowed: a whole number from 2"),
        (["--seed", "-1"], "--seed -1 is not allowed"),
        (["--language", "de"], "en"),
        (["--compare", "erly-facilitation"], "did you mean 'early-facilitation'?"),
        (["--compare", "wash-sdg"], "only equal lengths compare"),
        (["--set", "lenth=3"], "did you mean 'length'?"),
    ],
)
def test_errors_are_one_line_before_anything_is_run(
    words: list[str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(writing, "find", lambda *_: pytest.fail("something was run"))
    Path("taken").write_text("a file")
    assert run_command(["report", "smooth-start", *words]) == 2
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt(), 130), (MemoryError(), 2)])
def test_what_was_there_stays_when_it_is_stopped(
    stop: BaseException, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(findings, "simulate", stopped)
    monkeypatch.setattr(findings, "compare", stopped)
    monkeypatch.setattr(writing, "find", stopped)
    out = tmp_path / "report.html"
    out.write_text("before")
    assert run_command(["report", "smooth-start", *SMALL, "--out", str(out)]) == code
    with pytest.raises(type(stop)):
        write_report("smooth-start", out)
    assert out.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_python_is_told_in_one_line_too(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    for out, kind, line in (
        (tmp_path, {}, "is a folder"),
        (tmp_path / "x.html", {"runs": 1}, "runs = 1"),
        (tmp_path / "x.html", {"language": "fr"}, "en or nl"),
        (tmp_path / "taken" / "x.html", {}, "cannot be written"),
    ):
        with pytest.raises(sim.AllianceError, match=line):
            write_report("smooth-start", out, **kind)  # type: ignore[arg-type]


def test_named_variants_change_the_alliance_as_it_is_set() -> None:
    base = sim.load("wash").replace("start.trust.mean", 0.2)
    ((label, varied),) = variants_of(base, ["cut"], "nl").items()
    assert label == "vanaf het derde jaar een derde minder geld"
    assert varied.start.trust == base.start.trust


@pytest.mark.slow
def test_progress_goes_up_to_all_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance.report.pictures._png", lambda *_: ("data:", 1, 1))
    told: list[int] = []
    scenario = sim.load("smooth-start").replace("length", 6)
    write_report(scenario, tmp_path / "x.html", runs=2, compare=["flat"], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == work(2, 1)
