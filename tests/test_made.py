"""docs/make.py knows what is stale, by what was changed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGE = "words\n<!-- generated: table -->\n| 1 |\n<!-- end -->\n"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script on a small repository of its own, in which one item was made."""
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    files = {"docs/page.md": PAGE, "code.py": '"""Words."""\n\nVALUE = 1\n', "golden.json": "{}"}
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    item = {"run": [], "of": ["code.py"], "pages": ["page.md"], "minutes": 1}
    for name, value in (
        ("ROOT", tmp_path),
        ("MADE", tmp_path / "made.json"),
        ("GOLDEN", tmp_path / "golden.json"),
        ("ITEMS", {"page": item}),
    ):
        monkeypatch.setattr(module, name, value)
    assert module.why_stale("page") == "never made"
    module.record("page")
    assert module.why_stale("page") == ""
    return module


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("golden.json", "{1}", "the model gives other results"),
        ("code.py", '"""Words."""\n\nVALUE = 2\n', "what makes it was changed"),
        ("docs/page.md", PAGE.replace("1", "2"), "what it made was changed by hand"),
        ("docs/page.md", PAGE.replace("words", "other words"), ""),
        ("code.py", '"""Other words."""\n# why\nVALUE  =  1\n', ""),
    ],
)
def test_what_is_stale(make: ModuleType, file: str, text: str, said: str) -> None:
    (make.ROOT / file).write_text(text)
    assert make.why_stale("page") == said


def test_items_name_what_is_there() -> None:
    from tomllib import loads

    for item in loads((ROOT / "docs" / "made.toml").read_text("utf-8")).values():
        for name in item["of"]:
            assert (ROOT / name).exists(), name
        for page in item.get("pages", ()):
            assert (ROOT / "docs" / page).is_file(), page
