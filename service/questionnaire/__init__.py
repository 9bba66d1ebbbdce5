"""Questions about unpaid and side experience that could fill exactly the gaps that were found."""

from service.questionnaire.asking import questions_for, still_open

__all__ = ["questions_for", "still_open"]
