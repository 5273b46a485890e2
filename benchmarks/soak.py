"""A soak of the laboratory in a browser: many pages move sliders for a while; does its memory stay flat?

    python -m benchmarks.soak --sessions 20 --seconds 300

Needs Linux, the extras `app` and `dev`, and a Chromium on the path. Pages open an alliance, and one after the
other moves a slider; some leave and others come. Memory is the proportional set size of the server and of
its processes; it is told every tenth of the time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--sessions", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=300.0)
    given = asked.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no Chromium on the path")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "alliance.cli", "app", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            _soak(browser, f"http://127.0.0.1:{port}/", server.pid, given.sessions, given.seconds)
            browser.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _soak(browser: Any, url: str, pid: int, sessions: int, seconds: float) -> None:
    draw = random.Random(1)
    pages = [_opened(browser, url) for _ in range(sessions)]
    begun, told, moves = time.monotonic(), 0, 0
    while (now := time.monotonic() - begun) < seconds:
        if now >= told * seconds / 10:
            _tell(now, moves, pid)
            told += 1
        place = draw.randrange(sessions)
        if draw.random() < 0.02:  # one leaves, another comes
            pages[place].context.close()
            pages[place] = _opened(browser, url)
        slider = pages[place].get_by_role("slider").nth(draw.randrange(3))
        slider.press(draw.choice(["ArrowLeft", "ArrowRight", "PageUp", "PageDown"]))
        moves += 1
        time.sleep(0.05)
    _tell(seconds, moves, pid)
    wrong = sum(page.get_by_role("alert").count() for page in pages)
    print(f"{wrong} of {sessions} pages say that something went wrong")


def _opened(browser: Any, url: str) -> Any:
    page = browser.new_context().new_page()
    page.set_default_timeout(120_000)
    page.goto(url)
    page.get_by_role("button", name="A plain alliance of eight").click()
    page.get_by_role("slider").first.wait_for()
    return page


def _tell(now: float, moves: int, pid: int) -> None:
    own, workers = _memory([pid]), _memory(_children(pid))
    print(
        f"{now:6.0f} s {moves:6d} moves  server {own:5.0f} MB  workers {workers:5.0f} MB",
        flush=True,
    )


def _memory(pids: list[int]) -> float:
    """Megabytes of processes together."""
    total = 0.0
    for one in pids:
        with suppress(OSError):
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += float(told.partition("Pss:")[2].split()[0]) / 1024
    return total


def _children(pid: int) -> list[int]:
    found = []
    for entry in os.listdir("/proc"):
        with suppress(OSError, ValueError, IndexError):
            stat = Path(f"/proc/{int(entry)}/stat").read_text()
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found += [int(entry), *_children(int(entry))]
    return found


def _wait_for(url: str) -> None:
    for _ in range(600):
        with suppress(urllib.error.URLError):
            urllib.request.urlopen(url, timeout=5).close()
            return
        time.sleep(0.1)
    sys.exit(f"{url} does not answer")


if __name__ == "__main__":
    main()
