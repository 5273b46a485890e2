"""The edge of a known plane: where it is found, how sure, and what is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree
from scipy.special import logit

from experiments.phase_diagrams.acquisition import select_points
from experiments.phase_diagrams.edge import Counts, Edge, Field, find, grid, lattice
from experiments.phase_diagrams.surface import Surface, resampled
from tests.experiments.phase_diagrams.conftest import (
    PLACES,
    TICKS,
    drawn,
    joined,
    spread,
    true_edge,
    wave,
)


def sampled(seed: int, rounds: int) -> Counts:
    counts = drawn(spread(32, seed), 8, seed)
    for k in range(rounds):
        chosen = select_points(Field(counts), TICKS, TICKS, 32, 8)
        counts = joined(counts, drawn(PLACES[chosen], 8, 1000 * seed + k))
    return counts


def distances(edge: Edge) -> np.ndarray:
    return np.asarray(cKDTree(true_edge()).query(np.concatenate(edge.lines))[0])


@pytest.mark.slow
def test_the_edge_is_found_within_its_width_and_its_band_holds_it() -> None:
    # Measured over 48 seeds the band holds 94 % of the vertices, and the mean of four lies under 0.65
    # less often than once in 1000.
    covered, within = [], []
    for seed in range(1, 5):
        edge = find(Field(sampled(seed, 2)))
        off = distances(edge)
        covered.append(off <= np.concatenate(edge.half))
        within.append(off <= edge.width)
        assert edge.width < 0.06
    assert np.concatenate(covered).mean() > 0.65
    assert np.concatenate(within).mean() > 0.75


@pytest.mark.slow
def test_asking_near_the_edge_tells_more_than_asking_everywhere() -> None:
    asked = find(Field(sampled(1, 3)))
    evenly = find(Field(drawn(spread(128, 1), 8, 1)))
    assert asked.width < 0.75 * evenly.width


@pytest.mark.slow
def test_points_are_asked_for_where_the_edge_is() -> None:
    chosen = select_points(Field(sampled(1, 1)), TICKS, TICKS, 32, 8)
    assert np.median(cKDTree(true_edge()).query(PLACES[chosen])[0]) < 0.1


@pytest.mark.slow
def test_the_same_counts_ask_for_the_same_points_whatever_their_order() -> None:
    counts = drawn(spread(64, 4), 8, 4)
    order = np.random.default_rng(0).permutation(64)
    shuffled = Counts(counts.places[order], counts.hits[order], counts.runs[order])
    assert select_points(Field(counts), TICKS, TICKS, 16, 8) == select_points(
        Field(shuffled), TICKS, TICKS, 16, 8
    )


def test_places_that_are_not_allowed_are_never_asked_for() -> None:
    right = PLACES[:, 0] > 0.5
    chosen = select_points(Field(drawn(spread(32, 1), 8, 1)), TICKS, TICKS, 16, 8, right)
    assert right[chosen].all()


@pytest.mark.slow
def test_more_runs_make_the_width_smaller_and_a_level_moves_the_edge() -> None:
    places = grid(9)
    few, many = (find(Field(drawn(places, runs, 1))) for runs in (8, 200))
    assert many.width < few.width
    low, high = (find(Field(drawn(places, 200, 1), level)) for level in (0.25, 0.75))
    middle = [np.concatenate(edge.lines)[:, 0].mean() for edge in (low, many, high)]
    assert middle[0] < middle[1] < middle[2]


def test_without_an_edge_the_width_tells_what_is_undecided() -> None:
    places = grid(9)
    runs = np.full(len(places), 30.0)
    none = find(Field(Counts(places, np.zeros((len(places), 1)), runs)))
    assert none.lines == ()
    assert none.length == 0
    assert none.width == none.doubt / 2 < 0.01
    nine = np.full(9, 30.0)
    nearly = find(Field(Counts(grid(3), nine[:, None] // 2 - 1, nine)))
    assert nearly.doubt > 0.9


@pytest.mark.slow
def test_the_most_common_of_three_kinds_changes_where_it_should() -> None:
    """Left, right below and right above: edges at x = 0.4 and, to the right of it, y = 0.5."""
    places, runs = grid(13), 90
    left, up = places[:, 0] < 0.4, places[:, 1] > 0.5
    truth = np.where(
        left[:, None], [0.8, 0.1, 0.1], np.where(up[:, None], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1])
    )
    unit = np.random.default_rng(1)
    hits = np.stack([unit.multinomial(runs, share) for share in truth]).astype(float)
    field = Field(Counts(places, hits, np.full(len(places), float(runs))))
    edge = find(field)
    upright = [line for line, (a, _) in zip(edge.lines, edge.between, strict=True) if a == 0]
    flat = [line for line, pair in zip(edge.lines, edge.between, strict=True) if pair == (1, 2)]
    assert np.abs(np.concatenate(upright)[:, 0] - 0.4).max() < 0.06
    assert np.abs(np.concatenate(flat)[:, 1] - 0.5).max() < 0.06
    assert np.concatenate(flat)[:, 0].min() > 0.3
    ticks = np.linspace(0, 1, 17)
    chosen = lattice(ticks, ticks)[select_points(field, ticks, ticks, 16, 8)]
    away = np.minimum(
        np.abs(chosen[:, 0] - 0.4), np.where(chosen[:, 0] > 0.3, np.abs(chosen[:, 1] - 0.5), 1.0)
    )
    assert np.median(away) < 0.1


def test_log_odds_are_learnt_to_within_their_standard_deviation() -> None:
    places = spread(128, 5)
    surface = Surface(places, drawn(places, 20, 5).hits[:, 0], np.full(128, 20.0))
    near = PLACES[np.abs(logit(wave(PLACES))) < 2]
    mean, sd = surface.at(near)
    assert 0.3 < np.std((mean - logit(wave(near))) / sd) < 2.0


def test_counts_of_one_place_add_up() -> None:
    places = grid(5)
    hits = drawn(places, 10, 1).hits[:, 0]
    once = Surface(places, 2 * hits, np.full(25, 20.0))
    twice = Surface(np.tile(places, (2, 1)), np.tile(hits, 2), np.full(50, 10.0))
    np.testing.assert_array_equal(once.at(PLACES)[0], twice.at(PLACES)[0])


def test_a_resample_that_is_the_sample_gives_its_surface() -> None:
    places, runs = grid(5), np.full(25, 20.0)
    hits = drawn(places, 20, 1).hits[:, 0]
    surface = Surface(places, hits, runs)
    again = resampled(surface, places, np.stack([hits, hits[::-1]]), runs, PLACES)
    np.testing.assert_allclose(again[0], surface.at(PLACES)[0], atol=1e-3)
    assert np.abs(again[1] - again[0]).max() > 0.5


def test_a_field_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no point has a run"):
        Field(Counts(grid(3), np.zeros((9, 1)), np.zeros(9)))
