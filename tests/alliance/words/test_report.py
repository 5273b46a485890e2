"""The report says everything in both languages, and writes numbers as each does."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.report.weighing import PARTS
from alliance.summary import Share, Spread
from alliance.words.report import WORDS
from alliance.words.voice import PageVoice, isolated
from sim.scenarios.variants import VARIANTS


def braces(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same_with_the_same_values(key: str) -> None:
    term = WORDS[key]
    assert braces(term.name) == braces(term.dutch)
    for told in (term.name, term.dutch):
        assert told
        assert told == " ".join(told.split())
    said = re.sub(r"{\w+}|\W|alliance-lab|commit|Python|NumPy", " ", term.name).split()
    assert len(said) < 2 or term.name != term.dutch


def test_what_the_model_may_name_has_a_sentence() -> None:
    assert {f"variant {name}" for name in VARIANTS} <= WORDS.keys()
    assert {f"weighs {part}" for part in PARTS} <= WORDS.keys()


@pytest.mark.parametrize(("language", "told"), [("en", "−1,234.5"), ("nl", "−1.234,5")])
def test_numbers_have_the_marks_of_the_language(language: str, told: str) -> None:
    say = PageVoice(language)  # type: ignore[arg-type]
    assert say.number(-1234.5, 1) == told
    assert say.number(-0.01, 1).strip("0,.") == ""
    assert say.short(0.5)[1:] == told[-2] + "5"
    assert say.short(40.0) == "40"


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 3))
def test_dutch_and_english_numbers_differ_in_their_marks_alone(value: float, decimals: int) -> None:
    english, dutch = (PageVoice(one).number(value, decimals) for one in ("en", "nl"))
    assert english == dutch.translate(str.maketrans(",.", ".,"))
    assert float(english.replace(",", "").replace("−", "-")) == round(value, decimals)


def test_shares_and_ranges_tell_how_sure_they_are() -> None:
    say = PageVoice("en")
    assert say.share(Share(1, 1000)).startswith("<1")
    assert say.share(Share(999, 1000)).startswith(">99")
    assert say.share(Share(0, 1000)).startswith("0")
    assert say.spread(Spread(30.2, 20.0, 40.0, 9)).replace("\u2060", "") == "30 (20–40)"
    assert say.spread(Spread(float("nan"), float("nan"), float("nan"), 0)) == "–"
    assert "to" in say.interval(0.05, -0.01, 0.11, times=100.0)


def test_a_name_that_reads_from_right_to_left_keeps_to_itself() -> None:
    assert isolated("x") == "\u2068x\u2069"
