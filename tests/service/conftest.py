"""A résumé, an advertisement and a judge that are small enough to know by heart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

from embeddings.judge.model import Candidate, Evidence, Judgement
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from parsers.dates import Month
from parsers.document import Document, DocumentBuilder, RawLine
from parsers.job.model import JobPosting
from parsers.job.model import Statement as JobStatement
from parsers.resume.model import Basics, Resume, Statement
from service.analysis import Analysis, JobFile, ResumeFile, analyse
from service.engine import Engine


class WordJudge:
    """Met where all of a requirement's words are in one passage, partial where some are."""

    def __init__(self) -> None:
        self.calls = 0

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        self.calls += 1
        return [self._judge(requirement, candidate) for requirement in requirements]

    def _judge(self, requirement: Requirement, candidate: Candidate) -> Judgement:
        asked = set(content_stems(requirement.quote))
        shares = [(len(asked & set(content_stems(p.text))) / len(asked), p) for p in candidate.passages]
        share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        status = "met" if share == 1 else "partial" if share else "missing"
        evidence = ()
        if best is not None and share:
            evidence = (Evidence(best.text, best.start, best.end, best.source, best.section, share),)
        return Judgement(requirement, status, 0.87654, evidence, f"{share:.0%} of the words.")


def _document(lines: Sequence[str]) -> Document:
    builder = DocumentBuilder("application/pdf")
    builder.page(595, 842)
    for number, line in enumerate(lines):
        top = 50.0 + 20 * number
        builder.block("bullet", [RawLine(line, (72.0, top, 72.0 + 6 * len(line), top + 12))])
    return builder.build()


@pytest.fixture
def judge() -> WordJudge:
    return WordJudge()


@pytest.fixture
def engine(judge: WordJudge) -> Engine:
    return Engine(encoder=None, judge=judge, today=Month(2026, 11))


@pytest.fixture
def resume_of() -> Callable[..., Resume]:
    """A résumé whose lines are statements of its work section."""

    def make(*lines: str) -> Resume:
        document = _document(lines)
        statements = tuple(
            Statement(block.lines[0].text, block.start, block.end, "work", "Work", "bullet")
            for block in document.blocks
        )
        return Resume(document, Basics(), (), (), statements)

    return make


@pytest.fixture
def job_of() -> Callable[..., JobFile]:
    """An advertisement in which every line is a requirement; "nice: " at its start says it is only wished for."""

    def make(*lines: str, kind: str = "experience") -> JobFile:
        document = _document([line.removeprefix("nice: ") for line in lines])
        requirements = tuple(
            Requirement(
                id=f"r{number}",
                quote=block.lines[0].text,
                start=block.start,
                end=block.end,
                priority="nice" if line.startswith("nice: ") else "must",
                kind=kind,
                context=block.lines[0].text,
                heading="What we ask",
            )
            for number, (line, block) in enumerate(zip(lines, document.blocks, strict=True), start=1)
        )
        statements = tuple(
            JobStatement(r.quote, r.start, r.end, "qualifications", "What we ask", "bullet") for r in requirements
        )
        job = JobPosting(document, "Bookkeeper", "Food Bank", "", (), statements)
        return JobFile("ad.pdf", job, requirements)

    return make


@pytest.fixture
def analysis_of(
    resume_of: Callable[..., Resume], job_of: Callable[..., JobFile], engine: Engine
) -> Callable[[Sequence[str], Sequence[str]], Analysis]:
    """A résumé of these lines judged against an advertisement of those."""

    def make(resume: Sequence[str], job: Sequence[str]) -> Analysis:
        return analyse(ResumeFile("cv.pdf", resume_of(*resume)), job_of(*job), engine)

    return make


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    """Makes an archive of members by name."""

    def make(members: dict[str, bytes]) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return target.getvalue()

    return make
