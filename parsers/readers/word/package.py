"""A Word file as an Open Packaging Convention package: which part is the main one, and what it refers to.

Nothing depends on part names: the main part is whatever the package's relationships say (ECMA-376 part 2).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from parsers.archives import Archive, parse_xml
from parsers.errors import DamagedDocument
from parsers.limits import Limits

_USUAL_MAIN = "word/document.xml"


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of the attribute of that local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names, None where it breaks off."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All descendants of that local name, in document order."""
    return (each for each in element.iter() if local(each) == name)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from a part to another one, or to the outside (`external`)."""

    kind: str  #: last segment of the relationship type: "header", "styles", "hyperlink" …
    target: str  #: part name, or address if external
    external: bool


class WordPackage:
    """The parts of a Word file, parsed when asked for. Raises DamagedDocument, LimitExceeded, PasswordProtected."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)
        self._limits = limits
        self.package_relations = self.relations("")
        self.main_name = self._main_name()
        self.main_relations = self.relations(self.main_name)
        main = self.part(self.main_name)
        if main is None or local(main) != "document":
            raise DamagedDocument("The Word document has no readable main part.")
        self.main = main

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, None if the package has no such part."""
        if name not in self._archive:
            return None
        return parse_xml(self._archive.read(name), self._limits)

    def only(self, kind: str) -> etree._Element | None:
        """The part of that kind that the main part refers to, None if there is none."""
        return next((self.part(each.target) for each in self.main_relations.values() if each.kind == kind), None)

    def core_properties(self) -> etree._Element | None:
        """Title, language and so on, None if the package has none."""
        targets = [each.target for each in self.package_relations.values() if each.kind == "core-properties"]
        return self.part(targets[0]) if targets else None

    def has_pictures(self) -> bool:
        """Whether pictures are stored in the package; the thumbnail of its first page is none."""
        return any(
            name.casefold().endswith((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".emf"))
            for name in self._archive
            if not name.startswith("docProps/")
        )

    def relations(self, part: str) -> dict[str, Relationship]:
        """Id → relationship of a part; of the package itself for the name ""."""
        folder, _, base = part.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for element in root if root is not None else ():
            kind, target = element.get("Type", ""), element.get("Target", "")
            external = element.get("TargetMode") == "External"
            name = target if external else _absolute(folder, target)
            found[element.get("Id", "")] = Relationship(kind.rpartition("/")[2], name, external)
        return found

    def _main_name(self) -> str:
        """By relationship; else by content type or by name, for packages whose relationships are lost."""
        for relation in self.package_relations.values():
            if relation.kind == "officeDocument" and relation.target in self._archive:
                return relation.target
        types = self.part("[Content_Types].xml")
        for element in types if types is not None else ():
            content_type, name = element.get("ContentType", ""), element.get("PartName", "").lstrip("/")
            if content_type.endswith("main+xml") and name in self._archive:
                return name
        if _USUAL_MAIN in self._archive:
            return _USUAL_MAIN
        raise DamagedDocument("The Word document has no main part.")


def _absolute(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
