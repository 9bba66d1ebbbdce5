"""DOCX samples, made with python-docx: real styles, a layout table, a text box and page header, nothing but typing."""

from __future__ import annotations

import datetime
import io
import zipfile
from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from docx.table import _Cell

from making.source import Block, Paper, Section

_CLOCK = datetime.datetime(2026, 11, 2, 9, 0, 0)
_SIDE_HEADINGS = ("Skills", "Languages", "Certificates", "Tickets and licences", "Interests", "Computer", "Tools")

_TEXT_BOX = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
     xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
     xmlns:v="urn:schemas-microsoft-com:vml">
  <mc:AlternateContent>
    <mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="5760000" cy="1080000"/><wp:docPr id="1" name="Profile"/>
      <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
        <wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5760000" cy="1080000"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
        <wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx><wps:bodyPr/>
      </wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
    <mc:Fallback><w:pict><v:shape style="width:453pt;height:85pt">
      <v:textbox><w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
  </mc:AlternateContent>
</w:r>
"""


def plain(paper: Paper, path: Path) -> None:
    """Title, heading and list styles, as a careful writer uses Word."""
    word = Document()
    word.add_heading(paper.title, 0)
    for line in paper.contact.splitlines():
        word.add_paragraph(line)
    _styled(word, paper.sections)
    _save(word, path)


def table(paper: Paper, path: Path) -> None:
    """A borderless table lays the page out: contact, skills and the like on the left, the rest on the right."""
    word = Document()
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Cm(5), Cm(12)
    _first_paragraph(left, "Contact", bold=True)
    for part in paper.contact.split(" | "):
        left.add_paragraph(part)
    _typed(left, paper.pick(*_SIDE_HEADINGS), bullet="- ")
    _first_paragraph(right, paper.title, bold=True)
    _typed(right, paper.without(*_SIDE_HEADINGS), bullet="• ")
    _save(word, path)


def header_and_text_box(paper: Paper, path: Path) -> None:
    """Name and contact in the page header, the first section in a text box, the rest with styles."""
    word = Document()
    header = word.sections[0].header
    header.paragraphs[0].add_run(paper.title).bold = True
    header.add_paragraph(paper.contact)
    first, *others = paper.sections
    lines = [first.heading, *(block.text for block in first.blocks)]
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines if line)
    word.add_paragraph()._p.append(parse_xml(_TEXT_BOX.format(paragraphs=paragraphs)))
    _styled(word, others)
    _save(word, path)


def typed(paper: Paper, path: Path) -> None:
    """No styles at all: capitals for headings, tabs before dates, bullets typed by hand."""
    word = Document()
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Calibri", Pt(10.5)
    word.add_paragraph().add_run(paper.title).bold = True
    word.add_paragraph(paper.contact)
    _typed(word, paper.sections, bullet="·\t")
    _save(word, path)


def _styled(word: WordDocument, sections: list[Section]) -> None:
    for section in sections:
        if section.heading:
            word.add_heading(section.heading, 1)
        for at, block in enumerate(section.blocks):
            if block.kind == "row":
                if at == 0 or section.blocks[at - 1].kind != "row":
                    _grid(word, section.blocks[at:])
            elif block.kind == "entry":
                word.add_heading(block.text + (f" | {block.dates}" if block.dates else ""), 2)
            else:
                word.add_paragraph(block.text, style="List Bullet" if block.kind == "bullet" else None)


def _grid(word: WordDocument, blocks: list[Block]) -> None:
    """A ruled table of the rows that `blocks` begins with."""
    end = next((i for i, block in enumerate(blocks) if block.kind != "row"), len(blocks))
    grid = word.add_table(rows=0, cols=len(blocks[0].cells), style="Table Grid")
    for block in blocks[:end]:
        for cell, text in zip(grid.add_row().cells, block.cells, strict=True):
            cell.text = text


def _typed(place: WordDocument | _Cell, sections: list[Section], bullet: str) -> None:
    for section in sections:
        if section.heading:
            place.add_paragraph().add_run(section.heading.upper()).bold = True
        for block in section.blocks:
            if block.kind == "entry":
                run = place.add_paragraph().add_run(block.text)
                run.bold = True
                if block.dates:
                    place.paragraphs[-1].add_run("\t" + block.dates)
            else:
                place.add_paragraph((bullet if block.kind == "bullet" else "") + ("\t".join(block.cells) or block.text))


def _first_paragraph(cell: _Cell, text: str, *, bold: bool) -> None:
    cell.paragraphs[0].add_run(text).bold = bold


def _save(word: WordDocument, path: Path) -> None:
    """Save without a clock: fixed dates in the properties and in the archive."""
    properties = word.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = _CLOCK
    made = io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _CLOCK.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(entry, source.read(name))
