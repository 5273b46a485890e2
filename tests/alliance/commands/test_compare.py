"""`alliance compare`: --set for all, --with for one more, in the language that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from alliance.cli import run_command

SHORT = ["--runs", "2", "--set", "length=60", "--set", "fund.start=7"]


@pytest.mark.slow
def test_set_changes_all_that_is_compared_and_with_makes_one_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ["compare", "smooth-start", "smooth-start:early-facilitation", "default"]
    extra = ["--with", "division=equal", "--with", "start.trust=0.2"]
    assert run_command([*words, *SHORT, *extra, "--language", "nl", "--out", str(out)]) == 0
    made = [
        sim.load(out / name) for name in ("base.toml", *(f"variant-{k}.toml" for k in (1, 2, 3)))
    ]
    assert [one.length for one in made] == [60] * 4
    assert [one.fund.start for one in made] == [7.0] * 4
    assert made[1].intervention
    assert (made[3].division, made[3].start.trust) == ("equal", 0.2)
    told = capsys.readouterr().out
    assert "division=equal, start.trust=0.2 tegenover smooth-start" in told
    assert "2 paren runs met seed 0" in told
    assert f"Geschreven naar {out}: " in told
    assert " to " not in told


def test_a_variant_is_made_of_the_changed_scenario() -> None:
    from sim.scenarios.variants import resolve

    changed = resolve("smooth-start:flat", [("division", "need"), ("fund.start", 3)])
    assert (changed.division, changed.fund.start) == ("equal", 3.0)


def test_what_is_wrong_with_an_option_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["compare", "smooth-start", "--with", "nothing"]) == 2
    assert "--with nothing: write PATH=VALUE" in capsys.readouterr().err
