"""What cases worked by hand are written with: the columns of the arrays are the cases."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

share = st.floats(0, 1)


def a(*numbers: float) -> np.ndarray:
    """An array of numbers, one case each."""
    return np.array(numbers, dtype=np.float64)


def same(found: np.ndarray, *worked: float, off: float = 1e-12) -> None:
    """What a rule gives is what was worked out by hand."""
    np.testing.assert_allclose(found, np.array(worked), rtol=off, atol=off)
