"""From bytes to a tree of elements: encoding, broken markup, limits."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from parsers.encoding import decoded
from parsers.errors import DamagedDocument, LimitExceeded
from parsers.limits import Limits

#: Bytes at the start of a page in which its encoding must be declared.
_HEAD = 4096
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=["']([\w.-]+)""", re.I
)
#: A tag so long that its attributes are counted; more of them take the parser ages.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 2_000
#: What lxml reads from a character reference ("&#1;") but does not let itself be given.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: A level of a page is made of at least so many elements: a list and its item, a table's row and cell.
_ELEMENTS_A_LEVEL = 2
#: Elements that only format text.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var".split()
)


def page_text(data: bytes) -> str:
    """The page's source as text, by its byte-order mark, else as UTF-8, else by what it declares, else by its letters.

    Raises UnknownFormat for bytes that are no text.
    """
    if data.startswith(_MARKS):
        return decoded(data)
    try:
        return decoded(data.decode("utf-8").encode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:_HEAD])
    name = (declared[1] or declared[2]).decode("ascii", "replace").casefold() if declared else ""
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return decoded(data)
    if encoding in ("utf-8", "ascii", "iso8859-1", "cp1252") or encoding.startswith("utf"):
        return decoded(data)
    try:
        return decoded(data.decode(encoding).encode("utf-8"))
    except (UnicodeDecodeError, LookupError):
        return decoded(data)


def parsed(source: str, limits: Limits) -> etree._Element:
    """The `html` element of a page or of a piece of one, mended where the markup is broken.

    Raises DamagedDocument if there is no element in it, LimitExceeded where elements are nested too deeply.
    """
    if _ENTITY.search(source):
        raise LimitExceeded("The web page defines XML entities, which no honest page does.")
    if any(_attributes_of(tag[0]) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        raise LimitExceeded(f"The web page has an element with more than {_MOST_ATTRIBUTES} attributes.")
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element | None = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedDocument("The web page holds nothing that can be shown.") from error
    if root is None:
        raise DamagedDocument("The web page holds nothing that can be shown.")
    for entry in parser.error_log:
        if "depth" in entry.message or "limit" in entry.message:
            raise LimitExceeded("The web page has parts that are too large or nested too deeply.")
    if _depth_of(root) > _ELEMENTS_A_LEVEL * limits.nesting:
        raise LimitExceeded(f"The web page's parts are nested more than {_ELEMENTS_A_LEVEL * limits.nesting} deep.")
    return root


def tag_of(element: etree._Element) -> str:
    """The element's name in lower case, without a namespace prefix; empty for what is no element."""
    return element.tag.casefold().rpartition(":")[2] if isinstance(element.tag, str) else ""


def text_of(element: etree._Element) -> str:
    """All text inside, white space folded to single spaces."""
    return " ".join(source_of(element).split())


def source_of(element: etree._Element) -> str:
    """All text inside, as it stands in the source."""
    return "".join(map(str, element.itertext()))


def without(element: etree._Element) -> None:
    """Take the element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    tail = f" {element.tail or ''}"
    if previous is not None:
        previous.tail = _NOT_XML.sub(" ", (previous.tail or "") + tail)
    else:
        parent.text = _NOT_XML.sub(" ", (parent.text or "") + tail)
    parent.remove(element)


def _attributes_of(tag: str) -> int:
    """About how many attributes a tag has, at least."""
    bare = _QUOTED.sub("", tag)
    return max(bare.count("="), len(bare.split()))


def _depth_of(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
