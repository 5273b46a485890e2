"""A document as data, and its page: text in, one self-contained HTML file out.

Everything is text until the template escapes it; nothing here is HTML but the template and its style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import ClassVar

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from alliance.words.language import Language

_SHORT = 12
"""Rows of a table that is not cut over pages."""


@dataclass(frozen=True)
class Text:
    """A paragraph.

    Attributes:
        told: what it says.
        given: whether it comes from the scenario, in a language that nobody stated.
        note: whether it only helps to read what stands by it.
    """

    kind: ClassVar[str] = "text"
    told: str
    given: bool = False
    note: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    kind: ClassVar[str] = "heading"
    told: str


@dataclass(frozen=True)
class Items:
    """A list; `given` as for `Text`."""

    kind: ClassVar[str] = "items"
    told: Sequence[str]
    given: bool = False
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """What and the answer beside it."""

    kind: ClassVar[str] = "facts"
    told: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Table:
    """A table whose first column names the rows.

    Attributes:
        caption: what it shows.
        heads: of the columns.
        rows: texts, as many as heads; a text may hold several lines.
        wide: columns, from 0, that hold sentences.
        strong: rows, from 0, that sum up the others.
    """

    kind: ClassVar[str] = "table"
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: Sequence[int] = ()
    strong: Sequence[int] = ()

    @property
    def short(self) -> bool:
        """Whether it is to stay on one page when printed."""
        return len(self.rows) <= _SHORT


@dataclass(frozen=True)
class Picture:
    """A picture, drawn for a page and for a phone.

    Attributes:
        page, phone: the pictures as data URIs.
        width, height: of the one for a page, pixels.
        alt: what it shows, for those who cannot see it.
        caption: how to read it.
    """

    kind: ClassVar[str] = "picture"
    page: str
    phone: str
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True)
class Fold:
    """Something long that only some readers want, folded up; not printed."""

    kind: ClassVar[str] = "fold"
    title: str
    told: str


Block = Text | Heading | Items | Facts | Table | Picture | Fold


@dataclass(frozen=True)
class Section:
    """A section: an id for links, a title, and what is in it."""

    id: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        language: of all that the scenario does not say itself.
        title: of the scenario.
        kicker, byline: the line above the title, and the one under it.
        summary_title, summary: heading and sentences of the summary.
        limit: what the reader must know before using any of it.
        contents_title: heading of the list of sections.
        sections: in order.
    """

    language: Language
    title: str
    kicker: str
    byline: str
    summary_title: str
    summary: Sequence[str]
    limit: str
    contents_title: str
    sections: Sequence[Section] = field(default_factory=tuple)

    def html(self) -> str:
        """The page: no scripts, and nothing that is loaded from elsewhere."""
        return _template("page.html").render(page=self, style=_style("style.css"))

    def brief(self, logo: str = "") -> str:
        """The page without contents, for a few pages of print.

        Args:
            logo: a picture as a data URI.
        """
        styles = {"style": _style("style.css"), "brief": _style("brief.css")}
        return _template("brief.html").render(page=self, logo=logo, **styles)


def _style(name: str) -> Markup:
    return Markup(resources.files(__package__).joinpath("templates", name).read_text("utf-8"))


@cache
def _template(name: str) -> Template:
    room = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return room.get_template(name)
