"""Elementary functions whose last bit does not depend on the processor.

IEEE 754 prescribes the last bit of + − × ÷ and of the square root, not of exp, log and their kin:
numpy takes those from another piece of code at each level of the processor's vector instructions,
and the last bit of one number in a few differs. One comparison that falls the other way then sends
a run elsewhere. The functions here are made of operations on whole arrays that are exact or
correctly rounded everywhere: basic arithmetic, one operation a call so that nothing can be fused,
rounding, comparisons, integer arithmetic on bits, and tables, which are computed once from
`decimal`. `np.sqrt` is correctly rounded as it is.

The greatest errors stand in the docstrings, in units in the last place (ulp), as measured against
mpmath in tests/sim/test_elementary.py; half an ulp is the least that is possible.

Source:
    Tang, P. T. P. (1989). Table-driven implementation of the exponential function in IEEE
    floating-point arithmetic. ACM Transactions on Mathematical Software 15(2), 144–157; the same
    author (1990) on the logarithm, 16(4), 378–400. Dekker, T. J. (1971). A floating-point
    technique for extending the available precision. Numerische Mathematik 18, 224–242.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from decimal import Context, Decimal

import numpy as np
from numpy.typing import ArrayLike

from sim.arrays import Array, Recorded

_BLOCK = 8192
"""Elements that are worked on at a time, so that the work space stays in the processor's cache."""

_LEAST_NORMAL = 2.0**-1022

_EXACT = Context(prec=50)
_LN2 = _EXACT.ln(Decimal(2))


def exp(x: ArrayLike) -> Array:
    """The exponential function; less than 1.1 ulp off.

    Args:
        x: any numbers; beyond 709.78 the result is infinite, with numpy's warning.

    Returns:
        e to the power x, in the shape and layout of x.
    """
    return blockwise(_exp, x)


def log(x: ArrayLike) -> Array:
    """The natural logarithm; less than 0.51 ulp off.

    Args:
        x: numbers from 0 up; 0 gives minus infinity, a negative number NaN, without a warning.

    Returns:
        ln x, in the shape and layout of x.
    """
    return blockwise(_log, x)


def power(x: ArrayLike, exponent: ArrayLike) -> Array:
    """Powers of numbers from 0 up; less than 1.1 ulp off.

    Args:
        x: numbers from 0 up; a negative number gives NaN.
        exponent: any numbers, of a shape that broadcasts against x.

    Returns:
        x to the power `exponent`. Exact where x is 0 or 1 and where the exponent is 0 or 1.
    """
    base, exponents = np.broadcast_arrays(
        np.asarray(x, dtype=np.float64), np.asarray(exponent, dtype=np.float64)
    )
    return blockwise(_power, base, exponents)


def logistic(log_odds: ArrayLike) -> Array:
    """The chance that belongs to log-odds; less than 2.6 ulp off.

    Args:
        log_odds: any numbers.

    Returns:
        1 / (1 + e^−x), never 0; 1 from log-odds of 37 on.
    """
    return blockwise(_logistic, log_odds)


def blockwise(function: Callable[..., Array], *given: ArrayLike) -> Array:
    """Apply a function of 1-D arrays to arrays of one shape, a block at a time."""
    for array in given:
        if isinstance(array, Recorded):
            return array.apply(function, given)
    arrays = [np.asarray(array, dtype=np.float64) for array in given]
    result = np.empty_like(arrays[0])
    flat = [_laid_out(array, result).ravel("K") for array in arrays]
    into = result.ravel("K")
    for first in range(0, into.size, _BLOCK):
        part = slice(first, first + _BLOCK)
        into[part] = function(*(array[part] for array in flat))
    out: Array = result[()]
    return out


def _laid_out(array: Array, like: Array) -> Array:
    if array.strides == like.strides:
        return array
    copy = np.empty_like(like)
    copy[...] = array
    return copy


class _Space(threading.local):
    """Rows of numbers to work in, kept from call to call: to get fresh memory takes longer than to
    compute. What a function leaves in its space holds until that function is called again.
    """

    def __init__(self, rows: int) -> None:
        self._rows = np.empty((rows, _BLOCK))

    def rows(self, like: Array) -> list[Array]:
        if isinstance(like, Recorded):
            return like.space(len(self._rows))
        return [row[: like.size] for row in self._rows]


def polynomial(x: Array, coefficients: Sequence[float], out: Array | None = None) -> Array:
    """Horner's scheme; the coefficient of the highest power first."""
    value = np.multiply(x, coefficients[0], out=out)
    for coefficient in coefficients[1:-1]:
        value += coefficient
        value *= x
    value += coefficients[-1]
    return value


