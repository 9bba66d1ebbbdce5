"""Quoting in e-mails: "> " before every line, and the head of a forwarded message."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTE = re.compile(r"\s?(?:>[ ]?)+")
_HEAD = re.compile(
    r"\**(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Von|An|Gesendet|Datum|Betreff|De|À|Envoyé|Objet|Para|Enviado|"
    r"Fecha|Asunto)\s?:\**\s",
)
_DIVIDER = re.compile(
    r"-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original)\s*-{2,}"
    r"|Begin forwarded message:|(?:On|Am|Le|El)\b.{10,80}(?:wrote|schrieb.*|a écrit|escribió)\s?:",
    re.IGNORECASE,
)


def unquoted(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Each line's depth of quotation and the line without its quote marks.

    A ">" before a few lines of a text that is no e-mail is a bullet and stays.
    """
    if not _is_quoted_mail(lines):
        return [(0, line) for line in lines]
    found = []
    for line in lines:
        mark = _QUOTE.match(line)
        found.append((mark[0].count(">"), line[mark.end() :]) if mark else (0, line))
    return found


def is_head_line(line: str) -> bool:
    """Whether a line belongs to the head of a message: a field, or what divides it from the message before."""
    return bool(_HEAD.match(line) or _DIVIDER.match(line))


def _is_quoted_mail(lines: Sequence[str]) -> bool:
    quoted = [line for line in lines if line.lstrip().startswith(">")]
    if not quoted:
        return False
    bare = [_QUOTE.sub("", line, count=1) for line in quoted]
    return any(not line.strip() for line in bare) or any(is_head_line(line) for line in [*lines, *bare])
