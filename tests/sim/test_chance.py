"""All chance comes from one keyed place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.chance import Chance, Process, member_keys, philox, round_keys
from sim.ties import seated


def words(*values: int) -> list[np.ndarray]:
    return [np.array([value], dtype=np.uint64) for value in values]


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_known_answers_of_its_authors(counter, key, answer) -> None:
    assert tuple(int(word[0]) for word in philox(words(*counter), round_keys(key))) == answer


def all_meet(chance: Chance, names: list[str]) -> list[str]:
    """Let all pairs meet; their names, in the order of the draws."""
    keys = np.array(member_keys(names), dtype=np.uint64)
    one, other = np.triu_indices(len(names), 1)
    chance.meet(np.minimum(keys[one], keys[other]), np.maximum(keys[one], keys[other]))
    return ["-".join(sorted((names[i], names[j]))) for i, j in zip(one, other, strict=True)]


def draws(seed: int, runs: list[int], names: list[str], tick: int) -> list[dict[str, float]]:
    """The draw of each pair by its names, for each run."""
    chance = Chance(seed, runs, member_keys(names))
    pairs = all_meet(chance, names)
    return [dict(zip(pairs, row, strict=True)) for row in chance.pairs(Process.CLASH, tick)[0]]


@pytest.mark.slow
@given(st.integers(0, 2**64 - 1), st.integers(0, 2000), st.permutations("abcdef"))
def test_a_draw_depends_on_its_key_alone(seed: int, tick: int, order: list[str]) -> None:
    whole = draws(seed, [3, 4, 5], list("abcdef"), tick)
    assert draws(seed, [4], ["a", "b"], tick)[0]["a-b"] == whole[1]["a-b"]
    assert draws(seed, [5, 4], order, tick)[1] == whole[1]


@given(st.permutations(["a", "b", "c", "d"]))
def test_a_draw_is_about_the_same_one_of_a_pair_in_any_order(names: list[str]) -> None:
    def firsts(listed: list[str]) -> set[tuple[str, str]]:
        keys, size = np.array(member_keys(listed), dtype=np.uint64), len(listed)
        ties = seated(size, [np.arange(size)], [1.0], np.zeros(size, dtype=np.bool_), keys)
        lower = np.where(ties.low_first, ties.first, ties.second)
        return {(listed[ties.source[k]], listed[ties.target[k]]) for k in lower}

    assert firsts(names) == firsts(["a", "b", "c", "d"])


@given(st.integers(0, 500), st.integers(1, 40))
def test_the_order_of_asking_changes_nothing(first: int, step: int) -> None:
    one = Chance(7, [0, 1], [11, 12, 13])
    other = Chance(7, [0, 1], [11, 12, 13])
    other.members(Process.CONDUCT, first + step)
    np.testing.assert_array_equal(
        one.members(Process.CONDUCT, first), other.members(Process.CONDUCT, first)
    )


def test_no_two_keys_share_a_draw() -> None:
    seen = []
    for seed in (0, 1, 2**32, 2**63):
        chance = Chance(seed, list(range(40)), member_keys(["a", "b", "c"]))
        all_meet(chance, ["a", "b", "c"])
        for tick in range(5):
            for process in (Process.CLASH, Process.CONDUCT):
                seen += [word.ravel() for word in chance.members(process, tick)]
                seen += [word.ravel() for word in chance.pairs(process, tick)]
    everything = np.concatenate(seen)
    # 32-bit words: among 38,400 draws chance alone gives 0.17 equal pairs; 5 has odds below 1e-6.
    assert len(everything) - len(np.unique(everything)) < 5


def test_draws_look_uniform_and_independent() -> None:
    """Fixed seed; each bound is five standard errors, so a sound generator fails once in 10^6."""
    chance = Chance(2024, list(range(400)), member_keys([f"m{k}" for k in range(6)]))
    sample = np.stack([chance.members(Process.CONDUCT, t)[0] for t in range(40)]).reshape(40, -1)
    n = sample.size
    assert abs(sample.mean() - 0.5) < 5 * np.sqrt(1 / 12 / n)
    assert abs(sample.var() - 1 / 12) < 5 * np.sqrt(1 / 180 / n)
    lag = np.corrcoef(sample[:-1].ravel(), sample[1:].ravel())[0, 1]
    assert abs(lag) < 5 / np.sqrt(n)
    assert sample.min() > 0
    assert sample.max() < 1


def test_member_keys_do_not_depend_on_the_order_of_names() -> None:
    names = ["plumless", "buckeroo", "x"]  # the first two share a CRC-32
    keys = dict(zip(names, member_keys(names), strict=True))
    again = dict(zip(names[::-1], member_keys(names[::-1]), strict=True))
    assert keys == again
    assert len(set(keys.values())) == 3


@pytest.mark.parametrize(("seed", "run"), [(-1, 0), (2**64, 0), (0, -1), (0, 2**32)])
def test_seed_and_run_out_of_bounds_are_refused(seed: int, run: int) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        Chance(seed, [run], [1, 2])


@pytest.mark.parametrize("word", [0, 0xFFFFFFFF])
def test_no_draw_is_0_or_1(monkeypatch: pytest.MonkeyPatch, word: int) -> None:
    def extreme(counter: list[np.ndarray], keys: object) -> list[np.ndarray]:
        shape = np.broadcast_shapes(*(np.shape(part) for part in counter))
        return [np.full(shape, word, dtype=np.uint64)] * 4

    monkeypatch.setattr("sim.chance.philox", extreme)
    chance = Chance(0, [0, 1], member_keys(["a", "b"]))
    all_meet(chance, ["a", "b"])
    for draw in (chance.alliance, chance.members, chance.pairs, chance.dyads):
        for values in draw(Process.CLASH, 0):
            assert ((values > 0) & (values < 1)).all()
