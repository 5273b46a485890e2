"""In a browser: a prediction opens the picture, a slider changes it, and nothing is asked of a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alliance.words.explore import STEPS

sync = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium on the path"),
]

PIXELS = "canvas => canvas.toDataURL()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize(("wide", "high"), [(1280, 900), (390, 844)])
def test_pages_are_predicted_and_touched(browser: Any, page: Path, wide: int, high: int) -> None:
    tab = browser.new_page(viewport={"width": wide, "height": high})
    asked: list[str] = []
    wrong: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.goto(page.as_uri())
    for k, step in enumerate(STEPS):
        tab.click(f"nav a >> nth={k}")
        assert not tab.is_visible(f"#{step.key} canvas"), "first a prediction"
        assert not tab.is_visible(f"#{step.key} .verdict")
        tab.click(f"#{step.key} [data-option='{(step.right + 1) % 3}']")
        assert tab.is_visible(f"#{step.key} canvas")
        assert tab.evaluate("document.documentElement.scrollWidth") <= wide
        for slider in tab.query_selector_all(f"#{step.key} input[type=range]"):
            before = tab.eval_on_selector(f"#{step.key} canvas", PIXELS)
            slider.scroll_into_view_if_needed()
            box = slider.bounding_box()
            middle = box["y"] + box["height"] / 2
            tab.mouse.move(box["x"] + box["width"] / 2, middle)
            tab.mouse.down()
            tab.mouse.move(box["x"] + box["width"] * 0.05, middle, steps=3)
            tab.mouse.move(box["x"] + box["width"] * 0.9, middle, steps=3)
            tab.mouse.move(box["x"] + box["width"] * 0.4, middle, steps=3)
            tab.mouse.up()
            if tab.eval_on_selector(f"#{step.key} canvas", PIXELS) == before:
                slider.press("End")
                assert tab.eval_on_selector(f"#{step.key} canvas", PIXELS) != before
        assert tab.inner_text(f"#{step.key} .reading")
        tab.click(f"#{step.key} .reveal summary")
        assert step.options[step.right].dutch in tab.inner_text(f"#{step.key} .verdict")
    before = tab.evaluate("location.hash")
    assert before == "#alliance"
    assert not wrong
    assert asked == [page.as_uri()]
    tab.close()


def test_balls_can_be_dropped_on_the_map(browser: Any, page: Path) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 1400})
    tab.goto(f"{page.as_uri()}#plane")
    tab.click("#plane [data-option='0']")
    before = tab.eval_on_selector("#plane canvas", PIXELS)
    tab.click("#plane canvas", position={"x": 300, "y": 200})
    assert tab.eval_on_selector("#plane canvas", PIXELS) != before
    tab.close()
