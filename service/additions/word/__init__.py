"""The candidate's own DOCX with a section added in its own styles, and everything else byte for byte as it was.

New paragraphs are spliced into the bytes of the main part; nothing is parsed and written again. They take paragraph and
run properties from a heading, an entry line and a bullet that the document already has. With a moment given they are
tracked insertions, which Word shows and lets the candidate accept one by one.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby

from parsers.limits import DEFAULT_LIMITS
from parsers.opening import read_bytes
from parsers.readers.word.package import WordPackage
from parsers.resume import parse_resume
from parsers.resume.model import SectionName
from service.additions.model import Addition
from service.additions.word.building import Builder
from service.additions.word.paragraphs import WordBody
from service.additions.word.place import Layout
from service.additions.word.splicing import part_of, with_part

_SECTIONS: dict[str, SectionName] = {"Volunteer experience": "volunteer", "Projects": "projects"}


def write_docx_addition(
    original: bytes, additions: Sequence[Addition], tracked_at: datetime.datetime | None = None
) -> bytes:
    """The DOCX `original` with the additions in it; as tracked insertions of that moment if one is given.

    An existing section of the kind is continued; otherwise a new one stands after the work history. Raises a
    DocumentError where `original` is no DOCX that can be read.
    """
    package = WordPackage(original, DEFAULT_LIMITS)
    raw = part_of(original, package.main_name)
    body = WordBody(raw)
    layout = Layout(body, parse_resume(read_bytes(original)))
    builder = Builder(body, layout, tracked_at)
    splices: list[tuple[int, bytes]] = []
    for heading, group in groupby(sorted(additions, key=lambda one: one.section), key=lambda one: one.section):
        place = layout.place_for(_SECTIONS.get(heading))
        splices.append((place.offset, builder.section(heading, list(group), place)))
    return with_part(original, package.main_name, body.spliced(splices))
