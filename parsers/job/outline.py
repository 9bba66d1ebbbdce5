"""Which part of the advertisement each statement belongs to: headings first, content where they are silent.

The blocks are walked once, with the part that is open in hand. A heading opens a part; a run-in heading opens one for
its paragraph and the list behind it, or for its own list item; a sentence that ends in a colon and announces a list
opens one for that list. Text under no heading, or under one that says little, is placed sentence by sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.document import Block, Document
from parsers.job import cues, headings
from parsers.job.model import SectionName, Statement, StatementKind
from parsers.job.statements import Span, after_marker, cells, code_of, head_spans, statement_spans

#: Parts whose paragraphs may hold anything; there every sentence is asked for its content.
_VAGUE = frozenset({"description", "other", "organization"})
_BOILERPLATE = frozenset({"equal_opportunity", "application", "conditions"})
_ASKING = frozenset({"qualifications", "preferred", "responsibilities"})


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the advertisement that is open; `name` is None under no heading at all."""

    name: SectionName | None = None
    heading: str = ""
    level: int = 0
    is_capitals: bool = False  #: its heading is in capitals
    #: The heading says that what follows is *not* asked: no sentence under it may be read as a requirement.
    closed: bool = False


class Outline:
    """Walks the blocks behind the head and collects statements."""

    def __init__(self, document: Document, head_end: int) -> None:
        self._text = document.text
        self._blocks = list(document.blocks)
        self._head_end = head_end
        self._body_size = headings.body_size(self._blocks)
        self._part = Part()
        self._lead: Part | None = None  #: opened by a run-in heading or an announcing sentence
        self._columns: list[Part] = []  #: meaning of a table's columns
        self._statements: list[Statement] = []

    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the document, in reading order."""
        for index, block in enumerate(self._blocks):
            if index < self._head_end:
                self._read_head_line(block)
            elif block.kind == "row":
                self._read_row(block)
            else:
                self._columns = []
                self._read_block(index, block)
        return tuple(self._statements)

    def _read_head_line(self, block: Block) -> None:
        kind: StatementKind = "heading" if block.kind == "heading" else "sentence"
        for start, end in head_spans(self._text, block.start, block.end):
            label = headings.run_in_heading(self._text[start:end])
            section: SectionName = "qualifications" if headings.is_facet(label) else "title"
            self._add((start, end), section, _plain(label), kind)

    def _read_block(self, index: int, block: Block) -> None:
        start = self._start_of(index, block)
        text = self._text[start : block.end]
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if headings.is_heading_block(text, block, self._look(index)):
            self._part, self._lead = self._opened_by(text, block), None
            self._add((start, block.end), self._part.name or "other", _plain(text), "heading")
            return
        if block.kind != "bullet":
            self._lead = self._lead if self._lead and self._continues(text) else None
        part = self._lead or self._part
        label = headings.run_in_heading(text)
        if label:
            part = self._labelled(label, part)
            self._add((start, start + len(label.rstrip())), part.name or "other", part.heading, "heading")
            start += len(label)
            if block.kind != "bullet":
                self._lead = part
        self._read_prose((start, block.end), part, block)
        self._announce(block, following)

    def _look(self, index: int) -> headings.Look:
        before = self._blocks[index - 1] if index > self._head_end else None
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        return headings.Look(self._body_size, following, before is not None and before.kind == "bullet")

    def _start_of(self, index: int, block: Block) -> int:
        """Where a block's own words begin: behind glyph, enumerator, or a code that counts on from its neighbour's."""
        start = after_marker(self._text, block.start, block.end)
        code = code_of(self._text[start : block.end])
        if code is None:
            return start
        letter, number, length = code
        for other in self._blocks[max(index - 1, 0) : index + 2]:
            neighbour = code_of(self._text[after_marker(self._text, other.start, other.end) : other.end])
            if neighbour and neighbour[0] == letter and abs(neighbour[1] - number) == 1:
                return start + length
        return start

    def _opened_by(self, heading: str, block: Block) -> Part:
        level = block.style.heading or block.level
        name = headings.section_named(heading)
        facet = headings.is_facet(heading)
        if facet and self._part.name == "preferred" and (level > self._part.level or heading.rstrip().endswith(":")):
            return Part("preferred", _plain(heading), self._part.level)
        if name is None and heading.rstrip().endswith(":"):
            name = cues.announced(heading)
        if name is None and self._is_below(heading, level):
            return replace(self._part, heading=_plain(heading))
        return Part(name or "other", _plain(heading), level, heading.isupper(), closed=name == "other")

    def _is_below(self, heading: str, level: int) -> bool:
        """Whether a heading that names no part looks like a lower one: deeper, or not in capitals under capitals."""
        if headings.is_stock_heading(heading) or self._part.name not in _ASKING:
            return False
        if level and self._part.level:
            return level > self._part.level
        return self._part.is_capitals and not heading.isupper()

    def _labelled(self, label: str, part: Part) -> Part:
        """The part that a run-in heading opens; a kind of requirement stays desirable among desirable ones."""
        name = headings.section_named(label)
        if headings.is_facet(label) and part.name in {"qualifications", "preferred"}:
            name = part.name
        return Part(name or part.name, _plain(label), part.level, closed=name == "other")

    def _continues(self, text: str) -> bool:
        """Whether a paragraph behind a run-in part gives no hint that it belongs elsewhere."""
        return self._part.name is None and cues.section_by_content(text) in {None, self._lead and self._lead.name}

    def _read_prose(self, span: Span, part: Part, block: Block) -> None:
        kind: StatementKind = "bullet" if block.kind == "bullet" else "sentence"
        is_prose = kind == "sentence" and _is_prose(self._text[slice(*span)], part)
        last: SectionName | None = None
        for piece in statement_spans(self._text, *span):
            text = self._text[slice(*piece)]
            section = placed(text, part, kind, is_prose) or last or _default(part, kind)
            if section == part.name and last in _BOILERPLATE and cues.section_by_content(text) is None:
                section = last
            last = section if section != part.name else None
            self._add(piece, section, part.heading, kind)

    def _announce(self, block: Block, following: Block | None) -> None:
        """A sentence ending in a colon before a list opens a part for that list."""
        if following is None or following.kind != "bullet" or block.kind == "bullet" or not self._statements:
            return
        last = self._statements[-1]
        if not last.text.rstrip().endswith((":", "…", "...")) and self._part.name is not None:
            return
        name = headings.section_named(last.text) if headings.is_stock_heading(last.text) else None
        name = name or cues.announced(last.text)
        if name and not self._part.closed:
            self._lead = Part(name, _plain(last.text), self._part.level)

    def _read_row(self, block: Block) -> None:
        spans = cells(block, self._text)
        texts = [self._text[slice(*span)] for span in spans]
        named = [headings.section_named(text) if headings.is_stock_heading(text) else None for text in texts]
        if len(spans) > 1 and sum(name is not None for name in named) > 1:
            self._columns = [Part(name, _plain(text)) for name, text in zip(named, texts, strict=True)]
            for span, column in zip(spans, self._columns, strict=True):
                self._add(span, column.name or self._part.name or "other", column.heading, "heading")
            return
        if len(spans) == 1:
            self._read_single_cell(spans[0], texts[0], block)
        elif self._columns and any(column.name for column in self._columns):
            self._read_columns(spans, texts)
        else:
            self._read_form_row(spans, texts, named[0])

    def _read_single_cell(self, span: Span, text: str, block: Block) -> None:
        if headings.is_stock_heading(text):
            self._part, self._lead = self._opened_by(text, block), None
            self._add(span, self._part.name or "other", _plain(text), "heading")
            return
        self._read_cell(span, self._part)

    def _read_columns(self, spans: list[Span], texts: list[str]) -> None:
        """A row under "Essential | Desirable", perhaps with a label ("Experience") in front."""
        labelled = len(self._columns) == len(spans) and self._columns[0].name in {None, "qualifications"}
        label = _plain(texts[0]) if labelled and headings.is_facet(texts[0]) else ""
        offset = len(spans) - len(self._columns)
        for index, span in enumerate(spans):
            column = self._columns[min(max(index - offset, 0), len(self._columns) - 1)]
            if index == 0 and (label or offset > 0):
                self._add(span, "qualifications", label or _plain(texts[0]), "heading")
                continue
            self._read_cell(span, replace(column, heading=label or column.heading))

    def _read_form_row(self, spans: list[Span], texts: list[str], named: SectionName | None) -> None:
        """A row "Qualifications | text": the first cell is the heading of the others."""
        label = len(texts[0].split()) <= headings.MAX_RUN_IN_WORDS and not texts[0].rstrip().endswith((".", ";"))
        if not label:
            for span in spans:
                self._read_cell(span, self._part)
            return
        name = named or headings.section_named(texts[0]) or self._part.name
        part = Part(name, _plain(texts[0]), closed=name == "other")
        if headings.is_facet(texts[0]) and self._part.name == "preferred":
            part = replace(part, name="preferred")
        self._add(spans[0], part.name or "other", part.heading, "heading")
        for span in spans[1:]:
            self._read_cell(span, part)

    def _read_cell(self, span: Span, part: Part) -> None:
        start = after_marker(self._text, *span)
        for piece in statement_spans(self._text, start, span[1]):
            section = placed(self._text[slice(*piece)], part, "row", False) or _default(part, "row")
            self._add(piece, section, part.heading, "row")

    def _add(self, span: Span, section: SectionName, heading: str, kind: StatementKind) -> None:
        text = self._text[slice(*span)]
        demand = "" if kind == "heading" else cues.modal(text)
        self._statements.append(Statement(text, *span, section, heading, kind, demand))


def placed(text: str, part: Part, kind: StatementKind, is_prose: bool) -> SectionName | None:
    """The section of a statement in an open part; None where neither heading nor content tells.

    `is_prose`: it stands in a paragraph of whole sentences, which may well belong under another heading.
    """
    if part.closed:
        return part.name
    if part.name is None:
        return cues.section_by_content(text)
    content = cues.section_by_content(text)
    if part.name in _VAGUE:
        return _in_vague_part(text, part.name, content)
    told = cues.boilerplate(text)
    if part.name in _ASKING:
        elsewhere = told or ("benefits" if content == "benefits" and cues.speaks_as_employer(text) else None)
        is_asked = elsewhere == "application" and cues.asks(text)
        return elsewhere if elsewhere and is_prose and not is_asked else part.name
    if part.name == "benefits" and kind == "bullet":
        return "benefits"
    if part.name == "conditions" and content in {"benefits", "qualifications"}:
        return content
    return told if told and is_prose else part.name


def _is_prose(text: str, part: Part) -> bool:
    """Whether a paragraph is made of sentences; a line in a list without bullets is not."""
    if "@" in text or part.name not in _ASKING:
        return len(text.split()) > 3
    return len(text.split()) > 5 and text.rstrip().endswith((".", "!", "?"))


def _in_vague_part(text: str, name: SectionName, content: SectionName | None) -> SectionName | None:
    if name == "organization" and content in {"qualifications", "preferred"} and not cues.addresses_reader(text):
        return name
    return content or (None if name == "description" else name)


def _default(part: Part, kind: StatementKind) -> SectionName:
    """Where nothing tells: a list about the post is a list of duties."""
    if kind != "sentence" and part.name in {"description", None}:
        return "responsibilities"
    return part.name or "description"


def _plain(heading: str) -> str:
    """A heading's own wording without marks at its ends."""
    return re.sub(r"^[^\w(¿]+|[\s:–—-]+$", "", heading)
