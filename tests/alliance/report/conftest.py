"""Alliances that a report must bear, and reports of them without the work of drawing."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from alliance.report import pictures, write_report
from alliance.report.document import Picture
from alliance.words.language import LANGUAGES, Language

SCRIPT = "<script>alert(1)</script>"
NAMES = (
    SCRIPT,
    "\"&'`$\\{}%s{0}",
    "Überorganisation 🚀👩‍👩‍👧",
    "منظمة الإغاثة الدولية",
    "W" * 80,
    "</td></table><h1>big",
)
"""Names of members, each a nuisance in another way."""

NASTY = sim.Scenario.from_dict(
    {
        "title": f"{SCRIPT} & <b>bold</b>",
        "description": "<img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %}\n\nשלום &lt;",
        "assumptions": [f"assumed {SCRIPT}"],
        "sources": ["javascript:alert(1)", "https://example.org/?a=1&b=<2>"],
        "length": 14,
        "member": [{"name": name, "group": f"<i>{k}"} for k, name in enumerate(NAMES)],
        "joiner": [{"name": "<late>", "tick": 6}],
        "grant": [{"amount": 1500}],
        "roles": {"lead": SCRIPT, "facilitator": {"member": NAMES[3]}},
        "shock": [{"kind": "scandal", "tick": 5, "size": 0.5, "member": SCRIPT}],
        "change": [{"tick": 7, "lead": NAMES[1], "division": "equal"}],
        "intervention": [{"action": "D3", "from": 1, "while": "trust < 0.9", "control": 0.2}],
    }
)


def blank(drawing: pictures.Drawing, _: Language) -> Picture:
    """A picture that is not drawn."""
    nothing = "data:image/png;base64,"
    return Picture(nothing, nothing, 1, 1, drawing.alt, drawing.caption)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports with blank pictures: drawing takes most of the time."""
    monkeypatch.setattr(pictures.Drawing, "drawn", blank)


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report on an alliance of nasty names, beside a variant and another scenario."""
    out = tmp_path_factory.mktemp("report") / "report.html"
    other = NASTY.replace("title", "<u>another</u>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures.Drawing, "drawn", blank)
        write_report(NASTY, out, compare=["flat", other], runs=6, seed=1, language=request.param)
    return Path(out).read_text("utf-8")
