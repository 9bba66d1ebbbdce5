"""A paragraph's runs as lines of text, with what is deleted, hidden or mere instruction left out.

Tracked changes are read as accepted, field codes as their results, a text box (which is stored twice for old readers)
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from parsers.readers.word.package import Relationship, attribute, child, descendants, local
from parsers.readers.word.styles import ParagraphLook, RunLook, Styles

#: Stands for a page number until the line around it is known.
PAGE_NUMBER = "\ue0ff"

_SKIPPED = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "object", "lastRenderedPageBreak"}
    | {"del", "moveFrom", "delText", "instrText", "delInstrText"}
    | {"annotationRef", "commentReference", "footnoteRef", "endnoteRef", "separator", "continuationSeparator"}
)
_SIMPLE = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look; "\\n" is a line break and "\\t" a tab."""

    text: str
    look: RunLook


@dataclass(frozen=True, slots=True)
class TextBox:
    """The content of a text box anchored in a paragraph; `background` is RRGGBB, None where it cannot be known."""

    content: etree._Element
    background: str | None


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    in_result: bool = False

    @property
    def is_page_number(self) -> bool:
        return self.code.split()[:1] in [[name] for name in _PAGE_FIELDS]


@dataclass(slots=True)
class Findings:
    """What was met on the way through all parts of the document."""

    hidden: bool = False
    has_diagram: bool = False  #: SmartArt or a chart, whose text lies in a part of its own
    notes: list[tuple[str, str]] = field(default_factory=list)  #: ("footnote" or "endnote", id) in order of reference
    links: list[str] = field(default_factory=list)  #: addresses outside, in order


class RunReader:
    """Reads the paragraphs of one part (fields may run over several paragraphs, hence the state)."""

    def __init__(self, styles: Styles, relations: Mapping[str, Relationship], findings: Findings) -> None:
        self._styles = styles
        self._relations = relations
        self._findings = findings
        self._fields: list[_Field] = []

    def read(
        self, paragraph: etree._Element, look: ParagraphLook, background: str | None
    ) -> tuple[list[Piece], list[TextBox]]:
        """The visible pieces of a paragraph, and the text boxes anchored in it."""
        behind = look.shading or background
        pieces: list[Piece] = []
        boxes: list[TextBox] = []
        for found in self._walk(paragraph, look, behind):
            if isinstance(found, TextBox):
                boxes.append(found)
            elif found.look.hidden and found.text.strip():
                self._findings.hidden = True
            elif not found.look.hidden:
                pieces.append(found)
        return pieces, boxes

    def _walk(
        self, elements: Iterable[etree._Element], look: ParagraphLook, behind: str | None
    ) -> Iterator[Piece | TextBox]:
        for each in elements:
            name = local(each)
            if name == "r":
                yield from self._run(each, look, behind)
            elif name == "hyperlink":
                yield from self._hyperlink(each, look, behind)
            elif name == "fldSimple" and (attribute(each, "instr") or "").split()[:1] in [[n] for n in _PAGE_FIELDS]:
                yield Piece(PAGE_NUMBER, self._styles.run(None, look, behind))
            elif name == "sdt" and is_placeholder(each):
                continue
            elif name in ("relIds", "chart"):
                self._findings.has_diagram = True
            elif name == "txbxContent":
                yield TextBox(each, _fill_of_box(each))
            elif name == "AlternateContent":
                yield from self._walk(chosen(each), look, behind)
            elif name == "t":
                yield from self._text(each.text or "", self._styles.run(None, look, behind))
            elif name and name not in _SKIPPED:
                yield from self._walk(each, look, behind)

    def _run(self, run: etree._Element, look: ParagraphLook, behind: str | None) -> Iterator[Piece | TextBox]:
        run_look = self._styles.run(child(run, "rPr"), look, behind)
        for each in run:
            name = local(each)
            if name == "t":
                yield from self._text(" ".join(re.split(r"[\t\r\n]", each.text or "")), run_look)
            elif name in _SIMPLE:
                yield from self._text(_SIMPLE[name], run_look)
            elif name == "sym":
                font = replace(run_look, font=attribute(each, "font") or "")
                yield from self._text(_symbol(attribute(each, "char") or ""), font)
            elif name == "fldChar":
                yield from self._field(attribute(each, "fldCharType") or "", run_look)
            elif name == "instrText" and self._fields:
                self._fields[-1].code += each.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                self._findings.notes.append((name.removesuffix("Reference"), attribute(each, "id") or ""))
            elif name and name not in _SKIPPED:
                yield from self._walk([each], look, behind)

    def _text(self, text: str, look: RunLook) -> Iterator[Piece]:
        if any(field.is_page_number or not field.in_result for field in self._fields):
            return
        yield Piece(in_symbol_font(text, look.font), look)

    def _field(self, kind: str, look: RunLook) -> Iterator[Piece]:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields and self._fields.pop().is_page_number:
            yield Piece(PAGE_NUMBER, look)

    def _hyperlink(self, link: etree._Element, look: ParagraphLook, behind: str | None) -> Iterator[Piece | TextBox]:
        """The link's text; an e-mail address or telephone number that it hides follows in brackets."""
        found = list(self._walk(link, look, behind))
        yield from found
        relation = self._relations.get(attribute(link, "id") or "")
        if relation is None or not relation.external:
            return
        self._findings.links.append(relation.target)
        scheme, _, address = relation.target.partition(":")
        address = address.partition("?")[0]
        pieces = [piece for piece in found if isinstance(piece, Piece)]
        shown = "".join(piece.text for piece in pieces)
        if scheme.casefold() == "mailto" and pieces and "@" in address and "@" not in shown:
            yield Piece(f" ({address})", pieces[-1].look)


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows its "click here to enter text"."""
    return child(control, "sdtPr", "showingPlcHdr") is not None


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one branch of `mc:AlternateContent` to read: the first with text in it, else the first."""
    branches = [each for each in alternatives if local(each) in ("Choice", "Fallback")]
    with_text = (branch for branch in branches if any(text.text for text in descendants(branch, "t")))
    return next(with_text, branches[0] if branches else alternatives)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def in_symbol_font(text: str, font: str) -> str:
    """One or two characters of a symbol font moved to 0xF000 + code, where `parsers.cleaning` knows bullets from icons.

    Longer text, and text in other fonts, is returned as it is.
    """
    if not font.casefold().startswith(_SYMBOL_FONTS) or len(text.strip()) > 2:
        return text
    return "".join(chr(0xF000 + ord(each)) if "!" <= each <= "\xff" else each for each in text)


def _fill_of_box(content: etree._Element) -> str | None:
    """RRGGBB of the shape around a text box; None where it has no plain colour of its own."""
    for shape in content.iterancestors():
        name = local(shape)
        if name == "wsp":
            colour = child(shape, "spPr", "solidFill", "srgbClr")
            return attribute(colour, "val") if colour is not None else None
        if name in ("shape", "rect", "roundrect", "oval"):
            fill = shape.get("fillcolor", "").lstrip("#")
            return fill if len(fill) == 6 else None
    return None
