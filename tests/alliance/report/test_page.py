"""The page is well-formed, self-contained, and holds text as text."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from tests.alliance.report.conftest import NAMES, NASTY, SCRIPT

VOID = {"meta", "img", "source", "br"}


class Page(HTMLParser):
    """What a browser would make of it; complains where it would have to guess."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} says something twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for one, attrs in self.tags if one == tag]

    def within(self, tag: str) -> str:
        return "\n".join(data for one, data in self.text if one == tag)


@pytest.mark.slow
def test_names_and_free_text_are_text(page: str) -> None:
    parsed = Page(page)
    names = parsed.within("bdi")
    for name in NAMES:
        assert name in names
    assert NASTY.title in parsed.within("h1")
    assert "<img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %}" in parsed.within("p")
    assert f"assumed {SCRIPT}" in parsed.within("li")
    assert NASTY.to_toml() in parsed.within("pre")
    assert SCRIPT not in page
    assert not {"script", "b", "i", "u", "iframe"} & {tag for tag, _ in parsed.tags}


@pytest.mark.slow
def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    parsed = Page(page)
    for _, attrs in parsed.tags:
        for name, value in attrs.items():
            assert not name.startswith("on")
            if name in ("src", "srcset"):
                assert (value or "").startswith("data:image/png;base64,")
            if name == "href":
                assert (value or "").startswith("#")
    assert not re.search(r"url\(|@import", parsed.within("style"))
    assert not {"link", "object", "embed", "base"} & {tag for tag, _ in parsed.tags}


@pytest.mark.slow
def test_who_cannot_see_it_can_follow_it(page: str) -> None:
    parsed = Page(page)
    assert parsed.all("html")[0]["lang"] in ("en", "nl")
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(attrs.get("scope") in ("row", "col") for attrs in parsed.all("th"))
    assert len(parsed.all("caption")) == len(parsed.all("table"))
    assert all(len(attrs["alt"] or "") > 20 for attrs in parsed.all("img"))
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    targets = {(attrs["href"] or "")[1:] for attrs in parsed.all("a")}
    assert targets <= set(ids)
    assert {attrs["aria-labelledby"] for attrs in parsed.all("section")} <= set(ids)


def test_each_row_has_a_cell_for_each_head(page: str) -> None:
    for table in re.findall(r"<table.*?</table>", page, re.S):
        heads = table.count('scope="col"')
        rows = table.count("<tr") - 1
        assert table.count('role="cell"') + table.count('role="rowheader"') == heads * rows


def test_no_value_is_missing(page: str) -> None:
    told = "\n".join(data for tag, data in Page(page).text if tag not in ("pre", "style"))
    assert not re.search(r"\{[a-z]|\bnan\b|\binf\b|None", told)


def test_it_says_how_to_make_it_again(page: str) -> None:
    told = Page(page).within("dd")
    assert NASTY.digest() in told
    assert "seed=1" in told
    assert "compare=['flat', scenario]" in told


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_main_limit_is_before_the_contents_and_names_of_parameters_are_in_the_annex(
    language: str,
) -> None:
    from alliance.report import limits
    from alliance.words.report import WORDS
    from alliance.words.voice import PageVoice
    from sim.parameters import MECHANISMS, PARAMETERS

    say = PageVoice(language, WORDS)
    annex = limits.annex(say)
    names = " ".join(cell for row in annex.blocks[-1].rows for cell in row[1:])
    assumed = [n for n, p in PARAMETERS.items() if "assumption" in p.source and p.unit != "switch"]
    assert all(name in names for name in assumed)
    if language == "nl":
        own = [row[0] for row in annex.blocks[-1].rows]
        assert not {"Time_use", "Pecking_order", "Backing"} & set(own)
        assert len(own) <= len(MECHANISMS)
