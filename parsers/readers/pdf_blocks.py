"""Lines in reading order to blocks: headings, paragraphs, list items and rows.

A line goes on with the block before it where a typesetter would have broken the text: its first word would not have
fitted at the end of the line above. Wording and indents decide what that leaves open. A block may go on in the next
column or on the next page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.cleaning import clean, strip_bullet
from parsers.dates import find_periods
from parsers.document import BlockKind, BlockRegion, RawLine
from parsers.readers.pdf_characters import UNREADABLE
from parsers.readers.pdf_words import CELL_SEPARATOR, PrintedLine
from parsers.readers.reading_order import Region

#: Baselines further apart than this, in font sizes, part paragraphs; and times the usual distance of the region.
_MOST_LEADING, _MOST_LEADING_TIMES = 1.9, 1.22
#: Indents that differ by less, in points, are the same.
_INDENT = 2.5
#: Sizes that differ by less, as a share, are the same.
_SAME_SIZE = 0.07
#: A heading has at most so many words and characters; its type is so much larger than the body's.
_HEADING_WORDS, _HEADING_LENGTH, _HEADING_TIMES = 9, 70, 1.12
#: Lines of which a document consists at least before it can be said to be set in capitals.
_FEWEST_LINES = 8
#: Capitals of so few letters are an abbreviation ("EDV"), not a heading in capitals.
_LONGEST_ABBREVIATION = 4
#: Lines of fewer words (on average in a region) make a list rather than running text.
_LIST_WORDS = 4.5
#: A line of so many cells is a row of a table.
_TABLE_CELLS = 3

_ENDS_OPEN = re.compile(
    r"(?:[,;:&/(–—-]|\b(?:and|or|of|the|a|an|in|to|for|with|at|by|on|from|as|und|oder|der|die|das|mit|für|von|in|"
    r"y|o|de|la|el|los|las|con|en|para|et|ou|du|des|le|les|pour|avec|à))$",
    re.IGNORECASE,
)
#: The number of a list item.
_NUMBER = re.compile(r"\(?\d{1,2}[.)] (?=[^\W\d_])")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"”’')\]]?$")
_CONTACT = re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|io|dev|me)/|\d{3}[\d\s().-]{4,}")
_DASHES = "-‐‑‒–—―−*+>·"


@dataclass(slots=True)
class Draft:
    """A block on its way into the document."""

    kind: BlockKind
    lines: list[RawLine]
    pages: list[int]  #: of each line, from 1
    last: PrintedLine
    right: float  #: where its column ends
    indent: float  #: where its text begins
    region: int  #: number of the region that it ends in
    place: BlockRegion = "body"
    marker: str = ""
    hangs: bool = False  #: its marker stands to the left of all its lines
    level: int = 0


@dataclass(slots=True)
class _Flow:
    """What is needed to know about a region while its lines are read."""

    number: int
    page: int
    place: BlockRegion
    right: float
    leading: float  #: usual distance of baselines, in points; 0 where there is none
    leading_size: float  #: size of the type that is set at this distance
    is_list: bool
    spacing_tells: bool  #: paragraphs are set apart by space, so lines without it between them belong together
    numbered: bool
    dash_starts: Counter[str] = field(default_factory=Counter)


def blocks_of(pages: Iterable[tuple[int, Sequence[Region]]]) -> list[Draft]:
    """All blocks of a document whose pages (number, regions) are given in order."""
    pages = list(pages)
    body = _body_size(region for _, regions in pages for region in regions)
    is_shouted = _is_shouted(line for _, regions in pages for region in regions for line in region.lines)
    drafts: list[Draft] = []
    number = 0
    for page, regions in pages:
        for region in regions:
            number += 1
            _read_region(region, _flow(region, number, page), drafts)
    for draft in drafts:
        if draft.kind == "paragraph" and _is_heading(draft, body, is_shouted):
            draft.kind = "heading"
    _set_levels(drafts)
    _clear_lone_rows(drafts)
    return drafts


def _read_region(region: Region, flow: _Flow, drafts: list[Draft]) -> None:
    label = list(region.label)
    lonely_marker = ""
    for line in region.lines:
        text, marker = _without_marker(line.text)
        number = _NUMBER.match(line.text) if flow.numbered else None
        if number is not None and not marker:
            text, marker = line.text[number.end() :], number[0].strip()
        if marker and not text:
            lonely_marker = marker
            continue
        if label and not _is_heading_beside(label, line):
            drafts.append(_with_label(label, line, flow))
            label = []
            continue
        for part in label:
            _place(part, part.text, "", flow, drafts)
        label = []
        _place(line, text, marker or lonely_marker, flow, drafts)
        lonely_marker = ""


def _place(line: PrintedLine, text: str, marker: str, flow: _Flow, drafts: list[Draft]) -> None:
    """Put a line into the block before it or into a new one."""
    before = drafts[-1] if drafts else None
    if marker and not _is_dash_in_text(marker, before, line, flow):
        drafts.append(_draft("bullet", line, flow, marker, len(line.text) - len(text)))
    elif before is not None and _goes_on(before, line, flow):
        _append(before, line, flow)
    else:
        drafts.append(_draft("row" if line.spaced else "paragraph", line, flow))


def _is_heading_beside(label: list[PrintedLine], line: PrintedLine) -> bool:
    """Whether a label is the heading of a section rather than the date or the name of what stands beside it."""
    text = " ".join(part.text for part in label)
    if any(character.isdigit() for character in text) or text.endswith(":"):
        return False
    capitals = text.isupper() and sum(map(str.isalpha, text)) > _LONGEST_ABBREVIATION
    return capitals or (label[0].size > 1.1 * line.size and label[0].all_bold)


def _draft(kind: BlockKind, line: PrintedLine, flow: _Flow, marker: str = "", first: int = 0) -> Draft:
    raw = line.raw(first)
    indent = line.char_x[first] if first < len(line.char_x) else line.x0
    hangs = bool(marker) and indent > line.x0 + 1
    place = _place_of(line, flow, cells=len(line.gaps) + 1)
    return Draft(kind, [raw], [flow.page], line, flow.right, indent, flow.number, place, marker, hangs)


def _append(draft: Draft, line: PrintedLine, flow: _Flow) -> None:
    if draft.kind == "row" and len(draft.lines) == 1 and draft.last.gaps and not _continues_date(draft, line, flow):
        _wrap_first_cell(draft, line, flow)
    else:
        draft.lines.append(line.raw())
        draft.pages.append(flow.page)
    draft.last, draft.right, draft.region = line, flow.right, flow.number


def _with_label(label: list[PrintedLine], line: PrintedLine, flow: _Flow) -> Draft:
    """A label or date, then the first line beside it, as one row."""
    raws = [part.raw() for part in label]
    for index, (part, following) in enumerate(zip(label, [*label[1:], None], strict=True)):
        if following is None or _ends_a_date(part.text, following.text):
            raws[index] = _closed_cell(raws[index])
    text, marker = _without_marker(line.text)
    first = len(line.text) - len(text) if marker else 0
    pages = [flow.page] * (len(raws) + 1)
    place = _place_of(line, flow, cells=len(line.gaps) + 2)
    return Draft("row", [*raws, line.raw(first)], pages, line, flow.right, line.x0, flow.number, place, marker)


def _ends_a_date(text: str, following: str) -> bool:
    """Whether a label says a whole date, and its next line something else ("2015 – 2020", "Copenhagen")."""
    found = find_periods(text)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return whole and not any(character.isdigit() for character in following) and following[:1].isupper()


def _closed_cell(line: RawLine) -> RawLine:
    """The line with the separator of cells behind it."""
    edges = (*line.char_x, *line.char_x[-1:] * 2) if line.char_x else None
    return RawLine(line.text + CELL_SEPARATOR.rstrip(), line.box, line.style, edges)


def _place_of(line: PrintedLine, flow: _Flow, cells: int) -> BlockRegion:
    """A table where its cells are ruled or three and more; a date beside a title makes none."""
    is_row = bool(line.words[0].cells) or cells >= _TABLE_CELLS
    return "table" if is_row and flow.place == "body" else flow.place


def _wrap_first_cell(draft: Draft, line: PrintedLine, flow: _Flow) -> None:
    """A title that wraps beneath itself while its date stands at the right margin: title, rest of it, date."""
    first = draft.last
    cut = first.gaps[-1]
    draft.lines = [first.raw(0, cut), _closed_cell(line.raw()), first.raw(cut + len(CELL_SEPARATOR))]
    draft.pages = [flow.page] * 3


def _without_marker(text: str) -> tuple[str, str]:
    """The text without its bullet, and the bullet; a glyph that no one can read before a text is one too."""
    if text.startswith(UNREADABLE) and text[1:2] in ("", " "):
        return text[1:].lstrip(), UNREADABLE
    rest, found = strip_bullet(text)
    return (rest, text.lstrip()[:1]) if found else (text, "")


def _is_dash_in_text(marker: str, before: Draft | None, line: PrintedLine, flow: _Flow) -> bool:
    """Whether a dash at the start of a line only happens to stand there because the text was broken before it."""
    if marker not in _DASHES or before is None or before.marker == marker or flow.dash_starts[marker] > 1:
        return False
    return _follows_closely(before, line, flow) and _is_full(before, line)


def _goes_on(draft: Draft, line: PrintedLine, flow: _Flow) -> bool:
    """Whether a line without a marker belongs to the block before it."""
    if draft.kind == "row" and _continues_date(draft, line, flow):
        return True
    if draft.kind == "heading" or not _same_type(draft.last, line):
        return False
    if draft.kind == "row":
        return draft.region == flow.number and _continues_row(draft, line, flow)
    if not _follows_closely(draft, line, flow):
        return not line.spaced and _continues_elsewhere(draft, line, flow)
    if line.spaced and (line.gaps or not _ENDS_OPEN.search(draft.last.text)):
        return draft.hangs and abs(line.x0 - draft.indent) < _INDENT and _is_full(draft, line)
    if draft.hangs and line.x0 >= draft.indent - _INDENT:
        return line.x0 <= draft.indent + 4 * _INDENT or _is_full(draft, line)
    if not _is_full(draft, line):
        return not flow.is_list and _runs_on(draft, line)
    if _CONTACT.search(line.words[0].text) and not _ENDS_OPEN.search(draft.last.text):
        return len(line.words) > 3 and not flow.is_list
    if line.text[:1].islower() or _ENDS_OPEN.search(draft.last.text):
        return True
    if draft.kind == "bullet":
        return not _ENDS_SENTENCE.search(draft.last.text) and not flow.is_list and line.bold == draft.last.bold
    return not flow.is_list or (flow.spacing_tells and line.baseline - draft.last.baseline < 1.1 * flow.leading)


def _runs_on(draft: Draft, line: PrintedLine) -> bool:
    """Whether a sentence plainly goes on, though the line before had some room left."""
    if _ENDS_SENTENCE.search(draft.last.text):
        return False
    nearly_full = draft.right - draft.last.x1 < 0.3 * (draft.right - draft.indent)
    if line.text[:1].islower():
        return nearly_full or bool(_ENDS_OPEN.search(draft.last.text))
    return nearly_full and bool(_ENDS_OPEN.search(draft.last.text)) and len(draft.last.words) > 5


def _follows_closely(draft: Draft, line: PrintedLine, flow: _Flow) -> bool:
    """Directly beneath the block's last line, on the same page."""
    if draft.pages[-1] != flow.page:
        return False
    distance = line.baseline - draft.last.baseline
    overlap = min(line.x1, draft.last.x1) - max(line.x0, draft.last.x0)
    usual = distance
    if flow.leading and draft.region == flow.number:
        # Larger type is set wider.
        usual = flow.leading * max(line.size / flow.leading_size, 1.0)
    return 0 < distance <= min(_MOST_LEADING * line.size, _MOST_LEADING_TIMES * usual) and overlap > 0


