"""A page of its own for the additions, for résumés that are no DOCX."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from itertools import groupby

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from service.additions.model import Addition
from service.additions.writing import heading_line

_BLANK = re.compile(r"(\[[^\]]*\])")


def addendum(additions: Sequence[Addition], candidate: str = "", written: datetime.datetime | None = None) -> bytes:
    """A DOCX of one page, in A4, that can go with any résumé; blanks are marked in yellow."""
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Calibri", Pt(10.5)
    _write(word.add_heading(level=1), candidate or "[your name]")
    word.add_paragraph("Addition to my résumé")
    for section, group in groupby(sorted(additions, key=lambda one: one.section), key=lambda one: one.section):
        word.add_heading(section, 2)
        for addition in group:
            head = word.add_paragraph()
            head.paragraph_format.keep_with_next = True
            _write(head, heading_line(addition), bold=True)
            for bullet in addition.bullets:
                _write(word.add_paragraph(style="List Bullet"), bullet.text)
    properties = word.core_properties
    properties.author, properties.comments, properties.title = candidate, "", "Addition to my résumé"
    if written is not None:
        properties.created = properties.modified = written.replace(tzinfo=None)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _write(paragraph: Paragraph, text: str, bold: bool | None = None) -> None:
    for part in filter(None, _BLANK.split(text)):
        run = paragraph.add_run(part)
        run.bold = bold
        if part.startswith("["):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
