"""Names that are somewhere else now: whoever imports an old one is told the new one, in one line."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class Moved(MetaPathFinder):
    """Refuses old names; it is asked after everybody else, so what exists is found as ever.

    Args:
        names: full old names, with the new ones; what lies below an old name has moved with it.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Nothing, ever.

        Raises:
            ImportError: for an old name.
        """
        if line := self.line(fullname):
            raise ImportError(line)
        return None

    def line(self, name: str) -> str:
        """What to say of a name; empty when it is not an old one.

        >>> Moved({"sim.plots": "alliance.plots"}).line("sim.plots.style")
        'sim.plots.style is now alliance.plots.style'
        """
        for old, new in self._names.items():
            if name == old or name.startswith(f"{old}."):
                return f"{name} is now {new}{name.removeprefix(old)}"
        return ""


def moved(names: Mapping[str, str]) -> Moved:
    """Have old names refused with the new ones.

    Args:
        names: see `Moved`.
    """
    finder = Moved(names)
    sys.meta_path.append(finder)
    return finder
