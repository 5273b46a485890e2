"""The laboratory in a real browser: tabs, tables, languages, a phone; skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alliance.app.session import TABS
from alliance.words.app import WORDS
from alliance.words.language import Language, in_language
from sim.scenarios import Scenario
from sim.scenarios.loader import LARGEST
from tests.alliance.app.reach import reach

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
pytest.importorskip("nicegui")

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt-get install chromium"),
]

WAIT = 90_000
"""Milliseconds until a shared machine must have answered."""

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a laboratory that is open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "alliance.cli", "app", "--no-browser", "--port", str(port)]
    # NiceGUI runs otherwise where it thinks that it is tested itself.
    given = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    root = str(Path(__file__).parents[3])
    server = subprocess.Popen(
        words, env=given | {"PYTHONPATH": root}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}/"
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            break
        except urllib.error.URLError:
            if server.poll() is not None:
                assert server.stderr is not None
                raise AssertionError(server.stderr.read().decode()) from None
            time.sleep(0.1)
    yield url
    server.send_signal(signal.SIGINT)
    server.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """Opens pages, each in a browser of its own, and refuses what is from outside or goes wrong."""
    wrong: list[str] = []
    opened = []

    def failed(error: Any) -> None:
        # NiceGUI 3.18 says this of a picture whose tab is left before it is drawn; nothing comes of it.
        if "reading 'dispose'" not in str(error):
            wrong.append(str(error))

    def visit(language: Language = "en", width: int = 1200) -> Any:
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": 844}, accept_downloads=True
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on("pageerror", failed)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((address, "data:", "blob:", address.replace("http", "ws")))
                else wrong.append(asked.url)
            ),
        )
        page.goto(address)
        page.get_by_role("heading", name=said("choose", language)).wait_for()
        return page

    yield visit
    for context in opened:
        context.close()
    assert wrong == []


def said(key: str, language: Language = "en") -> str:
    return in_language(WORDS[key], language)


def short() -> bytes:
    """A small alliance, so that all goes fast."""
    names = [{"name": "<b>Ann & Co</b>"}, {"name": "<img src=x onerror=alert(1)>"}, {"name": "C"}]
    scenario = Scenario.from_dict(
        {
            "title": "<script>alert(1)</script>",
            "length": 24,
            "member": names,
            "grant": [{"amount": 600, "months": 24}],
        }
    )
    return scenario.to_toml().encode()


def upload(page: Any, *files: tuple[str, bytes]) -> None:
    page.set_input_files(
        "input[type=file]",
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files],
    )


def to(page: Any, tab: str, language: Language = "en") -> None:
    page.get_by_role("button", name=said(tab, language), exact=True).click()


def test_every_tab_in_both_languages_on_desk_and_phone(visit: Any) -> None:
    page = visit("nl", 390)
    upload(page, ("ons.toml", short()))
    page.get_by_text("Van 200 runs").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == "<script>alert(1)</script>"
    for language, width in (("nl", 390), ("en", 1200)):
        page.set_viewport_size({"width": width, "height": 844})
        for tab in TABS:
            to(page, tab, language)
            page.wait_for_function("document.querySelectorAll('#panel *').length > 5")
            if tab == "months tab":
                page.get_by_text(said("happened", language)).wait_for()
                page.get_by_text(f"{said('month', language)} 0", exact=True).wait_for()
            if tab in ("likely", "who", "months tab"):
                page.locator(".chart svg").first.wait_for()
            if tab == "follow" and language == "nl":
                answers = b"date,organisation,A2\n2024-03-01,C,3\n2024-03-02,Nobody,4\n"
                page.locator("input[type=file]").first.set_input_files(
                    [{"name": "export.csv", "mimeType": "text/csv", "buffer": answers}]
                )
                page.get_by_text("export.csv").wait_for()
                page.get_by_label(said("began", language)).fill("2024-01")
                page.keyboard.press("Tab")
                page.get_by_role("button", name=said("follow now", language)).click()
                page.get_by_role("alert").get_by_text("Nobody").wait_for()
            if tab == "who":
                assert (
                    page.get_by_role("rowheader", name="<img src=x onerror=alert(1)>").count() >= 1
                )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert reach(page) == []
        page.get_by_role("button", name=said("other language", language)).click()
        other = "en" if language == "nl" else "nl"
        page.wait_for_function(f"document.documentElement.lang === '{other}'")
        page.wait_for_function("document.activeElement.id === 'language'")
        assert page.locator("[aria-current=page]").inner_text() == said("take", other)


def test_a_slider_moves_pictures_and_variants_stand_beside(visit: Any) -> None:
    page = visit()
    upload(page, ("ours.toml", short()))
    page.get_by_text("Of 200 runs").wait_for()
    before = page.locator(".lead").inner_text()
    slider = page.get_by_role("slider", name=said("trust"))
    slider.focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("told => document.querySelector('.lead').innerText !== told", arg=before)
    page.get_by_text("Of 200 runs").wait_for()
    to(page, "what if")
    page.get_by_label(said("ready")).select_option("flat")
    page.get_by_role("row", name="share that becomes productive").wait_for()
    page.get_by_role("button", name=said("add variant")).click()
    page.get_by_role("slider", name=said("openness")).nth(1).fill("0.9")
    page.get_by_role("columnheader", name="Variant 2: difference").wait_for()
    to(page, "months tab")
    page.get_by_text("Month 0", exact=True).wait_for()
    page.get_by_role("button", name=said("play"), exact=True).click()
    page.get_by_text("Month 2", exact=True).wait_for()
    page.get_by_role("button", name=said("pause")).click()
    to(page, "what to do")
    page.get_by_role("button", name=said("search")).click()
    page.get_by_text("Working:").wait_for()
    page.get_by_role("button", name=said("stop"), exact=True).click()
    page.get_by_text(said("stopped")).wait_for()
    to(page, "take")
    with page.expect_download() as file:
        page.get_by_role("button", name=said("save"), exact=True).click()
    text = Path(file.value.path()).read_text("utf-8")
    assert 'title = "<script>alert(1)</script>"' in text
    assert page.get_by_text(said("moved").partition("{")[0]).count() == 1


BAD = {
    "cells": ("naam;capaciteit\nAkvo;veel\nRAIN;2\n", "2.2", "3"),
    "scale": ("naam;openheid\nschaal;1 t/m 5\nA;7\nB;2\n", "3.2", "4"),
    "choice": ("name,capacity\nA,12 ft\nB,2\n", "2.2", "12"),
    "heading": ("name,capcity\nA,1\nB,2\n", "1.2", "capacity"),
}


def test_bad_tables_are_mended_cell_by_cell_and_good_ones_open(visit: Any) -> None:
    page = visit()
    for name, (text, at, mended) in BAD.items():
        upload(page, (f"{name}.csv", text.encode()))
        page.get_by_role("heading", name=f"{name}.csv").first.wait_for()
        cell = page.locator(f'input[data-at="0.{at}"][aria-invalid=true]')
        cell.wait_for()
        assert reach(page) == []
        page.locator(".faults button").first.click()
        assert page.evaluate("document.activeElement.dataset.at") == f"0.{at}"
        cell.fill(mended)
        page.keyboard.press("Enter")
        page.get_by_text(said("all right")).wait_for()
        page.get_by_role("button", name=said("back")).click()
    for file in ("gezonde-wijk.xlsx", "healthy-neighbourhood.csv"):
        upload(page, (file, (EXAMPLES / file).read_bytes()))
        page.get_by_text(said("all right")).wait_for()
        page.get_by_role("button", name=said("back")).click()
    for file, content in (("x.png", b"x"), ("huge.csv", b"x" * (2 * LARGEST)), ("x.xlsx", b"x")):
        upload(page, (file, content))
        page.get_by_role("alert").get_by_text(file).wait_for()
    upload(page, ("ours.xlsx", (EXAMPLES / "gezonde-wijk.xlsx").read_bytes()))
    page.get_by_role("button", name=said("use")).click()
    page.get_by_text("Of the first").or_(page.get_by_text("Of 200")).first.wait_for()


def test_a_class_has_its_page(visit: Any) -> None:
    page = visit("nl", 390)
    page.get_by_role("button", name=said("lesson", "nl")).click()
    page.get_by_role("heading", name=said("map", "nl")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert reach(page) == []
    page.get_by_role("button", name=said("draw", "nl")).click()
    page.get_by_text("Bezig:").wait_for()
    page.get_by_role("button", name=said("stop", "nl")).click()
    page.get_by_text(said("stopped", "nl"), exact=True).wait_for()


def test_two_pages_do_not_see_each_other_and_the_world_sees_neither(
    visit: Any, address: str
) -> None:
    one, other = visit(), visit("nl")
    upload(one, ("ours.toml", short()))
    one.get_by_role("heading", name="<script>").wait_for()
    assert other.get_by_role("heading", name=said("choose", "nl")).count() == 1
    for path in ("own/../server.py", "own/%2e%2e/server.py", "file/nobody", "docs", "openapi.json"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address + path, timeout=10)
    asked = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(asked, timeout=10)
