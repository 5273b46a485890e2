"""The pages of a scan and of a followed alliance, from the command line to the files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from alliance.cli import run_command
from alliance.scan.speaker import wording
from alliance.survey.workbook import columns
from alliance.words.language import Language
from alliance.words.scan import THEMES, WORDS
from experiments.following.items import ITEMS
from experiments.following.respondents import Respondents
from experiments.following.themes import THEMES as ASKED
from sim.ensemble import Batch
from sim.errors import AllianceError
from sim.scenarios import Scenario, load
from sim.start import begin

NAMES = ("Gemeente", "<GGD>", "Bewoners")


def export(scenario: Scenario, months: tuple[int, ...], language: Language) -> str:
    """What a survey tool would export of a simulated alliance."""
    batch = Batch(begin([scenario], np.zeros(1, np.intp), np.array([4]), 9))
    people, heads = Respondents(np.random.default_rng(1)), columns(NAMES, language)
    rows = [[head for head, _ in heads]]
    for month in months:
        while batch.now < month:
            batch.step()
        for given in people.answers(batch):
            who = next(iter(given))[1]
            row = [who, f"2024-{1 + month:02}-05"]
            for head, code in heads[2:]:
                partner = head.rpartition("[")[2].rstrip("]") if "[" in head else None
                answer = given.get((str(code), who, partner))
                row.append("" if answer is None else f"{answer:.0f}")
            rows.append(row)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f'[[member]]\nname = "{name}"\n' for name in NAMES)
    (tmp_path / "ours.toml").write_text(
        f'title = "Onze <wijk>"\nlength = 16\n{rows}[[grant]]\namount = 900\n', "utf-8"
    )
    scenario = load("ours.toml")
    (tmp_path / "answers.csv").write_text(export(scenario, (3, 8), "nl"), "utf-8")
    Image.new("RGB", (40, 20), "red").save(tmp_path / "logo.png")
    return tmp_path


SMALL = ["--answers", "answers.csv", "--start", "2024-01", "--runs", "60", "--ahead", "6"]


@pytest.mark.slow
def test_follow_writes_pages_in_dutch_with_a_logo_and_own_words(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docx = pytest.importorskip("docx")
    (ours / "words.toml").write_text("summary = 'De kern'\n", "utf-8")
    events = "datum,wat,wie\n2024-05-01,lid vertrokken,Bewoners\n"
    (ours / "events.csv").write_text(events, "utf-8")
    text = (ours / "answers.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in text if not line.startswith("Bewoners,2024-09")]
    (ours / "answers.csv").write_text("".join(kept), "utf-8")
    extra = [
        "--try",
        "division=need",
        "--language",
        "nl",
        "--logo",
        "logo.png",
        "--wording",
        "words.toml",
    ]
    code = run_command(
        ["follow", "ours.toml", *SMALL, "--events", "events.csv", *extra, "--out", "o"]
    )
    told = capsys.readouterr().out
    assert code == 0
    assert "De waarschijnlijkste fase nu" in told
    page = (ours / "o" / "follow.html").read_text("utf-8")
    for part in (
        "De kern",
        "Onze &lt;wijk&gt;",
        "&lt;GGD&gt;",
        "data:image/png",
        "Bijlage",
        "2024-09",
    ):
        assert part in page
    assert "<GGD>" not in page
    assert "http" not in page.replace("http://www.w3.org", "")
    told = "\n".join(p.text for p in docx.Document(str(ours / "o" / "follow.docx")).paragraphs)
    assert "De kern" in told
    state = (ours / "o" / "state.csv").read_text("utf-8")
    assert "Bewoners" not in state  # it left
    assert "GGD" in state
    assert "division = need" in (ours / "o" / "tried.csv").read_text("utf-8")
    assert (ours / "o" / "outlook.csv").read_text("utf-8").count("\n") > 16


@pytest.mark.slow
def test_scan_needs_no_answers_at_all(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("docx")
    assert run_command(["scan", "ours.toml", "--runs", "50", "--ahead", "6", "--out", "o"]) == 0
    assert "The likeliest phase now" in capsys.readouterr().out
    assert {file.name for file in (ours / "o").iterdir()} == {"scan.html", "scan.docx"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--runs", "20"], "--runs 20 is not allowed"),
        (["--try", "division=fair"], "division"),
        (["--start", "soon"], "--start soon is not allowed"),
        (["--answers", "no.csv"], "no.csv"),
        (["--answers", "ours.toml"], "a file of answers ends in .csv or .xlsx"),
        (["--logo", "ours.toml"], "--logo ours.toml is not allowed"),
        (
            ["--answers", "answers.csv", "--start", "2031-01"],
            "is before the alliance began (2031-01)",
        ),
        (["--answers", "answers.csv"], "nothing says when the alliance began"),
    ],
)
def test_what_is_wrong_is_told(
    ours: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["follow", "ours.toml", *words]) == 2
    assert said in capsys.readouterr().err


def test_own_words_must_be_known(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text("summery = 'x'\nahead = 'in {mnths} {'\nlimit = 3\n", "utf-8")
    with pytest.raises(AllianceError) as caught:
        wording(str(path))
    lines = "\n".join(caught.value.lines)
    for part in (
        "did you mean 'summary'",
        "'{mnths}' is not filled in",
        "braces",
        "text in quotes",
    ):
        assert part in lines


def test_words_are_said_in_both_languages() -> None:
    assert set(ASKED) == set(THEMES)
    assert set(THEMES) <= set(ITEMS)
    for key, term in WORDS.items():
        assert sorted(_blanks(term.name)) == sorted(_blanks(term.dutch)), key


def _blanks(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_survey_writes_three_forms_once(
    language: str, ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("openpyxl")
    command = ["survey", "ours.toml", "--language", language, "--out", "s"]
    assert run_command(command) == 0
    assert {f.name for f in (ours / "s").iterdir()} == {"survey.xlsx", "survey.html", "survey.txt"}
    assert run_command(command) == 2
    assert "--overwrite" in capsys.readouterr().err
