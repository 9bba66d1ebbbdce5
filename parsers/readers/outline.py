"""Résumé data as a page that the résumé parser reads well: sections, one heading line an entry, bullets below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.document import Document, DocumentBuilder, RawLine, Style
from parsers.limits import Limits
from parsers.readers.gaps import SEPARATOR
from parsers.readers.web.rich_text import body_items, without_markup
from parsers.readers.word.blocks import add_items

_ISO_TIME = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)T.*")


class Outline:
    """Adds the parts of a résumé to a document, top to bottom; what is empty is left out."""

    def __init__(self, media_type: str, limits: Limits) -> None:
        self._builder = DocumentBuilder(media_type)
        self._builder.page()
        self._limits = limits
        self._section = ""  # heading that is written as soon as something stands below it
        self.is_empty = True

    def name(self, name: str) -> None:
        """The candidate's name."""
        self._heading(name, 1)

    def section(self, heading: str) -> None:
        """A section begins; one that stays empty gets no heading."""
        self._section = heading

    def entry(self, title: str, organization: str = "", dates: str = "") -> None:
        """A job, course, certificate …: "Title — Organisation | dates"."""
        named = " — ".join(filter(None, (one_line(title), one_line(organization))))
        self._heading(SEPARATOR.join(filter(None, (named, dates))), 3)

    def text(self, text: str) -> None:
        """Paragraphs and list items, as the text has them."""
        items = body_items(text, self._limits)
        if items:
            self._begin()
            add_items(self._builder, items)

    def line(self, *parts: str) -> None:
        """One paragraph of parts that stand apart."""
        text = SEPARATOR.join(filter(None, map(one_line, parts)))
        if text:
            self._begin()
            self._builder.block("paragraph", [RawLine(text)])

    def bullets(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in filter(None, map(one_line, texts)):
            self._begin()
            self._builder.block("bullet", [RawLine(text)])

    def notice(self, code: str, message: str) -> None:
        """Something that was not read."""
        self._builder.notice(code, message)

    def document(self) -> Document:
        """The finished document."""
        return self._builder.build()

    def _heading(self, text: str, level: int) -> None:
        if one_line(text):
            self._begin()
            self._builder.block("heading", [RawLine(one_line(text), style=Style(heading=level))], level)

    def _begin(self) -> None:
        self.is_empty = False
        heading, self._section = self._section, ""
        if heading:
            self._builder.block("heading", [RawLine(heading, style=Style(heading=2))], 2)


def one_line(text: str) -> str:
    """The text without markup and line breaks."""
    return without_markup(text)


def period(start: str, end: str, open_end: str = "") -> str:
    """ "2019-03 – 2022-06"; `open_end` is what stands for an end that is not said. Times of day are dropped."""
    start, end = _ISO_TIME.sub(r"\1", one_line(start)), _ISO_TIME.sub(r"\1", one_line(end))
    if start and (end or open_end):
        return start if start == end else f"{start} – {end or open_end}"
    return start or end
