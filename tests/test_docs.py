"""What the documentation says is run: Python blocks, `alliance` commands, TOML, generated tables.

The mechanism that CONTRIBUTING.md shows is tested in test_contributing.py.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from alliance.cli import run_command
from experiments.sweeps.study import Study
from sim.odd import filled
from sim.scenarios import Scenario
from tests.alliance.conftest import plain_picture  # noqa: F401

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


FEWEST = {
    "run": 2,
    "compare": 2,
    "advise": 20,
    "report": 20,
    "tipping": 100,
    "scan": 50,
    "follow": 50,
}
"""Runs that each command is tried with: enough for it to say what it says."""
LENGTH = {"advise": "length=36", "report": "length=36"}
"""Months that those are tried with that run the scenario most often."""


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


def cases(language: str) -> list[object]:
    return [pytest.param(page, id=page.name) for page in PAGES if blocks(page, language)]


@pytest.mark.parametrize("page", cases("python"))
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "page"}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


@pytest.mark.parametrize("page", cases("toml"))
def test_toml_blocks_are_scenarios_or_studies(page: Path) -> None:
    for block in blocks(page, "toml"):
        content = tomllib.loads(block)
        if "scenario" in content:
            Study.from_dict(content, page.name)
        else:
            Scenario.from_dict(content, page.name)


@pytest.mark.usefixtures("plain_picture")
@pytest.mark.parametrize("page", cases("sh"))
def test_alliance_commands_work(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in "\n".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] != ["alliance"]:
            continue
        if words[1] in FEWEST:
            words = [*_without(words, "--runs"), "--runs", str(FEWEST[words[1]])]
        if words[1] in LENGTH:
            words += ["--set", LENGTH[words[1]]]
        assert run_command(words[1:]) == 0, line


def _without(words: list[str], option: str) -> list[str]:
    if option not in words:
        return words
    at = words.index(option)
    return words[:at] + words[at + 2 :]


def test_the_tables_of_the_model_agree_with_the_code() -> None:
    page = (ROOT / "docs" / "odd.md").read_text("utf-8")
    assert filled(page) == page, "run: python -m sim.odd docs/odd.md"


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_commands_in_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        for line in "\n".join(blocks(page, "sh")).splitlines():
            match shlex.split(line, comments=True):
                case ["make", *words]:
                    assert set(words) <= targets, f"{page.name}: {line}"
                case ["python", "-m", module, *_]:
                    assert find_spec(module), f"{page.name}: {line}"


def test_no_block_of_the_pages_is_overlooked() -> None:
    for page in PAGES:
        languages = re.findall(r"^```(\S+)", page.read_text("utf-8"), re.M)
        assert set(languages) <= {"python", "toml", "sh", "text", "mechanism"}, page.name


def test_the_citation_names_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {project['version']}\n" in citation


def test_the_model_has_the_seven_elements_of_odd_and_all_tables() -> None:
    from sim.odd import TABLES

    page = (ROOT / "docs" / "odd.md").read_text("utf-8")
    assert [int(n) for n in re.findall(r"^## (\d)\. ", page, re.M)] == list(range(1, 8))
    assert set(re.findall(r"<!-- generated: (\w+) -->", page)) == set(TABLES)


def test_the_page_on_studies_names_every_key_and_design() -> None:
    from experiments.sweeps.diagram import Diagram
    from experiments.sweeps.factors import Factor
    from experiments.sweeps.study import DESIGNS, Keep

    page = (ROOT / "docs" / "studies.md").read_text("utf-8")
    for design in DESIGNS:
        assert f"**{design}**" in page
    fields = [Study.model_fields, Factor.model_fields, Diagram.model_fields, Keep.model_fields]
    for name in {name for part in fields for name in part} - {"rows"}:
        assert re.search(rf"[`\[.]{name}[`\]]|^{name} =", page, re.M), name
