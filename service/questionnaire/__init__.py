"""Questions about unpaid and side experience that could fill exactly the gaps that were found."""

from service.questionnaire.asking import questions_for
from service.questionnaire.gaps import is_doubtful, is_gap

__all__ = ["is_doubtful", "is_gap", "questions_for", "still_open"]
