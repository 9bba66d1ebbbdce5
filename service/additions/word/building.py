"""New paragraphs that look like the ones the document has."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Sequence

from lxml import etree

from service.additions.model import Addition
from service.additions.word.heads import Piece, head_lines
from service.additions.word.paragraphs import WordBody, WordParagraph, run_text, runs_of
from service.additions.word.place import Layout, Place, typed_mark

AUTHOR = "Overlooked"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = re.compile(r"(\[[^\]]*\])")
#: What copied properties must not bring along: section ends, page breaks, merged cells, other people's tracked changes.
_NOT_COPIED = (
    *("sectPr", "pageBreakBefore", "vMerge", "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
    *("pPrChange", "rPrChange", "trPrChange", "tcPrChange", "tblPrExChange"),
)
#: Run properties that stand behind the highlight in the schema's order.
_BEHIND_HIGHLIGHT = "u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split()


class Builder:
    """Makes the XML of sections; ids of tracked changes go on from the highest in the document."""

    def __init__(self, body: WordBody, layout: Layout, tracked_at: datetime.datetime | None) -> None:
        self._body, self._layout = body, layout
        self._date = tracked_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if tracked_at else ""
        ids = (element.get(body.name("id"), "") for element in body.root.iter())
        self._last_id = max((int(value) for value in ids if value.isdigit()), default=0)
        self._declared = {
            f' xmlns:{prefix}="{address}"' if prefix else f' xmlns="{address}"'
            for prefix, address in body.root.nsmap.items()
        }

    def section(self, heading: str, additions: Sequence[Addition], place: Place) -> bytes:
        """A section as bytes of the main part: paragraphs, or a table row where sections are rows."""
        entries: list[etree._Element] = []
        for number, addition in enumerate(additions):
            if number or place.continued:
                entries += self._spacing(self._layout.head[0] if self._layout.head else None)
            entries += self._entry(addition)
        if place.row is not None:
            return self._bytes(self._row(place.row, self._heading(heading), entries))
        if not place.continued:
            entries = [*self._spacing(self._layout.heading), self._heading(heading), *entries]
        return b"".join(self._bytes(element) for element in entries)

    def _row(self, shown: etree._Element, heading: etree._Element, entries: Sequence[etree._Element]) -> etree._Element:
        """A table row like the one shown, the heading in its first cell and the entries in its last."""
        row = etree.Element(self._body.name("tr"), nsmap=self._body.root.nsmap)  # type: ignore[arg-type]
        for name in ("tblPrEx", "trPr"):
            properties = shown.find(self._body.name(name))
            if properties is not None:
                row.append(self._cleaned(properties))
        if self._date:
            properties = row.find(self._body.name("trPr"))
            if properties is None:
                properties = etree.SubElement(row, self._body.name("trPr"))
            properties.append(self._insertion(None))
        cells = shown.findall(self._body.name("tc"))
        for number, cell in enumerate(cells):
            made = etree.SubElement(row, self._body.name("tc"))
            width = cell.find(self._body.name("tcPr"))
            if width is not None:
                made.append(self._cleaned(width))
            inner = (
                [heading] if number == 0 else list(entries) if number == len(cells) - 1 else [self._paragraph(None, [])]
            )
            made.extend(inner)
        return row

    def _spacing(self, before: WordParagraph | None) -> list[etree._Element]:
        spacer = self._layout.spacer(before)
        return [self._paragraph(spacer, [])] if spacer is not None else []

    def _heading(self, text: str) -> etree._Element:
        shown = self._layout.heading
        if shown is None:
            return self._paragraph(None, [Piece(text, self._bold())])
        return self._paragraph(shown, [Piece(_in_case_of(shown.plain, text), self._look(shown))])

    def _entry(self, addition: Addition) -> list[etree._Element]:
        lines = head_lines(addition, self._layout.head, self._layout.entry, self._body.namespace)
        made = [self._paragraph(shown, pieces) for shown, pieces in lines]
        bullet = self._layout.bullet
        mark = typed_mark(bullet) if bullet is not None else "• "
        stop = "." if bullet is not None and bullet.plain.endswith(".") else ""
        look = self._look(bullet) if bullet is not None else None
        made += [self._paragraph(bullet, [Piece(f"{mark}{each.text}{stop}", look)]) for each in addition.bullets]
        return made

    def _look(self, paragraph: WordParagraph) -> etree._Element | None:
        """Run properties of the run that holds most of the paragraph's text."""
        runs = runs_of(paragraph.element, self._body.namespace)
        longest = max(runs, key=lambda run: len("".join(run_text(run))), default=None)
        return longest.find(self._body.name("rPr")) if longest is not None else None

    def _bold(self) -> etree._Element:
        look = etree.Element(self._body.name("rPr"))
        etree.SubElement(look, self._body.name("b"))
        return look

    def _paragraph(self, shown: WordParagraph | None, pieces: Sequence[Piece]) -> etree._Element:
        made = etree.Element(self._body.name("p"), nsmap=self._body.root.nsmap)  # type: ignore[arg-type]
        properties = shown.element.find(self._body.name("pPr")) if shown is not None else None
        if properties is not None:
            made.append(self._cleaned(properties))
        if self._date:
            self._mark_inserted(made)
        holder = self._insertion(made) if self._date and pieces else made
        for piece in pieces:
            for text in filter(None, _BLANK.split(piece.text)):
                holder.append(self._run(text, piece.look))
        return made

    def _run(self, text: str, look: etree._Element | None) -> etree._Element:
        run = etree.Element(self._body.name("r"))
        properties = self._cleaned(look) if look is not None else etree.Element(self._body.name("rPr"))
        if text.startswith("["):
            self._highlight(properties)
        if len(properties):
            run.append(properties)
        for part in re.split(r"(\t)", text):
            if part == "\t":
                etree.SubElement(run, self._body.name("tab"))
            elif part:
                written = etree.SubElement(run, self._body.name("t"))
                written.text = part
                written.set(_XML_SPACE, "preserve")
        return run

    def _highlight(self, properties: etree._Element) -> None:
        """Yellow behind a blank, so that none is sent by mistake."""
        for old in properties.findall(self._body.name("highlight")):
            properties.remove(old)
        behind = {self._body.name(name) for name in _BEHIND_HIGHLIGHT}
        at = next((i for i, child in enumerate(properties) if child.tag in behind), len(properties))
        mark = etree.Element(self._body.name("highlight"))
        mark.set(self._body.name("val"), "yellow")
        properties.insert(at, mark)

    def _cleaned(self, properties: etree._Element) -> etree._Element:
        copied = copy.deepcopy(properties)
        copied.tail = None
        unwanted = {self._body.name(name) for name in _NOT_COPIED}
        for child in [each for each in copied.iter() if each.tag in unwanted and each is not copied]:
            parent = child.getparent()
            if parent is not None:
                parent.remove(child)
        return copied

    def _mark_inserted(self, paragraph: etree._Element) -> None:
        """Say of the paragraph's end, too, that it was inserted."""
        properties = paragraph.find(self._body.name("pPr"))
        if properties is None:
            properties = etree.SubElement(paragraph, self._body.name("pPr"))
        look = properties.find(self._body.name("rPr"))
        if look is None:
            look = etree.SubElement(properties, self._body.name("rPr"))
        look.insert(0, self._insertion(None))

    def _insertion(self, parent: etree._Element | None) -> etree._Element:
        self._last_id += 1
        made = etree.Element(self._body.name("ins"))
        for name, value in (("id", str(self._last_id)), ("author", AUTHOR), ("date", self._date)):
            made.set(self._body.name(name), value)
        if parent is not None:
            parent.append(made)
        return made

    def _bytes(self, element: etree._Element) -> bytes:
        """The element without the declarations that the document's root makes already."""
        text = etree.tostring(element, encoding="unicode")
        head, mark, rest = text.partition(">")
        for declaration in sorted(self._declared, key=len, reverse=True):
            head = head.replace(declaration, "", 1)
        return (head + mark + rest).encode()


def _in_case_of(shown: str, text: str) -> str:
    """The heading's text in the capitals, and with the colon, that the document's headings have."""
    letters = [word for word in re.findall(r"[^\W\d_]+", shown) if len(word) > 3]
    if shown.isupper():
        text = text.upper()
    elif len(letters) > 1 and all(word[0].isupper() for word in letters):
        text = text.title()
    return f"{text}:" if shown.endswith(":") else text
