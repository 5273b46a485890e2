"""The gallery shows every picture, with the lines that draw it."""

from __future__ import annotations

import re
from pathlib import Path

from alliance import plots

PAGE = Path(__file__).parents[3] / "docs" / "gallery.md"
NO_PICTURES = {"spoken"}


def entries() -> list[str]:
    """What stands under each heading of a picture."""
    return [
        part for part in re.split(r"^###? ", PAGE.read_text("utf-8"), flags=re.M) if "![" in part
    ]


def test_every_picture_is_in_the_gallery() -> None:
    drawn = {name for entry in entries() for name in re.findall(r"plots\.(\w+)\(", entry)}
    assert set(plots.__all__) - NO_PICTURES <= drawn


def test_each_entry_has_one_small_picture_words_code_and_its_place() -> None:
    for entry in entries():
        title = entry.splitlines()[0]
        (image,) = re.findall(r"!\[[^\]]+\]\((images/gallery-[\w-]+\.png)\)", entry)
        assert 0 < (PAGE.parent / image).stat().st_size < 120_000, title
        assert len(re.findall(r"^```python$", entry, re.M)) == 1, title
        sources = re.findall(r"^`(alliance/plots/\w+\.py)`", entry, re.M)
        assert sources, title
        assert all((PAGE.parents[1] / source).is_file() for source in sources), title


def test_no_picture_lies_about_that_the_page_does_not_show() -> None:
    shown = set(re.findall(r"images/(gallery-[\w-]+\.png)", PAGE.read_text("utf-8")))
    assert {file.name for file in (PAGE.parent / "images").glob("gallery-*.png")} == shown