def _continues_date(draft: Draft, line: PrintedLine, flow: _Flow) -> bool:
    """The rest of a date that is broken at the right margin: "Mar 2020 –" and "present" beneath it."""
    if len(draft.lines) > 1 or not re.search(r"\d\s*[-–—]$", draft.last.text) or len(line.words) > 3:
        return False
    start = draft.last.char_x[draft.last.text.rindex(CELL_SEPARATOR) + len(CELL_SEPARATOR)]
    in_place = line.x0 >= start - _INDENT or abs(line.x0 - draft.last.x0) < _INDENT
    return in_place and bool(find_periods(f"2000 – {line.text}")[0].end > 6) and _follows_closely(draft, line, flow)


def _continues_row(draft: Draft, line: PrintedLine, flow: _Flow) -> bool:
    """A wrapped title under a row with a date, or text that goes on after a label and its first line."""
    if line.spaced or not _follows_closely(draft, line, flow):
        return False
    if len(draft.lines) > 1:
        return not draft.last.spaced and abs(line.x0 - draft.last.x0) < _INDENT and _is_full(draft, line)
    if draft.last.words[0].cells or abs(line.x0 - draft.last.x0) > _INDENT:
        return False
    if not draft.last.gaps:
        goes_on = line.text[:1].islower() or bool(_ENDS_OPEN.search(draft.last.text))
        return goes_on and _is_full(draft, line)
    cut = draft.last.gaps[-1]
    end, start = draft.last.char_x[cut], draft.last.char_x[cut + len(CELL_SEPARATOR)]
    room = start - end - line.size
    short = line.x1 < start and len(line.words) <= 4
    return short and room < line.words[0].x1 - line.words[0].x0 and draft.last.bold == line.bold


