"""How long documents may be that are compared.

Every line is laid beside every requirement, and one request must not keep all others waiting.
"""

from __future__ import annotations

from embeddings.encoder import Encoder
from embeddings.requirements import Requirement, find_requirements
from parsers.errors import LimitExceeded
from parsers.job.model import JobPosting
from parsers.resume.model import Resume

#: Statements of a document, and requirements. An academic CV of ten pages has some 500 lines.
MOST_LINES, MOST_REQUIREMENTS = 1_500, 200
#: Characters of one statement, which is a sentence, a bullet or a table cell.
LONGEST_LINE = 5_000


def resume_within(resume: Resume) -> Resume:
    """The résumé itself; raises LimitExceeded where it is far too long to be one."""
    if len(resume.statements) > MOST_LINES:
        raise LimitExceeded(f"The résumé has more than {MOST_LINES:,} lines.")
    return resume


def requirements_within(job: JobPosting, encoder: Encoder | None) -> tuple[Requirement, ...]:
    """What the advertisement asks for; raises LimitExceeded where it is far too long to be one advertisement."""
    if len(job.statements) > MOST_LINES:
        raise LimitExceeded(f"The advertisement has more than {MOST_LINES:,} lines.")
    if any(len(statement.text) > LONGEST_LINE for statement in job.statements):
        raise LimitExceeded(f"The advertisement has a line of more than {LONGEST_LINE:,} characters.")
    requirements = find_requirements(job, encoder)
    if len(requirements) > MOST_REQUIREMENTS:
        raise LimitExceeded(f"The advertisement asks for more than {MOST_REQUIREMENTS} things.")
    return requirements
