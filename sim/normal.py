"""The normal distribution, whose last bit does not depend on the processor; see `sim.elementary`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sim.arrays import Array
from sim.elementary import _exp, _log, blockwise, polynomial, product


def normal_cdf(x: ArrayLike) -> Array:
    """The standard normal distribution function; less than 5 ulp off, in the far tail too.

    Args:
        x: any numbers.

    Returns:
        The chance of a draw of at most x, in [0, 1].

    Source:
        Shepherd, M. M. & Laframboise, J. G. (1981). Chebyshev approximation of
        (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞. Mathematics of Computation 36(153), 249–253; the
        coefficients are our own, for the normal distribution.
    """
    return blockwise(_cdf, x)


def normal_quantile(p: ArrayLike) -> Array:
    """The standard normal quantile function; less than 7 ulp off.

    Args:
        p: chances; 0 and 1 give the infinities, what is outside [0, 1] NaN.

    Returns:
        The value below which a draw lies with chance p.

    Source:
        Wichura, M. J. (1988). Algorithm AS 241: the percentage points of the normal distribution.
        Applied Statistics 37(3), 477–484.
    """
    return blockwise(_quantile, p)


# The normal distribution: Φ(−a)·e^(a²/2)·(1 + a) is smooth in t = (a − 5)/(a + 5), a ≥ 0.

_TAIL = (
    6.91270385745006e-11,
    2.5086998016985133e-11,
    -8.13625617353924e-10,
    -4.327297110082094e-10,
    5.589280598259154e-09,
    4.022493382168717e-09,
    -3.284221001906357e-08,
    -2.688202129280215e-08,
    1.982020450987373e-07,
    1.284479710649634e-07,
    -1.30875688513428e-06,
    -7.070628846317715e-08,
    9.060427180103588e-06,
    -9.895946159334735e-06,
    -5.360776760261054e-05,
    0.00018233410307611755,
    7.791635118256678e-06,
    -0.0016760723371645697,
    0.006522000663070282,
    -0.015170415403281224,
    0.024536963244008607,
    -0.026401042966267253,
    0.01000235238521867,
    0.031030368425962847,
    -0.09155228183400893,
    0.46151582985003775,
)  # of t^25 … t^0: the Chebyshev series cut off where its terms fall below 2e-18


def _cdf(x: Array) -> Array:
    a = np.minimum(np.abs(x), 40.0)
    square, rest = product(a, a)
    tail = _exp(-0.5 * square, -0.5 * rest)
    tail *= polynomial((a - 5.0) / (a + 5.0), _TAIL)
    tail /= 1.0 + a
    return np.where(x > 0.0, 1.0 - tail, tail)


# AS 241: numerator and denominator of each of three rational functions, as published.

_CENTRE = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
_MIDDLE = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)


def _quantile(p: Array) -> Array:
    q = p - 0.5
    inside = (p > 0.0) & (p < 1.0)
    centre = _ratio(0.180625 - q * q, _CENTRE) * q
    rarer = np.where(inside, np.where(q < 0.0, p, 1.0 - p), 0.5)
    r = np.sqrt(-_log(rarer))
    far = np.where(r <= 5.0, _ratio(r - 1.6, _MIDDLE), _ratio(r - 5.0, _FAR))
    value = np.where(np.abs(q) <= 0.425, centre, np.where(q < 0.0, -far, far))
    value[p == 0.0] = -np.inf
    value[p == 1.0] = np.inf
    value[~((p >= 0.0) & (p <= 1.0))] = np.nan
    return value


def _ratio(x: Array, coefficients: tuple[Sequence[float], Sequence[float]]) -> Array:
    value = polynomial(x, coefficients[0])
    value /= polynomial(x, coefficients[1])
    return value
