"""Tables of the documentation that come from code: put between marks in a page.

A page has `<!-- generated: NAME -->` and `<!-- end -->`; what stands between is written by scripts.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent


def fill(page: str, tables: dict[str, str]) -> None:
    """Put tables between their marks.

    Args:
        page: name of a file in docs/.
        tables: what to write, by the name of its mark.

    Raises:
        ValueError: when the page has no such mark.
    """
    path = DOCS / page
    text = path.read_text("utf-8")
    for name, table in tables.items():
        text, found = re.subn(
            rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)",
            lambda m, table=table: f"{m[1]}{table}\n{m[2]}",
            text,
            flags=re.S,
        )
        if not found:
            raise ValueError(f"docs/{page}: no mark <!-- generated: {name} -->")
    path.write_text(text, encoding="utf-8")