def product(left: Array, right: Array) -> tuple[Array, Array]:
    """The rounded product and what rounding took from it, after Dekker."""
    rounded = left * right
    left_high, left_low = _halves(left)
    right_high, right_low = _halves(right)
    rest = left_high * right_high
    rest -= rounded
    rest += left_high * right_low
    rest += left_low * right_high
    rest += left_low * right_low
    return rounded, rest


def _halves(x: Array) -> tuple[Array, Array]:
    high = (x.view(np.int64) & ~0x7FFFFFF).view(np.float64)
    return high, x - high


# exp: x = k·ln2/2048 + r, and e^x = 2^(k/2048)·e^r. k is read from the last bits of a number so
# large that its unit is 1; the power of two is put in by adding to the bits of the exponent.

_STEPS = 2048
_STEP_BITS = 11
_PER_STEP = float(_STEPS / _LN2)
_STEP = int(_LN2 * 2**31) / 2**42  # ln2/2048, few enough bits that k times it is exact
_STEP_REST = float(_LN2 / _STEPS - Decimal(_STEP))
_UNIT = 1.5 * 2**52
_UNIT_BITS = int(np.float64(_UNIT).view(np.int64))
# The series of e^r − 1 to its third term, for |r| < _HALF; of r⁴/24 stands its best approximation
# by a multiple of r², 2(√2 − 1)·_HALF²·r²/24, which is 7e-18 off at most.
_HALF = float(_LN2 / _STEPS / 2)
_SQUARE = 0.5 + 0.8284271247461901 * _HALF * _HALF / 24.0
_CUBE = 1.0 / 6.0