def _continues_elsewhere(draft: Draft, line: PrintedLine, flow: _Flow) -> bool:
    """Whether a block goes on at the top of the next column or page."""
    if draft.region == flow.number or draft.kind == "row" or not _is_full(draft, line):
        return False
    if _CONTACT.search(line.words[0].text):
        return False
    if line.text[:1].islower():
        return not _ENDS_SENTENCE.search(draft.last.text)
    return bool(_ENDS_OPEN.search(draft.last.text)) and not draft.last.text.endswith(":") and draft.kind == "bullet"


def _is_full(draft: Draft, line: PrintedLine) -> bool:
    """Whether the line's first word would not have fitted at the end of the block's last line."""
    if draft.last.text.endswith(("\u00ad", "-", "‐")):
        return True
    word = re.split(r"(?<=[-–/])", line.words[0].text)[0]
    share = len(word) / max(len(line.words[0].text), 1)
    width = (line.words[0].x1 - line.words[0].x0) * share
    room = draft.right - draft.last.x1
    return width + 0.2 * line.size > room or room < 0.02 * draft.right


def _same_type(one: PrintedLine, other: PrintedLine) -> bool:
    if abs(one.size - other.size) > _SAME_SIZE * max(one.size, other.size):
        return False
    if one.text.isupper() != other.text.isupper() and min(len(one.text), len(other.text)) > 3:
        return False
    last, first = one.words[-1].letters[-1], other.words[0].letters[0]
    return last.face.bold == first.face.bold or (other.text[:1].islower() and not one.all_bold)


