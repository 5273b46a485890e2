"""The consultant's notebook runs from top to bottom with a table that is not its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

pytest.importorskip("openpyxl")

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "1-consultant.ipynb"
FEWER = [
    (r"runs=600", "runs=100"),
    (r"runs=(200|60)\b", "runs=20"),
    (r"=ways, runs=100", "=ways, runs=2"),
    (r"explore\(ours, ", "explore(ours, runs=2, "),
]
"""Fewer runs than a reader makes: what is tested is that the cells run."""


def cells() -> list[str]:
    """The code of the notebook."""
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def test_it_runs_with_a_small_table_without_money(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.csv").write_text("Naam;Openheid\nschaal;1 t/m 5\nSt. Jan;2\nB;3\n")
    (tmp_path / "ours-alliantie.csv").write_text("Looptijd;36\n")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    space: dict[str, Any] = {}
    for code in cells():
        told = code.replace("../examples/wash.xlsx", "ours.csv")
        for pattern, fewer in FEWER:
            told = re.sub(pattern, fewer, told)
        exec(compile(told, "cell", "exec"), space)
    assert (tmp_path / "out" / "report.html").is_file()
    assert "members" in space


def test_no_cell_names_a_member_of_the_example() -> None:
    for name in ("Simavi", "Akvo", "AMREF", "ICCO", "RAIN", "WASTE"):
        assert not any(name in code for code in cells())
