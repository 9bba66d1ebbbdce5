"""The sources as blocks: a résumé in light Markdown, an advertisement as pasted plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_BULLET = re.compile(r"^\s*[-•*·–✓»]\s+")
_DATES = re.compile(r"\s+\|\s+(?=[^|]*$)")


@dataclass(frozen=True)
class Block:
    """One heading, entry line, bullet, table row or paragraph; `dates` belongs to an entry, `cells` to a row."""

    kind: Literal["heading", "entry", "bullet", "row", "text"]
    text: str
    dates: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with the blocks under it; the heading of what stands above the first one is empty."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """A whole résumé or advertisement: its first line, the lines under it, its sections."""

    title: str
    contact: str
    sections: list[Section]

    @property
    def blocks(self) -> list[Block]:
        """Everything under the headings, in order."""
        return [block for section in self.sections for block in section.blocks]

    def pick(self, *headings: str) -> list[Section]:
        """The sections with these headings, in the paper's order."""
        return [section for section in self.sections if section.heading in headings]

    def without(self, *headings: str) -> list[Section]:
        """The sections with other headings, in the paper's order."""
        return [section for section in self.sections if section.heading not in headings]


def resume(markdown: str) -> Paper:
    """A résumé: `# name`, contact line, `## section`, `### entry | dates`, bullets, tables, paragraphs."""
    lines = [re.sub(r"\*(\S[^*]*\S)\*", r"\1", line.rstrip()) for line in markdown.splitlines() if line.strip()]
    sections = [Section("")]
    for block in _resume_blocks(lines[2:]):
        if block.kind == "heading":
            sections.append(Section(block.text))
        else:
            sections[-1].blocks.append(block)
    return Paper(lines[0].removeprefix("# "), lines[1], [s for s in sections if s.heading or s.blocks])


def _resume_blocks(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        if line.startswith("## "):
            yield Block("heading", line[3:])
        elif line.startswith("### "):
            title, *dates = _DATES.split(line[4:], maxsplit=1)
            yield Block("entry", title, dates="".join(dates))
        elif line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if not all(set(cell) <= set(":- ") for cell in cells):
                yield Block("row", " ".join(cells), cells=cells)
        elif _BULLET.match(line):
            yield Block("bullet", _BULLET.sub("", line))
        else:
            yield Block("text", line)


def advertisement(text: str) -> Paper:
    """An advertisement: title, the lines up to the first empty one, then paragraphs, bullets and short headings."""
    head, _, body = text.partition("\n\n")
    title, *contact = head.splitlines()
    sections = [Section("")]
    for paragraph in body.strip().split("\n\n"):
        lines = paragraph.splitlines()
        if len(lines) == 1 and _is_heading(lines[0]):
            sections.append(Section(lines[0]))
            continue
        for line in lines:
            kind: Literal["bullet", "text"] = "bullet" if _BULLET.match(line) else "text"
            sections[-1].blocks.append(Block(kind, _BULLET.sub("", line)))
    return Paper(title, "\n".join(contact), [s for s in sections if s.heading or s.blocks])


def _is_heading(line: str) -> bool:
    return len(line) < 60 and not _BULLET.match(line) and not line.endswith((".", ",", ";"))
