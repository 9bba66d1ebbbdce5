"""Both documents of an analysis as they were read, out of what is kept beside it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from embeddings.judge.model import Candidate
from parsers.document import Document
from service.interview.requirements import Sources
from service.report import BoxPoints
from service.storage.analyses import Analyses
from service.store import StoreUnusable

_CANDIDATE: TypeAdapter[Candidate] = TypeAdapter(Candidate)


def candidate_as_json(candidate: Candidate) -> bytes:
    """What the judge looked at, to be kept."""
    return _CANDIDATE.dump_json(candidate)


def sizes_as_json(document: Document) -> bytes:
    """Width and height of every page in points; nulls where the format has none."""
    return json.dumps([[page.width, page.height] for page in document.pages]).encode()


def sizes_of(store: Analyses, analysis_id: str) -> list[tuple[float | None, float | None]]:
    """Width and height of the résumé's pages in points; raises UnknownAnalysis."""
    return [(width, height) for width, height in json.loads(store.attachment(analysis_id, "resume.pages") or b"[]")]


def reading_of(store: Analyses, analysis_id: str, role: str) -> dict[str, Any]:
    """What was read of a document, as `overlooked read --json` gives it; raises UnknownAnalysis."""
    reading: dict[str, Any] = json.loads(store.attachment(analysis_id, f"{role}.reading") or b"{}")
    return reading


def sources_of(store: Analyses, analysis_id: str) -> Sources:
    """What a further requirement is judged from; raises UnknownAnalysis, or StoreUnusable."""
    resume, job = (reading_of(store, analysis_id, role) for role in ("resume", "job"))
    kept = store.attachment(analysis_id, "resume.passages")
    if kept is None or not resume or not job:
        raise StoreUnusable("What was read of the documents is not kept.", "Analyse the two documents again.")
    try:
        candidate = _CANDIDATE.validate_json(kept)
    except ValidationError as error:
        raise StoreUnusable("What is kept was written by another version.") from error

    def locate(start: int, end: int) -> tuple[int | None, list[BoxPoints] | None]:
        hits = [one for one in resume["statements"] if one["start"] < end and start < one["end"] and one["boxes"]]
        if not hits:
            return None, None
        page = hits[0]["page"]
        return page, [(x0, y0, x1, y1) for one in hits if one["page"] == page for x0, y0, x1, y1 in one["boxes"]]

    return Sources(job["text"], resume["text"], candidate, locate)
