"""The pages hold all they need, in both languages, and numbers survive the packing."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import numpy as np
import pytest

from alliance.cli import run_command
from alliance.ladder import ensembles, write_plan
from alliance.words.explore import PLAN, STEPS, WORDS
from experiments.transitions.systems import mean_field

LARGEST = 3_000_000


def unpacked(one: ensembles.Packed) -> np.ndarray:
    """As the script does it."""
    whole = np.frombuffer(base64.b64decode(one["data"]), f"<u{one['size']}").astype(float)
    most = 256 ** one["size"] - 2
    values = one["low"] + whole / most * (one["high"] - one["low"])
    return np.where(whole > most, np.nan, values).reshape(one["shape"])


@pytest.mark.parametrize("size", [1, 2])
def test_numbers_come_back_to_within_half_a_step(size: int) -> None:
    values = np.random.default_rng(0).normal(size=(3, 4, 5))
    values[1, 2, 3] = np.nan
    back = unpacked(ensembles.packed(values, size))
    step = np.ptp(values[np.isfinite(values)]) / (256**size - 2)
    np.testing.assert_allclose(back, values, atol=0.501 * step)


def test_every_step_has_all_it_says_in_both_languages() -> None:
    terms = [*WORDS.values(), *PLAN.values()]
    for step in STEPS:
        assert 0 <= step.right < len(step.options)
        assert len(step.questions) >= 2
        terms += [
            step.title,
            step.story,
            step.ask,
            *step.options,
            step.try_,
            step.answer,
            step.term,
        ]
        terms += [term for pair in step.questions for term in pair]
        for slider in step.sliders:
            terms += [slider.label, *slider.words]
            assert bool(slider.key) != bool(slider.words)
    assert len(STEPS) == 6
    assert sum(step.minutes for step in STEPS) + 6 == 90
    for term in terms:
        assert term.name.strip()
        assert term.dutch.strip()
    alike = [term.name for term in terms if term.name == term.dutch]
    assert not alike


@pytest.mark.slow
def test_a_page_is_one_small_file_that_loads_nothing(page: Path) -> None:
    text = page.read_text("utf-8")
    assert len(text.encode()) < LARGEST
    outside = re.findall(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|https?://|fetch\(""", text)
    assert not outside
    assert "default-src 'none'" in text
    given = json.loads(
        re.search(r'id="numbers">(.*?)</script>', text, re.S)[1].replace("<\\/", "</")
    )
    for step in given["steps"]:
        for slider in step["sliders"]:
            values = slider["words"] or given["data"][slider["key"]]
            assert 0 <= slider["start"] < len(values)
    success = unpacked(given["data"]["success"])
    exact = mean_field.success("majorities", 81, np.array(given["data"]["fine"]))
    np.testing.assert_allclose(success[1, 3], exact, atol=1e-4)


def test_the_plan_has_every_answer(tmp_path: Path) -> None:
    for language in ("en", "nl"):
        write_plan(tmp_path / "plan.html", language)
        text = tmp_path.joinpath("plan.html").read_text("utf-8")
        for step in STEPS:
            right = step.options[step.right]
            assert (right.dutch if language == "nl" else right.name) in text


def test_what_is_wrong_with_a_file_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["explore", "--out", "page.txt"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
