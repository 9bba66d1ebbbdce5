"""Where in the candidate's document an addition belongs, and which of its paragraphs show how things look there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from parsers.resume.headings import known_section
from parsers.resume.model import Entry, Resume, SectionName
from service.additions.word.paragraphs import WordBody, WordParagraph

#: Sections before which an addition stands where there is no work history.
_BEFORE: tuple[SectionName, ...] = (
    *("education", "certificates", "skills", "languages", "publications", "awards"),
    *("interests", "references", "other"),
)
_TYPED_BULLET = re.compile(r"\s*[•·‣▪▫◦●○∙*–—-]\s*\t?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Place:
    """Offset in the main part; whether a section goes on there; the table row that a new one is to be like."""

    offset: int
    continued: bool = False
    row: etree._Element | None = None


class Layout:
    """Sections of the résumé as runs of paragraphs of its Word body."""

    def __init__(self, body: WordBody, resume: Resume) -> None:
        self._body, self._resume = body, resume
        self._headings = self._found_headings()
        self.heading = self._heading_shown()
        self.head, self.entry = self._entry_shown()
        self.bullet = self._bullet_shown()

    def place_for(self, section: SectionName | None) -> Place:
        """Where a section of that kind goes on, or where a new one belongs."""
        if section is not None and self._index(section) is not None:
            return Place(self._after(section), continued=True)
        if self._index("work") is not None:
            row = self._row_of("work")
            return Place(self._body.end_of(row) if row is not None else self._after("work"), row=row)
        following = [index for name in _BEFORE if (index := self._index(name)) is not None]
        if following:
            return Place(self._body.paragraphs[min(following)].start)
        return Place(self._body.end_of_text())

    def spacer(self, before: WordParagraph | None) -> WordParagraph | None:
        """The empty paragraph that stands before a paragraph, if there is one."""
        paragraphs = self._body.paragraphs
        index = paragraphs.index(before) if before is not None else 0
        if not index or paragraphs[index - 1].plain or paragraphs[index - 1].parent is not paragraphs[index].parent:
            return None
        bare = paragraphs[index - 1]
        return None if any(_local(e) in ("drawing", "pict", "sectPr", "br") for e in bare.element.iter()) else bare

    def _found_headings(self) -> list[tuple[SectionName, int]]:
        """Section and index of its heading's paragraph, in the order of the paragraphs."""
        found: list[tuple[SectionName, int]] = []
        taken: set[int] = set()
        for section in self._resume.sections:
            wanted = _normal(section.heading)
            for index, paragraph in enumerate(self._body.paragraphs):
                if wanted and index not in taken and _normal(paragraph.text) == wanted:
                    found.append((section.name, index))
                    taken.add(index)
                    break
        if any(_row_with_label(self._body.paragraphs[index]) is not None for _, index in found):
            found += self._labels(taken)
        return sorted(found, key=lambda pair: pair[1])

    def _labels(self, taken: set[int]) -> list[tuple[SectionName, int]]:
        """Where one section's heading labels a table row, the labels of other rows, which read like parts of a line."""
        return [
            (name, index)
            for index, paragraph in enumerate(self._body.paragraphs)
            if index not in taken
            and _row_with_label(paragraph) is not None
            and (name := known_section(paragraph.plain))
        ]

    def _row_of(self, section: SectionName) -> etree._Element | None:
        """The table row that a section's heading labels, if nothing of the section stands outside of it."""
        paragraphs = [paragraph for paragraph in self._paragraphs_of(section) if paragraph.plain]
        row = _row_with_label(paragraphs[0])
        if row is None or not all(row in paragraph.element.iterancestors() for paragraph in paragraphs):
            return None
        return row

    def _index(self, section: SectionName) -> int | None:
        return next((index for name, index in self._headings if name == section), None)

    def _paragraphs_of(self, section: SectionName) -> list[WordParagraph]:
        """The heading's paragraph and all up to the next heading."""
        index = self._index(section)
        if index is None:
            return []
        end = next((i for _, i in self._headings if i > index), len(self._body.paragraphs))
        return self._body.paragraphs[index:end]

    def _after(self, section: SectionName) -> int:
        """Offset behind the section's last paragraph that says anything, outside of tables the heading is not in."""
        paragraphs = self._paragraphs_of(section)
        heading = paragraphs[0]
        last = next(paragraph for paragraph in reversed(paragraphs) if paragraph.plain)
        element: etree._Element | None = last.element
        while element is not None and element.getparent() is not heading.parent:
            element = element.getparent()
        if element is None or _local(element) not in ("p", "tbl"):
            return last.end
        return self._body.end_of(element)

    def _heading_shown(self) -> WordParagraph | None:
        preferred: tuple[SectionName, ...] = ("volunteer", "work", "projects", *_BEFORE)
        index = next((i for name in preferred if (i := self._index(name)) is not None), None)
        return self._body.paragraphs[index] if index is not None else None

    def _entry_shown(self) -> tuple[list[WordParagraph], Entry | None]:
        """The paragraphs of the head of an entry of the résumé, and the entry."""
        for section in ("volunteer", "work", "projects", "education"):
            paragraphs = self._paragraphs_of(section)[1:]
            for entry in self._resume.entries:
                head = self._head_of(entry, paragraphs) if entry.section == section else []
                if head and (section == "volunteer" or (entry.period and entry.title)):
                    return head, entry
        return [], None

    def _head_of(self, entry: Entry, paragraphs: Sequence[WordParagraph]) -> list[WordParagraph]:
        """Paragraphs, one after the other, whose words are those of the entry's head."""
        statement = next((s for s in self._resume.statements if s.entry == entry.index and s.kind == "heading"), None)
        if statement is None:
            return []
        wanted = _letters(statement.text)
        head: list[WordParagraph] = []
        for paragraph in paragraphs:
            letters = _letters(paragraph.text)
            if letters and letters in wanted and (not head or paragraph.parent is head[0].parent):
                head.append(paragraph)
            elif head:
                break
        return head

    def _bullet_shown(self) -> WordParagraph | None:
        bullets = {_letters(s.text) for s in self._resume.statements if s.kind == "bullet"}

        def is_bullet(paragraph: WordParagraph) -> bool:
            letters = _letters(paragraph.text)
            return bool(letters) and any(letters.startswith(bullet) for bullet in bullets if bullet)

        return self._first(is_bullet) or self._first(lambda one: bool(_TYPED_BULLET.match(one.text)))

    def _first(self, wanted: Callable[[WordParagraph], bool]) -> WordParagraph | None:
        """The first such paragraph of the sections whose look suits best."""
        sections: tuple[SectionName, ...] = ("volunteer", "work", "projects", "education")
        return next((p for section in sections for p in self._paragraphs_of(section)[1:] if wanted(p)), None)


def _row_with_label(paragraph: WordParagraph) -> etree._Element | None:
    """The row of two cells or more in whose first cell the paragraph stands alone."""
    cell = paragraph.parent
    row = cell.getparent()
    if _local(cell) != "tc" or row is None or _local(row) != "tr":
        return None
    cells = [child for child in row if _local(child) == "tc"]
    texts = [str(text) for text in cell.itertext()]
    alone = "".join("".join(texts).split()) == "".join(paragraph.text.split())
    return row if len(cells) > 1 and cells[0] is cell and alone else None


def typed_mark(paragraph: WordParagraph) -> str:
    """The bullet that somebody typed before the text, with the white space behind it."""
    match = _TYPED_BULLET.match(paragraph.text)
    return match[0] if match else ""


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
