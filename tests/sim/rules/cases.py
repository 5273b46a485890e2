"""Arrays that cases worked by hand are made of."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

share = st.floats(0, 1)


def dyads(value: float, size: int = 3) -> np.ndarray:
    """The same toward everyone, (size, size)."""
    return np.full((size, size), value)


def together(size: int = 3) -> np.ndarray:
    """All are members, (size, size)."""
    return 1.0 - np.eye(size)
