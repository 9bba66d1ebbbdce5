"""Word documents made from raw XML, for what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)

DocxMaker = Callable[..., bytes]


@pytest.fixture
def docx_of() -> DocxMaker:
    """Makes a DOCX: `docx_of(body_xml, header="<w:p>…</w:p>", styles="<w:style>…</w:style>", …)`.

    Each keyword is a part that the document refers to, by its name as relationship id and kind. `main` is the main
    part's name, `strict` writes ISO Strict namespaces, `links` maps relationship ids to addresses.
    """
    return _docx


def _docx(
    body: str,
    *,
    main: str = "word/document.xml",
    strict: bool = False,
    links: dict[str, str] | None = None,
    **parts: str,
) -> bytes:
    roots = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles"}
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/{main}" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": _relations([("main", f"{R}/officeDocument", f"/{main}", "")]),
        main: f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    relations = [(name, f"{R}/{name}", f"/word/{name}.xml", "") for name in parts]
    relations += [(id_, f"{R}/hyperlink", address, ' TargetMode="External"') for id_, address in (links or {}).items()]
    folder, _, name = main.rpartition("/")
    files[f"{folder}/_rels/{name}.rels"] = _relations(relations)
    for part, content in parts.items():
        files[f"word/{part}.xml"] = f"<w:{roots[part]} {_NAMESPACES}>{content}</w:{roots[part]}>"
    if strict:
        files = {name: _in_strict_namespaces(content) for name, content in files.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def _relations(rows: list[tuple[str, str, str, str]]) -> str:
    lines = (f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{more}/>' for id_, kind, target, more in rows)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _in_strict_namespaces(xml: str) -> str:
    return xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
        R, "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )
