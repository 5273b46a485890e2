"""One page for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance.ladder import write_page


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explore") / "page.html"
    write_page(path, "nl")
    return path