def _is_shouted(lines: Iterable[PrintedLine]) -> bool:
    """Whether most of a document is in capitals, which then make no headings."""
    lengths = [len(line.text) if line.text.isupper() else -len(line.text) for line in lines]
    return len(lengths) >= _FEWEST_LINES and sum(lengths) > 0


def _is_heading(draft: Draft, body: float, is_shouted: bool) -> bool:
    text = " ".join(line.text for line in draft.lines)
    words = text.split()
    if len(words) > _HEADING_WORDS or len(text) > _HEADING_LENGTH or len(draft.lines) > 2 or _CONTACT.search(text):
        return False
    if not any(character.isalpha() for character in text) or re.search(r"[.,;]$", text):
        return False
    line = draft.last
    if line.all_bold or line.size >= _HEADING_TIMES * body:
        return True
    if is_shouted or not text.isupper():
        return False
    return sum(character.isalpha() for character in text) >= 4 and line.size >= 0.9 * body


def _clear_lone_rows(drafts: Sequence[Draft]) -> None:
    """A single row (contact details side by side) makes no table."""
    places: list[BlockRegion] = ["body", *(draft.place for draft in drafts), "body"]
    for index, draft in enumerate(drafts):
        if draft.place == "table" and "table" not in (places[index], places[index + 2]):
            draft.place = "body"


