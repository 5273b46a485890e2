"""A document as a Word file, so that it can be worked on."""

from __future__ import annotations

import base64
import io
from typing import Any

from alliance.report.document import (
    Block,
    Document,
    Facts,
    Fold,
    Heading,
    Items,
    Picture,
    Table,
    Text,
)

_WIDE = 17.0
"""Room between the margins of A4, in centimetres."""
_HIGHEST = 11.5
"""Of a picture, in centimetres."""


def as_word(document: Document, logo: bytes | None = None) -> bytes:
    """A document as .docx.

    Args:
        document: what it says.
        logo: a picture for its head.

    Raises:
        ModuleNotFoundError: when python-docx is not installed.
    """
    import docx
    from docx.shared import Cm, Pt, RGBColor

    book = docx.Document()
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.6)
    book.styles["Normal"].font.size = Pt(9.5)
    book.styles["Normal"].paragraph_format.space_after = Pt(3)
    book.core_properties.author, book.core_properties.title = "", document.title
    if logo:
        book.add_picture(io.BytesIO(logo), height=Cm(1.4))
    _coloured(book.add_paragraph(document.kicker), RGBColor(0, 0x72, 0xB2))
    book.add_heading(document.title, 1)
    _small(book.add_paragraph(document.byline))
    book.add_heading(document.summary_title, 2)
    for sentence in document.summary:
        book.add_paragraph(sentence)
    _small(book.add_paragraph(document.limit))
    for section in document.sections:
        book.add_heading(section.title, 2)
        for block in section.blocks:
            _block(book, block)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _block(book: Any, block: Block) -> None:
    from docx.shared import Cm

    match block:
        case Text():
            told = book.add_paragraph(block.told)
            if block.note:
                _small(told)
        case Heading():
            book.add_heading(block.told, 3)
        case Items():
            for item in block.told:
                book.add_paragraph(item, "List Number" if block.numbered else "List Bullet")
        case Facts():
            for what, answers in block.told:
                book.add_paragraph().add_run(what).bold = True
                for answer in answers:
                    book.add_paragraph(answer)
        case Table():
            _table(book, block)
        case Picture():
            packed = base64.b64decode(block.page.partition(",")[2])
            high = _WIDE * block.height / block.width
            width = _WIDE if high <= _HIGHEST else _WIDE * _HIGHEST / high
            book.add_picture(io.BytesIO(packed), width=Cm(width))
            drawn = book.inline_shapes[-1]._inline.docPr  # what it shows, for who cannot see it
            drawn.set("descr", block.alt)
            _small(book.add_paragraph(block.caption))
        case Fold():
            book.add_heading(block.title, 3)
            _small(book.add_paragraph(block.told))


def _table(book: Any, block: Table) -> None:
    caption = book.add_paragraph()
    caption.add_run(block.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    table = book.add_table(rows=1, cols=len(block.heads), style="Light List")
    rows = [(table.rows[0], block.heads), *((None, row) for row in block.rows)]
    for there, row in rows:
        cells = (there or table.add_row()).cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
            _small(cell.paragraphs[0])


def _small(paragraph: Any) -> None:
    from docx.shared import Pt

    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _coloured(paragraph: Any, colour: Any) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = colour
        run.bold = True
