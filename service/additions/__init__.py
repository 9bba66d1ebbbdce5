"""Résumé additions: what a candidate told, in the form a recruiter expects, and nothing that was not told.

`addition_from` reads one answer; `writing` puts additions into text and JSON Resume, `word` into the candidate's own
DOCX, `addendum` on a page of its own, `comparison` sets two reports side by side, `proof` says how to make a claim
checkable.
"""

from service.additions.making import Known, addition_from
from service.additions.model import Addition, Bullet, When

__all__ = ["Addition", "Bullet", "Known", "When", "addition_from"]