def _set_levels(drafts: Sequence[Draft]) -> None:
    """Headings of the same look have the same level, larger ones first; items indented further than others have 1."""
    looks = {_look(draft) for draft in drafts if draft.kind == "heading"}
    ranks = {look: rank for rank, look in enumerate(sorted(looks, reverse=True), 1)}
    leftmost: dict[int, float] = {}
    for draft in drafts:
        if draft.kind == "bullet":
            leftmost[draft.region] = min(draft.indent, leftmost.get(draft.region, draft.indent))
    for draft in drafts:
        if draft.kind == "heading":
            draft.level = min(ranks[_look(draft)], 6)
        elif draft.kind == "bullet":
            draft.level = int(6 < draft.indent - leftmost[draft.region] < 60)


def _look(draft: Draft) -> tuple[float, bool, bool]:
    line = draft.lines[0]
    return round(line.style.size or 0.0), line.text.isupper(), line.style.bold


def _flow(region: Region, number: int, page: int) -> _Flow:
    lines = region.lines
    gaps = [
        (round(after.baseline - before.baseline, 1), after)
        for before, after in pairwise(lines)
        if abs(after.size - before.size) < _SAME_SIZE * after.size
        and 0.9 * after.size < after.baseline - before.baseline < _MOST_LEADING * after.size
    ]
    distances = Counter(distance for distance, _ in gaps)
    wrapped = {distance for distance, line in gaps if line.text[:1].islower()}
    leading = min((distance for distance, count in distances.items() if count > 1 or distance in wrapped), default=0.0)
    tight = sum(distance <= 1.15 * leading for distance, line in gaps if not _without_marker(line.text)[1])
    apart = sum(
        1.15 * leading < after.baseline - before.baseline < 4 * after.size and not _without_marker(after.text)[1]
        for before, after in pairwise(lines)
        if abs(after.size - before.size) < _SAME_SIZE * after.size
    )
    words = [len(line.words) for line in lines if not line.spaced]
    starts = Counter(line.text[:1] for line in lines if line.text[:1] in _DASHES)
    return _Flow(
        number,
        page,
        region.place,
        right=max(region.right, max(line.x1 for line in lines)),
        leading=leading,
        leading_size=min((line.size for distance, line in gaps if distance == leading), default=1.0),
        is_list=bool(words) and sum(words) / len(words) < _LIST_WORDS,
        spacing_tells=leading > 0 and apart >= 2 and tight >= 2,
        numbered=sum(bool(_NUMBER.match(line.text)) for line in lines) > 1,
        dash_starts=starts,
    )


def _body_size(regions: Iterable[Region]) -> float:
    sizes: Counter[float] = Counter()
    for region in regions:
        for line in region.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=10.0)


def readable_line(line: RawLine) -> RawLine:
    """The line without glyphs that no one can read, and with the spaces around them folded."""
    if UNREADABLE not in line.text:
        return line
    return RawLine(clean(line.text.replace(UNREADABLE, "")), line.box, line.style)
