"""How numbers are told in a report."""

from alliance.words.voice import PageVoice


def test_an_end_that_is_not_nought_is_not_told_as_nought() -> None:
    say = PageVoice("en")
    sure = say.interval(-0.0008, -0.0012, -0.0003, times=100.0)
    assert sure.replace("\u00a0", " ") == "−0.08 (−0.12 to −0.03)"
    unsure = say.interval(-0.0008, -0.0012, 0.0003, times=100.0)
    assert unsure.replace("\u00a0", " ") == "−0.1 (−0.1 to 0.0)"


def test_a_level_has_no_sign() -> None:
    told = PageVoice("nl").interval(107.0, 101.0, 111.0, decimals=0, signed=False)
    assert told.startswith("107")
    assert "+" not in told