def _powers_of_two() -> Array:
    """2^(j/2048), correctly rounded; (2048,)."""
    coarse = [_EXACT.exp(_LN2 * j / 64) for j in range(64)]
    fine = [_EXACT.exp(_LN2 * j / _STEPS) for j in range(_STEPS // 64)]
    return np.array([float(a * b) for a in coarse for b in fine])


_POWERS = _powers_of_two().view(np.int64)
_POWERS_LESS_STEP = _POWERS - (np.arange(_STEPS) << (52 - _STEP_BITS))


_EXP_SPACE = _Space(5)


def _exp(x: Array, rest: Array | None = None) -> Array:
    """e^(x + rest), for a `rest` far below x."""
    k, r, part, scale, index_space = _EXP_SPACE.rows(x)
    bits, scale_bits, index = (row.view(np.int64) for row in (k, scale, index_space))
    ordinary = bool(x.max() < 709.0 and x.min() > -708.0)
    if not ordinary:
        x = np.minimum(np.maximum(x, -800.0), 800.0)
    np.multiply(x, _PER_STEP, out=k)
    k += _UNIT
    np.bitwise_and(bits, _STEPS - 1, out=index)
    if ordinary:
        np.take(_POWERS_LESS_STEP, index, out=scale_bits, mode="clip")
        np.left_shift(bits, 52 - _STEP_BITS, out=index)
        scale_bits += index
    else:
        np.take(_POWERS, index, out=scale_bits, mode="clip")
        exponent = ((bits - _UNIT_BITS) >> _STEP_BITS).astype(np.intc)
    k -= _UNIT
    np.multiply(k, _STEP, out=part)
    np.subtract(x, part, out=r)
    k *= _STEP_REST
    r -= k
    if rest is not None:
        r += rest
    np.multiply(r, _CUBE, out=part)
    part += _SQUARE
    part *= r
    part *= r
    part += r
    part *= scale
    part += scale
    return part if ordinary else np.ldexp(part, exponent)


def _logistic(x: Array) -> Array:
    value = _exp(np.minimum(-x, 708.0))
    value += 1.0
    np.divide(1.0, value, out=value)
    return value


# log: x = 2^k·z with z in [0.6875, 1.375), in 128 stretches of z, each with a short number c near
# 1/z; then ln x = k·ln2 − ln c + ln(1 + r), with r = z·c − 1, |r| < 1/128. Everything is kept as a
# sum of two numbers, the second holding what the first had no bits for.

_START = 0x3FE6000000000000  # the bits of 0.6875
_EXPONENT = -1 << 52
_NEAR = 1 << 31
_SHORT = ~0xFFFFFFFF
_LN2_HIGH = int(_LN2 * 2**42) / 2**42
_LN2_LOW = float(_LN2 - Decimal(_LN2_HIGH))
_LOG_SERIES = tuple(sign / n for n, sign in zip(range(10, 2, -1), (-1.0, 1.0) * 4, strict=True))


def _stretches() -> tuple[Array, Array, Array]:
    """The c of each stretch, and −ln c as a sum of two; (128,) each."""
    edges = (_START + (np.arange(129) << 45)).view(np.float64)
    near = np.rint(512.0 / ((edges[:-1] + edges[1:]) / 2.0)) / 512.0
    near[79:81] = 1.0  # the two that meet at 1, where the logarithm itself goes to zero
    logs = [-_EXACT.ln(Decimal(c)) for c in near.tolist()]
    high = [int(value * 2**42) / 2**42 for value in logs]
    low = [float(value - Decimal(h)) for value, h in zip(logs, high, strict=True)]
    return near, np.array(high), np.array(low)


_NEAR_INVERSE, _LOG_HIGH, _LOG_LOW = _stretches()


_LOG_SPACE = _Space(10)


def _log_pair(x: Array, doublings: float | Array = 0.0) -> tuple[Array, Array]:
    """The logarithm of x / 2^doublings, for normal positive numbers x, as a sum of two."""
    k, c, z, z_high, r, r_high, high, low, part, head = _LOG_SPACE.rows(x)
    bits = x.view(np.int64)
    place, index, z_bits, z_high_bits = (row.view(np.int64) for row in (part, head, z, z_high))

    np.subtract(bits, _START, out=place)
    np.right_shift(place, 45, out=index)
    index &= 127
    np.take(_NEAR_INVERSE, index, out=c, mode="clip")
    np.take(_LOG_LOW, index, out=low, mode="clip")
    np.take(_LOG_HIGH, index, out=high, mode="clip")
    np.bitwise_and(place, _EXPONENT, out=z_bits)
    np.subtract(bits, z_bits, out=z_bits)
    place >>= 52
    k[:] = place
    k -= doublings
    np.add(z_bits, _NEAR, out=z_high_bits)
    z_high_bits &= _SHORT

    # r = z·c − 1, in two parts: both exact, the first with few bits
    np.multiply(z_high, c, out=r_high)
    r_high -= 1.0
    z -= z_high
    r_low = np.multiply(z, c, out=z)
    np.add(r_high, r_low, out=r)
    np.subtract(r_high, r, out=part)
    part += r_low
    low += part
    # head = k·ln2 − ln c; then head + r
    np.multiply(k, _LN2_HIGH, out=head)
    head += high
    k *= _LN2_LOW
    low += k
    np.add(head, r, out=high)
    head -= high
    head += r
    low += head
    # −r²/2, its first part exact
    np.multiply(r_high, -0.5, out=part)
    square = np.multiply(part, r_high, out=z_high)
    np.multiply(r, -0.5, out=head)
    part += head
    part *= r_low
    low += part
    total = np.add(high, square, out=head)
    high -= total
    high += square
    low += high
    # the rest of the series
    polynomial(r, _LOG_SERIES, out=part)
    part *= r
    part *= r
    part *= r
    low += part
    np.add(total, low, out=high)
    total -= high
    low += total
    return high, low


def _any_log_pair(x: Array) -> tuple[Array, Array]:
    """The logarithm of any numbers, as a sum of two."""
    normal = (x >= _LEAST_NORMAL) & (x < np.inf)
    if normal.all():
        return _log_pair(x)
    small = (x > 0.0) & (x < _LEAST_NORMAL)
    safe = np.where(normal | small, x, 1.0) * np.where(small, 2.0**54, 1.0)
    high, low = _log_pair(safe, np.where(small, 54.0, 0.0))
    high[x == 0.0] = -np.inf
    high[x == np.inf] = np.inf
    high[~(x >= 0.0)] = np.nan
    return high, low


def _log(x: Array) -> Array:
    return _any_log_pair(x)[0]


def _power(x: Array, exponent: Array) -> Array:
    plain = (x > 0.0) & (x < np.inf) & np.isfinite(exponent)
    times = np.where(plain, np.minimum(np.maximum(exponent, -1e19), 1e19), 0.0)
    high, low = _any_log_pair(np.where(plain, x, 1.0))
    rounded, rest = product(high, times)
    rest += low * times
    rest[np.abs(rounded) > 800.0] = 0.0  # far over or under whatever the rest is
    value = np.where(exponent == 1.0, x, _exp(rounded, rest))
    if not plain.all():  # zeros, infinities and NaN: the C standard says what they give
        value[~plain] = np.power(np.where(x < 0.0, np.nan, x), exponent)[~plain]
    return value
