"""What other programs would lose of a résumé that is read whole here.

Applicant tracking systems read pages straight across, skip page headers and text boxes, and see no words in pictures.
A candidate cannot know that, so each place that holds text at risk gives one `Notice` in plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from parsers.document import Block, BlockRegion, Document, Notice

#: Fewer words in a place than this are a page number or an ornament.
_FEWEST_WORDS = 2

#: What becomes of text elsewhere and what to do about it, by where it stands, in the order in which they are told.
_FATES: dict[BlockRegion, tuple[str, str]] = {
    "header": (
        "Text in the page header{where} is read here, but many systems skip page headers.",
        "Put your name and contact details into the page itself.",
    ),
    "footer": (
        "Text in the page footer{where} is read here, but many systems skip page footers.",
        "Put anything that matters into the page itself.",
    ),
    "text_box": (
        "Text in text boxes{where} is read here, but many systems do not see text boxes.",
        "Move it into ordinary paragraphs.",
    ),
    "sidebar": (
        "Your sidebar{where} is read here, but many systems will not read it, or will mix its lines with the text "
        "beside it.",
        "Move what matters into the main column.",
    ),
    "column": (
        "Text set in several columns{where} is read here column by column, but many systems read straight across them "
        "and mix their lines.",
        "A single column is safest.",
    ),
    "table": (
        "Text in tables{where} is read here, but some systems drop tables or mix up their cells.",
        "Plain lines are safer.",
    ),
    "footnote": (
        "Text in footnotes{where} is read here, but many systems skip footnotes.",
        "Move it into the text.",
    ),
}
#: The same for what a reader has already noticed, by the codes of its notices.
_NOTICED: tuple[tuple[frozenset[str], Notice], ...] = (
    (
        frozenset({"image_only_page", "pictures", "recognised_text", "diagram"}),
        Notice(
            "others_may_lose_pictures",
            "Words in pictures, scans or diagrams cannot be selected, and most systems see nothing there. "
            "Write them as text.",
        ),
    ),
    (
        frozenset({"hidden_text"}),
        Notice(
            "others_may_lose_hidden_text",
            "Text that nobody can see is not counted here. Other systems drop it too, or show it to the people who "
            "decide. Take it out, or make it readable.",
        ),
    ),
)


def losses(document: Document) -> tuple[Notice, ...]:
    """One notice, with a code `others_may_lose_…`, for each kind of place that other systems may not read."""
    by_region: defaultdict[BlockRegion, list[Block]] = defaultdict(list)
    for block in document.blocks:
        by_region[block.region].append(block)
    noticed = {notice.code for notice in document.notices}
    found = [
        Notice(f"others_may_lose_{region}", f"{what.format(where=_where(document, by_region[region]))} {advice}")
        for region, (what, advice) in _FATES.items()
        if _words(by_region[region]) >= _FEWEST_WORDS
    ]
    return (*found, *(notice for codes, notice in _NOTICED if codes & noticed))


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(line.text.split()) for block in blocks for line in block.lines)


def _where(document: Document, blocks: Iterable[Block]) -> str:
    """ " (page 2, 45 words)"; without the page where there is only one, or none."""
    blocks = list(blocks)
    count = _words(blocks)
    parts = [f"{count} words"]
    numbers = sorted({line.page for block in blocks for line in block.lines})
    if len(document.pages) > 1:
        listed = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
        parts.insert(0, f"{'page' if len(numbers) == 1 else 'pages'} {listed}")
    return f" ({', '.join(parts)})"
