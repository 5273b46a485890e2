"""The notebooks: what is stored of them. That they run is for `make notebooks`."""

from __future__ import annotations

import ast
import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = ("1-consultant", "2-researcher", "3-student", "4-modeller")
LONGEST = 5
"""Lines of code in a cell of the consultant's."""


def cells(name: str, kind: str) -> list[str]:
    content = json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == kind]


def test_there_are_four() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.ipynb")) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_output_is_stored_and_nothing_of_a_machine(name: str) -> None:
    text = (FOLDER / f"{name}.ipynb").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    assert content["nbformat"] == 4
    assert content["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }, "metadata as in the other notebooks, nothing of an editor"
    for cell in content["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "clear all outputs before you commit"
            assert cell["execution_count"] is None
    assert not re.search(r"/(home|root|tmp|work|Users|mnt|var)/|[A-Z]:\\\\", text)


@pytest.mark.parametrize("name", NAMES)
def test_each_opens_with_whom_how_long_and_what_for(name: str) -> None:
    opening = cells(name, "markdown")[0]
    assert opening.startswith("# ")
    for item in ("**For whom.**", "**How long.**", "**What you will be able to do.**"):
        assert item in opening


def test_a_consultant_reads_no_long_code() -> None:
    for code in cells("1-consultant", "code"):
        lines = [line for line in code.splitlines() if line.strip()]
        assert len(lines) <= LONGEST, code
        assert max(len(line) for line in lines) <= 100, code


@pytest.mark.parametrize("name", NAMES)
def test_what_the_code_imports_is_there(name: str) -> None:
    """Found here within a second, and not after minutes of running."""
    for code in cells(name, "code"):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom):
                module = importlib.import_module(node.module or "")
                for alias in node.names:
                    assert hasattr(module, alias.name) or importlib.import_module(
                        f"{node.module}.{alias.name}"
                    )


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere_and_hidden_answers_close(name: str) -> None:
    for text in cells(name, "markdown"):
        for target in re.findall(r"\]\((?!http)([^)#]+)", text):
            assert (FOLDER / target).exists(), target
        assert text.count("<details>") == text.count("</details>") == text.count("<summary>")


def test_exercises_of_students_ask_for_a_prediction_first_and_hide_the_answer() -> None:
    texts = cells("3-student", "markdown")
    exercises = [text for text in texts if "**Exercise" in text]
    assert len(exercises) >= 5
    for text in exercises:
        assert "**Predict" in text, text[:60]
    assert sum(text.count("<details>") for text in texts) >= len(exercises)
