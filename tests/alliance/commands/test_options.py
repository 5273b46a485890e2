"""The same options mean the same in every command."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from alliance.cli import run_command
from alliance.commands.advise import advise
from alliance.commands.compare import compare
from alliance.commands.phase_diagram import phase_diagram
from alliance.commands.report import report
from alliance.commands.run import run
from alliance.commands.scenarios import check, list_, show
from alliance.commands.terminal import language_from
from alliance.commands.tipping import tipping

ANSWERING = (advise, check, compare, list_, phase_diagram, report, run, show, tipping)
NAMING = (advise, check, compare, report, run, show, tipping)


@pytest.mark.parametrize("command", ANSWERING)
def test_every_command_that_answers_in_words_takes_a_language(command: object) -> None:
    assert str(inspect.signature(command).parameters["language"].annotation) == "Speech"


@pytest.mark.parametrize("command", NAMING)
def test_every_command_that_names_a_scenario_takes_set(command: object) -> None:
    assert "set_" in inspect.signature(command).parameters


def test_the_language_is_that_of_the_table_unless_another_is_asked_for(tmp_path: Path) -> None:
    dutch, english = tmp_path / "a.csv", tmp_path / "b.csv"
    dutch.write_text("Naam;Openheid (1-5)\nA;2\nB;3\n")
    english.write_text("Name,Openness (1-5)\nA,2\nB,3\n")
    assert language_from(str(dutch), None) == "nl"
    assert language_from(f"{dutch}:cut", None) == "nl"
    assert language_from(str(dutch), "en") == "en"
    assert language_from(str(english), None) == language_from("wash", None) == "en"


def test_check_and_show_say_what_the_fund_covers_and_take_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Naam;Openheid (1-5)\nA;2\nB;3\n")
    for command in ("check", "show"):
        assert run_command([command, str(table)]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert "Geen subsidie en geen fonds: dat betekent helemaal geen geld" in told
        assert "Gevraagd per maand, kEUR: A " in told
        words = [command, str(table), "--set", "fund.start=100", "--language", "en"]
        assert run_command(words) == 0
        assert "The fund covers about" in " ".join(capsys.readouterr().out.split())
