"""Archives of résumés: which are looked into, and which are one document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from service.batch.sources import find_in_archive

CVS = {f"{name}.pdf": name.encode() for name in ("ben", "carl", "dora", "emil", "fay")}
EXPORT = {"Profile.csv": b"First Name", "Positions.csv": b"Title", "Jobs/Saved Jobs.csv": b"Job"}


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "members",
    [
        EXPORT,
        {f"Basic_LinkedInDataExport/{name}": content for name, content in EXPORT.items()},
        {"export/Positions.csv": b"Title", "__MACOSX/export/._Positions.csv": b"x", ".DS_Store": b"x"},
        {"[Content_Types].xml": b"x", "word/document.xml": b"x"},
        {"mimetype": b"x", "content.xml": b"x", "Thumbnails/thumbnail.png": b"x"},
    ],
    ids=["as LinkedIn sends it", "unpacked and packed again", "packed again on a Mac", "Word", "OpenDocument"],
)
def test_a_document_that_is_a_zip_itself_is_one_document(members: dict[str, bytes]) -> None:
    assert [source.name for source in find_in_archive("anna.zip", zipped(members)).sources] == ["anna.zip"]


@pytest.mark.parametrize(
    "other",
    [
        *("anna/Positions.csv", "anna/Profile.csv", "Positions.csv", "old/anna/Positions.csv"),
        *("letter/[Content_Types].xml", "letter/mimetype"),
    ],
)
@pytest.mark.parametrize("top", ["", "cvs/"], ids=["loose", "in one folder"])
def test_no_resume_is_lost_beside_something_that_was_unpacked(other: str, top: str) -> None:
    found = find_in_archive(
        "cvs.zip", zipped({f"{top}{name}": content for name, content in (CVS | {other: b""}).items()})
    )
    assert {Path(source.name).name for source in found.sources} >= set(CVS)
