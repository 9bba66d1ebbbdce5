"""PDF samples, drawn with reportlab: one column, a coloured sidebar, two columns, dates in a column of their own."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    FrameBreak,
    HRFlowable,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from making.source import Block, Paper, Section

_INK, _FAINT, _PANEL = HexColor("#1d2733"), HexColor("#5b6773"), HexColor("#e6edf2")
_SIDE_HEADINGS = ("Skills", "Languages", "Certificates", "Tickets and licences", "Interests", "Computer", "Tools")


def _style(name: str, size: float, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {"fontName": "Helvetica", "leading": size * 1.32, "textColor": _INK} | more
    return ParagraphStyle(name, fontSize=size, **settings)


_NAME = _style("name", 20, fontName="Helvetica-Bold", spaceAfter=2)
_CONTACT = _style("contact", 9, textColor=_FAINT, spaceAfter=8)
_HEADING = _style("heading", 11.5, fontName="Helvetica-Bold", spaceBefore=9, spaceAfter=3)
_ENTRY = _style("entry", 10, fontName="Helvetica-Bold", spaceBefore=5, spaceAfter=1)
_DATES = _style("dates", 9, textColor=_FAINT)
_TEXT = _style("text", 9.6, spaceAfter=3)
_BULLET = _style("bullet", 9.6, leftIndent=12, bulletIndent=2, spaceAfter=1.5)


def one_column(paper: Paper, path: Path) -> None:
    """Letter paper, everything under each other, dates behind each entry."""
    story = [*_head(paper), *_sections(paper.sections, _flow)]
    _write(path, LETTER, [("page", [_frame(LETTER, 54, 54, LETTER[0] - 108)])], story)


def plain_print(paper: Paper, path: Path) -> None:
    """An advertisement as a browser prints it, on A4."""
    story = [*_head(paper), *_sections(paper.sections, _flow)]
    _write(path, A4, [("page", [_frame(A4, 64, 56, A4[0] - 128)])], story)


def sidebar(paper: Paper, path: Path) -> None:
    """A coloured side column on the left with contact, skills and the like; the rest beside it."""
    side: list[Flowable] = [Paragraph("Contact", _HEADING)]
    side += [Paragraph(escape(part), _TEXT) for part in paper.contact.split(" | ")]
    side += _sections(paper.pick(*_SIDE_HEADINGS), _flow)
    main = [Paragraph(escape(paper.title), _NAME), *_sections(paper.without(*_SIDE_HEADINGS), _flow)]
    first = [_frame(A4, 30, 40, 150), _frame(A4, 208, 40, A4[0] - 248)]
    later = [_frame(A4, 208, 40, A4[0] - 248)]
    story = [NextPageTemplate("later"), *side, FrameBreak(), *main]
    _write(path, A4, [("first", first), ("later", later)], story, panel=(0, 0, 190, A4[1]))


def two_columns(paper: Paper, path: Path) -> None:
    """Two columns of equal width that the text flows through, under a head over both."""
    width = (A4[0] - 2 * 42 - 22) / 2
    head = Frame(42, A4[1] - 110, A4[0] - 84, 76, 0, 0, 0, 0)
    first = [Frame(42 + i * (width + 22), 250, width, A4[1] - 368, 0, 0, 0, 0) for i in range(2)]
    later = [Frame(42 + i * (width + 22), 44, width, A4[1] - 88, 0, 0, 0, 0) for i in range(2)]
    story = [NextPageTemplate("later"), *_head(paper), FrameBreak(), *_sections(paper.sections, _flow)]
    _write(path, A4, [("first", [head, *first]), ("later", later)], story)


def dates_left(paper: Paper, path: Path) -> None:
    """Entries with their dates in a narrow column on the left, as many templates do."""
    story = [*_head(paper), *_sections(paper.sections, _flow_with_dates_left)]
    _write(path, LETTER, [("page", [_frame(LETTER, 54, 50, LETTER[0] - 108)])], story)


def _head(paper: Paper) -> list[Flowable]:
    lines = [Paragraph(escape(line), _CONTACT) for line in paper.contact.splitlines()]
    return [Paragraph(escape(paper.title), _NAME), *lines]


def _sections(sections: list[Section], flow: Callable[[list[Block]], list[Flowable]]) -> list[Flowable]:
    story: list[Flowable] = []
    for section in sections:
        if section.heading:
            rule = HRFlowable(width="100%", thickness=0.5, color=_FAINT, spaceBefore=0, spaceAfter=3)
            story += [CondPageBreak(48), Paragraph(escape(section.heading), _HEADING), rule]
        story += flow(section.blocks)
    return story


def _flow(blocks: list[Block]) -> list[Flowable]:
    story: list[Flowable] = []
    rows: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            rows.append(block)
            continue
        story += [*_table(rows), *_paragraphs(block)]
        rows = []
    return story + _table(rows)


def _paragraphs(block: Block) -> list[Flowable]:
    if block.kind == "bullet":
        return [Paragraph(escape(block.text), _BULLET, bulletText="•")]
    if block.kind == "entry":
        dates = (
            f' <font name="Helvetica" size="9" color="#5b6773">| {escape(block.dates)}</font>' if block.dates else ""
        )
        return [CondPageBreak(40), Paragraph(escape(block.text) + dates, _ENTRY)]
    return [Paragraph(escape(block.text), _TEXT)]


def _table(rows: list[Block]) -> list[Flowable]:
    if not rows:
        return []
    cells = [[Paragraph(escape(cell), _TEXT) for cell in row.cells] for row in rows]
    return [
        Table(cells, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("GRID", (0, 0), (-1, -1), 0.4, _FAINT)]),
        Spacer(1, 4),
    ]


def _flow_with_dates_left(blocks: list[Block]) -> list[Flowable]:
    story: list[Flowable] = []
    for at, block in enumerate(blocks):
        if block.kind != "entry":
            if not any(b.kind == "entry" for b in blocks[:at]):
                story += _flow([block])
            continue
        following = blocks[at + 1 :]
        end = next((i for i, b in enumerate(following) if b.kind == "entry"), len(following))
        beside = [Paragraph(escape(block.text), _ENTRY), *_flow(following[:end])]
        edges = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
        story.append(Table([[Paragraph(escape(block.dates), _DATES), beside]], colWidths=[92, None], style=edges))
    return story


def _frame(size: tuple[float, float], x: float, margin: float, width: float) -> Frame:
    return Frame(x, margin, width, size[1] - 2 * margin, 0, 0, 0, 0)


def _write(
    path: Path,
    size: tuple[float, float],
    pages: list[tuple[str, list[Frame]]],
    story: list[Flowable],
    panel: tuple[float, float, float, float] | None = None,
) -> None:
    """Build without a clock: `invariant` gives fixed dates and ids."""

    def draw_panel(canvas: object, _: object) -> None:
        if panel:
            canvas.setFillColor(_PANEL)  # type: ignore[attr-defined]
            canvas.rect(*panel, stroke=0, fill=1)  # type: ignore[attr-defined]

    templates = [PageTemplate(id=name, frames=frames, onPage=draw_panel) for name, frames in pages]
    document = BaseDocTemplate(str(path), pagesize=size, pageTemplates=templates, invariant=1, pageCompression=1)
    document.build(story)
