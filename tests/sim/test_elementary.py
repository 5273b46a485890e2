"""The elementary functions: how far off they are, and that their last bits hold everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import elementary, normal

SEED = 20261125


def function_of(name: str):
    return getattr(normal if name.startswith("normal") else elementary, name)


def _draws(count: int = 600):
    return np.random.default_rng(SEED), count


def exp_cases():
    draw, n = _draws()
    parts = [draw.uniform(low, high, n) for low, high in ((-1, 1), (-50, 50), (-745.2, 709.7))]
    return np.concatenate([*parts, draw.uniform(-1e-9, 1e-9, n), [0.0, -745.13, 709.78]])


def log_cases():
    draw, n = _draws()
    near = 1.0 + 10.0 ** draw.uniform(-16, -1, n)
    return np.concatenate(
        [
            draw.uniform(0, 2, n),
            10.0 ** draw.uniform(-307, 308, n),
            *(near, 2.0 - near),
            draw.uniform(0, 2.2e-308, n),
            [1.0, 5e-324, 2.0**-1022, 1.7976931348623157e308],
        ]
    )


def power_cases():
    draw, n = _draws()
    base = np.concatenate(
        [10.0 ** draw.uniform(-3, 2, n), 1.0 + 10.0 ** draw.uniform(-16, -1, n), log_cases()[:1200]]
    )
    most = 700.0 / np.maximum(np.abs(np.log(base)), 1e-300)
    most = np.where(draw.random(base.size) < 0.5, most, np.minimum(most, 3.0))
    return np.stack([base, draw.uniform(-1, 1, base.size) * most])


def cdf_cases():
    draw, n = _draws(300)
    edges = ((-1, 1), (-8, 9), (-37, -8), (-38.5, -37))
    return np.concatenate([draw.uniform(low, high, n) for low, high in edges])


def quantile_cases():
    draw, n = _draws(250)
    tail = 10.0 ** draw.uniform(-16, -1, n)
    far = 10.0 ** draw.uniform(-320, -16, n)
    return np.concatenate([draw.uniform(0, 1, n), 0.5 + (tail - 0.05) / 100, tail, 1 - tail, far])


def true_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def true_quantile(p):
    x = mpmath.mpf(float(normal.normal_quantile(float(p))))
    for _ in range(3):
        x -= (true_cdf(x) - p) / (mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi))
    return x


CASES = {
    "exp": (exp_cases, mpmath.exp, 1.1),
    "log": (log_cases, mpmath.log, 0.51),
    "logistic": (exp_cases, lambda x: 1 / (1 + mpmath.exp(-x)), 2.6),
    "power": (power_cases, lambda x, y: x**y, 1.1),
    "normal_cdf": (cdf_cases, true_cdf, 5.0),
    "normal_quantile": (quantile_cases, true_quantile, 7.0),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_error_in_units_of_the_last_place(name):
    cases, truth, limit = CASES[name]
    given_ = np.atleast_2d(cases())
    if name == "logistic":
        given_ = given_[:, np.abs(given_[0]) < 700]
    got = function_of(name)(*given_)
    with mpmath.workprec(160):
        for args, value in zip(given_.T, got, strict=True):
            exact = truth(*(mpmath.mpf(float(arg)) for arg in args))
            unit = mpmath.mpf(float(np.spacing(abs(float(exact)))))
            error = abs(mpmath.mpf(float(value)) - exact) / unit
            assert error < limit, (args, float(error))


@pytest.mark.parametrize("name", CASES)
def test_docstring_states_the_error_that_is_tested(name):
    assert f"less than {CASES[name][2]:g} ulp off" in function_of(name).__doc__


def test_values_at_the_ends():
    nan, inf = float("nan"), float("inf")
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        cases = [
            (elementary.exp, [0.0, -inf, -1000.0, inf, 1000.0, nan], [1, 0, 0, inf, inf, nan]),
            (elementary.log, [1.0, 0.0, -1.0, inf, nan], [0, -inf, nan, inf, nan]),
            (elementary.logistic, [0.0, 50.0, inf, nan], [0.5, 1, 1, nan]),
            (normal.normal_cdf, [0.0, 50.0, -50.0, inf, -inf, nan], [0.5, 1, 0, 1, 0, nan]),
            (normal.normal_quantile, [0.5, 0.0, 1.0, -0.1, nan], [0, -inf, inf, nan, nan]),
        ]
        for function, arguments, expected in cases:
            np.testing.assert_array_equal(function(np.array(arguments)), expected)
            for one, result in zip(arguments, expected, strict=True):
                np.testing.assert_array_equal(function(one), result)
    assert 0.0 < elementary.logistic(-1e6) < 1e-300


def test_exponential_overflow_is_told():
    with pytest.warns(RuntimeWarning, match="overflow"):
        assert elementary.exp(710.0) == np.inf


def test_powers_that_are_exact():
    x = np.concatenate([log_cases(), [0.0, np.inf]])
    np.testing.assert_array_equal(elementary.power(x, 1.0), x)
    np.testing.assert_array_equal(elementary.power(x, 0.0), 1.0)
    np.testing.assert_array_equal(elementary.power(1.0, exp_cases()), 1.0)
    np.testing.assert_array_equal(elementary.power([0.0, 0.0], [0.5, 2.0]), 0.0)
    assert np.isnan(elementary.power(-2.0, 2.0))
    with np.errstate(over="ignore", divide="ignore"):
        assert elementary.power(0.0, -1.0) == np.inf
        np.testing.assert_array_equal(elementary.power(2.0, [1e300, -1e300]), [np.inf, 0.0])


@pytest.mark.slow
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=3),
    st.integers(0, 5),
    st.integers(1, 3),
    st.sampled_from(["exp", "log", "logistic", "power"]),
)
def test_shape_and_layout_change_nothing(shape, rotated, stride, name):
    arguments = 2 if name == "power" else 1
    function = function_of(name)
    numbers = np.random.default_rng(SEED).random(int(np.prod(shape)) * stride)
    array = numbers[::stride].reshape(shape)
    array = array.transpose(np.roll(np.arange(array.ndim), rotated))
    result = function(*[array] * arguments)
    assert result.shape == array.shape
    one_by_one = [function(*[value] * arguments) for value in array.ravel().tolist()[:200]]
    np.testing.assert_array_equal(result.ravel()[:200], one_by_one)


def test_arrays_longer_than_the_work_space():
    numbers = np.random.default_rng(SEED).random(20_000)
    for function in (elementary.exp, elementary.log, normal.normal_cdf):
        whole = function(numbers)
        pieces = [function(piece) for piece in np.split(numbers, 10)]
        np.testing.assert_array_equal(whole, np.concatenate(pieces))
        np.testing.assert_array_equal(function(numbers[:2]), whole[:2])


def test_power_broadcasts():
    assert elementary.power(np.ones((3, 1)), np.ones(4)).shape == (3, 4)


DIGEST = "0ed9a09c9338fef82b33f928e15922212bb15e9c754e9eb55e56297b127553e7"


def digest() -> str:
    """Of every function on a grid that is made of basic operations alone."""
    grid = np.arange(1, 20_001) / 20_001
    state = hashlib.sha256()
    for result in (
        elementary.exp(1400.0 * grid - 700.0),
        elementary.log(grid * 40.0),
        elementary.logistic(80.0 * grid - 40.0),
        elementary.power(grid, 3.0 * grid[::-1]),
        normal.normal_cdf(76.0 * grid - 38.0),
        normal.normal_quantile(grid),
    ):
        state.update(result.astype("<f8").tobytes())
    return state.hexdigest()


def levels() -> list[str]:
    """Vector instructions to switch off: nothing, then more and more of what this processor has."""
    try:
        from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
    except ImportError:
        return [""]
    here = [feature for feature in __cpu_dispatch__ if __cpu_features__.get(feature)]
    return [" ".join(here[k:]) for k in range(len(here) + 1)][::-1]


@pytest.mark.slow
@pytest.mark.parametrize("off", levels())
def test_same_bits_at_every_level_of_vector_instructions(off):
    code = "from tests.sim.test_elementary import digest; print(digest())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": off},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == DIGEST, done.stderr
