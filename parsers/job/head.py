"""The head of an advertisement: what the post is called, who offers it, and where.

What the format declares (schema.org data in a web page) is believed first, then labels ("Job title: …"), then the lines
above the first part, each piece weighed by what titles, employers and places look like; last, a sentence such as
"Acme is looking for a welder". Names are given in the advertisement's own wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.document import Block, Document
from parsers.job import headings, names
from parsers.job.patterns import either

#: Blocks that a head may have at most; whatever stands lower is body.
_MAX_HEAD_BLOCKS = 14
#: A line of the head has no more words than this, unless it speaks of pay, place and hours.
_MAX_PLAIN_WORDS = 13
_MAX_DETAIL_WORDS = 32

_MAIL_FIELD = either(
    r"""[>\s]*(?:from|to|cc|date|sent|subject|reply-to|von|an|gesendet|betreff|de|para|enviado|asunto|envoyé
    |objet|à)\s?:"""
)
_MAIL_MARK = either(
    r"""[>\s]*(?:-+\s*(?:original message|forwarded message|ursprüngliche nachricht|mensaje original)
    |begin forwarded message)"""
)
_SUBJECT = either(
    r"""(?:subject|betreff|asunto|objet)\s?:\s*(?:(?:fwd?|re|aw|wg|tr|rv)\s?:\s*)*(.+?)(?=\s+(?:from|to|date
    |sent)\s?:|$)"""
)
_TITLE_LABEL = either(
    r"""(?:job title|position(?: title)?|post(?: title)?|title|vacancy|role|job|stelle|stellenbezeichnung
    |position gesucht|puesto|cargo|vacante|poste|intitulé(?: du poste)?)\s?[:|]\s*(.+)"""
)
_EMPLOYER_LABEL = either(
    r"""(?:company(?: name)?|employer|organi[sz]ation|client|unternehmen|arbeitgeber|firma|empresa|entreprise
    |société|employeur)\s?[:|]\s*(.+)"""
)
_PLACE_LABEL = either(
    r"""(?:(?:job |work )?location|place(?: of work)?|where|workplace|site|based(?: in)?|standort|einsatzort
    |arbeitsort|ort|ubicación|lugar|lieu(?: de travail)?|localisation|ville)\s?[:|]\s*(.+)"""
)
_KIND_OF_PAPER = either(
    r"""(?:job|position|role|post|class)? ?(?:description|specification|posting|advert(?:isement)?|announcement
    |vacancy|opportunity|opening|notice)(?: and .*)?|vacancy.*|(?:job )?posting.*|class specification.*
    |recruitment notice.*|(?:we're|we are|now|urgent(?:ly)?) hiring|join (?:us|our team)|careers?
    |stellenanzeige|stellenausschreibung|oferta de (?:empleo|trabajo)|offre d'emploi
    |job description and person specification"""
)
_WANTED = either(r"(?P<title>[^.,:;!?|]{3,60}?)\s+(?:wanted|needed|required|gesucht|recherchée?|sought)\b")
_SEEKS = either(
    r"""\b(?:(?:is|are|am|we're|we’re|i'm|i’m|currently|now)\s+(?:currently |now |urgently |actively )?(?:looking for
    |seeking|hiring|recruiting|after|in search of|searching for)|seeks|hiring|wish(?:es)? to (?:appoint|hire
    |recruit)|wants? to hire|we need|i need|needs|looking for|suchen(?: wir)?|sucht|busca(?:mos)?
    |recherch(?:e|ons)|recrut(?:e|ons)|to our next|our next
    |(?:role|position|post|job|opening|vacancy) (?:for|of|as))\s*:?\s+(?:\d+\s+)?(?:an?|the|our(?: next)?
    |another|one|some|more|einen?|eine[nr]?|un[ae]?|ein)?\s*(?P<title>[^\W\d_](?:[\w’'/&+#-]|\.(?=\w))*
    (?: [^\W\d_](?:[\w’'/&+#-]|\.(?=\w))*){0,7})"""
)
_TITLE_STOP = either(
    r"""\s+(?:to|for|in|at|who|with|on|and (?:we|join|has)|that|from|as|by|für|zum|zur|im|in|mit|der|die|para
    |con|en|que|pour|qui|à|au|dans|\bis\b|\bare\b)\b.*|\s+(?:asap|now|today)\b.*"""
)


_BASED = re.compile(
    r"\b(?:based|located) (?:at|in|near) "
    r"((?:the )?[A-ZÀ-Þ][\w’'-]+(?:,? (?:[A-ZÀ-Þ][\w’'-]+|of|and|the|upon|de|la)\b)*)(?<! and)(?<! the)(?<! of)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; `end` is the number of blocks that belong to it."""

    title: str
    organization: str
    location: str
    end: int


def read_head(document: Document) -> Head:
    """Title, employer and place, each "" where the advertisement does not say, and where the head ends."""
    blocks = list(document.blocks)
    first = _after_mail_head(document, blocks)
    end = _head_end(document, blocks, first)
    lines = [_text(document, block) for block in blocks[first:end]]
    body = document.text
    title = _title(document, blocks, first, end, lines)
    organization = _organization(document, blocks, lines, title)
    location = _location(document, lines, title, organization, body)
    return Head(title, organization, location, end)


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end].strip()


def _after_mail_head(document: Document, blocks: list[Block]) -> int:
    """Index of the first block behind the heads of quoted or forwarded mails, 0 where there are none."""
    marks = [
        index
        for index, block in enumerate(blocks[:20])
        if _MAIL_FIELD.match(_text(document, block)) or _MAIL_MARK.match(_text(document, block))
    ]
    named = sum(
        len(re.findall(r"\b(?:From|Subject|Date|Sent|Von|Betreff|De|Asunto|Objet)\s?:", _text(document, blocks[i])))
        for i in marks
    )
    return marks[-1] + 1 if marks and named >= 2 else 0


def _head_end(document: Document, blocks: list[Block], first: int) -> int:
    size = headings.body_size(blocks)
    is_titled = False
    for index, block in enumerate(blocks[first : first + _MAX_HEAD_BLOCKS], start=first):
        text = _text(document, block)
        look = headings.Look(size, blocks[index + 1] if index + 1 < len(blocks) else None)
        if not _belongs_to_head(text, block, look, index - first):
            return index
        if is_titled and _opens_body(document, text, block, look):
            return index
        is_titled = is_titled or names.names_occupation(text) or _TITLE_LABEL.match(text) is not None
    return min(first + _MAX_HEAD_BLOCKS, len(blocks))


def _opens_body(document: Document, text: str, block: Block, look: headings.Look) -> bool:
    """Whether a line below the title is a heading by its looks, with text under it."""
    if look.following is None or names.is_detail(text) or not headings.is_heading_block(text, block, look):
        return False
    return look.following.kind == "bullet" or _text(document, look.following).endswith((".", "!", "?"))


def _belongs_to_head(text: str, block: Block, look: headings.Look, position: int) -> bool:
    words = len(text.split())
    if block.kind == "bullet":
        return position == 0 and _is_kind_of_paper(text)
    if _TITLE_LABEL.match(text) or _EMPLOYER_LABEL.match(text) or _PLACE_LABEL.match(text):
        return words <= _MAX_DETAIL_WORDS
    if position == 0 and words <= 2 * _MAX_PLAIN_WORDS and not headings.is_stock_heading(text):
        return True
    if _is_kind_of_paper(text):
        return position < 4 and look.following is not None and not _is_prose(look.following)
    if headings.is_stock_heading(text) and headings.is_heading_block(text, block, look):
        return False
    if not _label_fits_head(text, block):
        return False
    return words <= (_MAX_DETAIL_WORDS if names.is_detail(text) else _MAX_PLAIN_WORDS) and not _is_sentence(text)


def _is_kind_of_paper(text: str) -> bool:
    """Whether a line only says that this is an advertisement ("Position description", "We're hiring")."""
    return _KIND_OF_PAPER.fullmatch(headings.folded(text)) is not None


def _label_fits_head(text: str, block: Block) -> bool:
    """False for a line such as "Requirements: …" or "Duties | …", which belongs to the body."""
    label = headings.run_in_heading(text)
    if block.kind == "row" and headings.is_stock_heading(first := re.split(r"\t|\s\|\s", text)[0]):
        label = first
    section = headings.section_named(label) if label and (block.kind == "row" or not headings.is_facet(label)) else None
    return section not in {"qualifications", "preferred", "responsibilities", "organization", "description"}


def _is_prose(block: Block) -> bool:
    return sum(len(line.text.split()) for line in block.lines) > _MAX_PLAIN_WORDS


def _is_sentence(text: str) -> bool:
    if re.search(r"\b(?:inc|ltd|co|corp|llc|e\.v|s\.a|s\.l)\.$", text, re.IGNORECASE):
        return False
    return text.endswith((".", "!", "?", ":")) and not names.is_detail(text) and len(text.split()) > 4


def _title(document: Document, blocks: list[Block], first: int, end: int, lines: list[str]) -> str:
    declared = document.metadata.get("jobposting.title", "")
    if declared.strip():
        return names.clean_title(declared, document.text)
    for line in lines:
        label = _TITLE_LABEL.match(line)
        if label and len(label.group(1).split()) <= 12:
            return names.clean_title(label.group(1), document.text)
    scored = [
        (names.title_score(piece, position, document.metadata.get("title", ""), document.text), -position, piece)
        for position, line in enumerate(lines)
        for piece in _title_pieces(line)
    ]
    best = max(scored, default=None)
    if best and best[0] >= names.CONFIDENT:
        return names.clean_title(best[2], document.text)
    return _title_elsewhere(document, blocks, first) or (
        names.clean_title(best[2], document.text) if best and best[0] > 0 else ""
    )


def _title_pieces(line: str) -> list[str]:
    sought = _SEEKS.search(line) or _WANTED.match(line)
    if sought:
        return [_TITLE_STOP.sub("", sought.group("title")).strip()]
    plain = names.without_asides(line)
    return [piece for piece in re.split(r"\s+[|·•–—-]\s+|:\s+|\t", plain) if piece.strip()]


def _title_elsewhere(document: Document, blocks: list[Block], first: int) -> str:
    """From a sentence that says who is sought, a mail's subject, or the file's own title."""
    for match in _SEEKS.finditer(document.text):
        title = _TITLE_STOP.sub("", match.group("title")).strip(" .,")
        if names.names_occupation(title) and len(title.split()) <= 7:
            return names.clean_title(title, document.text)
    for block in blocks[:first]:
        subject = _SUBJECT.search(_text(document, block))
        if subject:
            return names.clean_title(re.sub(r"^[^:]{0,25}:\s*", "", subject.group(1)), document.text)
    declared = document.metadata.get("title", "")
    pieces = [piece for piece in re.split(r"\s+[|·•–—-]\s+", declared) if names.names_occupation(piece)]
    return names.clean_title(pieces[0], document.text) if pieces else ""


def _organization(document: Document, blocks: list[Block], lines: list[str], title: str) -> str:
    declared = document.metadata.get("jobposting.hiringorganization", "")
    if declared.strip():
        return declared.strip()
    for line in lines:
        label = _EMPLOYER_LABEL.match(line)
        if label:
            return names.first_piece(label.group(1))
    about = _named_in_about(document, blocks)
    scored = []
    for position, line in enumerate(lines):
        for piece in names.pieces(line):
            if names.overlaps(piece, title):
                continue
            doubt = 4.0 * bool(_PLACE_LABEL.match(line)) + 2.0 * (title in line and " & " in piece)
            hint = 2.0 * bool(re.search(rf"(?:@|\bat|\bbei|\bchez)\s+{re.escape(piece)}", line))
            scored.append((names.employer_score(piece, document.text, about) + hint - doubt, -position, piece))
    best = max(scored, default=None)
    if best and best[0] > 1:
        return best[2]
    return names.employer_in_sentence(document.text) or about


def _named_in_about(document: Document, blocks: list[Block]) -> str:
    """X of a heading "About X", unless X is "the role", "you" or the like."""
    for block in blocks:
        text = _text(document, block)
        match = re.match(r"(?:about|über|sobre|à propos de|why|life at)\s+(.{2,50}?)\W*$", text, re.I)
        if match and len(text.split()) <= 6 and headings.section_named(text) in {"organization", "benefits"}:
            name = match.group(1).strip()
            if not re.match(r"(?:us|uns|you|the|this|our|we|join|work|nous|nosotros|it)\b", name, re.I):
                return name
    return ""


def _location(document: Document, lines: list[str], title: str, organization: str, body: str) -> str:
    declared = document.metadata.get("jobposting.joblocation", "")
    if declared.strip():
        return declared.strip()
    for line in lines:
        label = _PLACE_LABEL.match(line)
        if label:
            return names.first_piece(label.group(1), keep_commas=True)
    for line in lines:
        place = names.place_in(line, title, organization)
        if place:
            return place
    based = _BASED.search(body)
    return based.group(1) if based else ""
