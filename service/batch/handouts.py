"""What is written for each candidate on demand: the report as a page, the questionnaire as text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from service.batch.export import Judged
from service.batch.folder import Folder
from service.batch.model import Batch
from service.batch.table import SHOWN_DIGITS
from service.reporting import wording
from service.reporting.page import report_page

#: A name that `name_of` gives, with an extension.
_OURS = re.compile(rf"[0-9a-f]{{{SHOWN_DIGITS}}}-[0-9a-f]{{8}}\.(?:html|md|json)")


def name_of(resume: str, job_key: str) -> str:
    """What a candidate's file on an advertisement is called, without its extension."""
    return f"{resume[:SHOWN_DIGITS]}-{job_key[:8]}"


def with_handouts(found: Iterable[Judged], folder: Folder, batch: Batch) -> Iterator[Judged]:
    """Hand everything on, write what the batch asks for on the way, and in the end remove what an earlier run left."""
    written: set[str] = set()
    for one in found:
        for name, data in _handouts(one, batch):
            folder.write(name, data)
            written.add(name)
        yield one
    for kind in ("reports",) * batch.reports + ("questions",) * batch.questions:
        for name in folder.names(kind):
            if _OURS.fullmatch(name) and f"{kind}/{name}" not in written:
                folder.remove(f"{kind}/{name}")


def _handouts(one: Judged, batch: Batch) -> Iterator[tuple[str, bytes]]:
    """Names and contents of what the batch asks for."""
    name = name_of(one.resume, one.job.key)
    if batch.reports:
        yield f"reports/{name}.html", report_page(one.report).encode()
    if batch.questions:
        yield f"questions/{name}.md", _questionnaire(one).encode()
        yield f"questions/{name}.json", _as_json(one).encode()


def _questionnaire(one: Judged) -> str:
    """A text to send to the candidate, with room for answers."""
    report = one.report
    quotes = {requirement.id: requirement.quote for requirement in report.requirements}
    lines = [
        f"# {wording.title_of(report)}",
        "",
        f"About {report.resume.file or 'your résumé'}. Unpaid work, family and side work count. Say only what is true, "
        "in your own words; leave out what you would rather not answer.",
    ]
    for number, question in enumerate(report.questions, start=1):
        asked = "; ".join(f"“{quotes[requirement]}”" for requirement in question.requirement_ids)
        lines += ["", f"## {number}. {question.text}", ""]
        lines += [f"For instance: {'; '.join(question.examples)}.", ""] if question.examples else []
        lines += [f"If so: {', '.join(question.follow_ups)}.", ""] if question.follow_ups else []
        lines += [f"It could speak to: {asked}", "", "Your answer:", ""]
    if not report.questions:
        lines += ["", "There is nothing to ask: the résumé leaves no requirement open."]
    return "\n".join(lines) + "\n"


def _as_json(one: Judged) -> str:
    """The questions, and answers to be filled in for `overlooked analyze --answers`."""
    questions = [question.model_dump() for question in one.report.questions]
    answers = [
        {"id": f"a{number}", "question_id": question["id"], "text": ""}
        for number, question in enumerate(questions, start=1)
    ]
    shown = {"resume": one.resume[:SHOWN_DIGITS], "job": one.job.name, "questions": questions, "answers": answers}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
