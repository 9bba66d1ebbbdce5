"""The conversation with a candidate as one pure state machine.

    Analysis ── next_step ──▶ Step (ask · review · circumstances · done)
    Analysis + what was said ── answer, review, … ──▶ Analysis

Terminal, REST and pages are faces of it, with no logic of their own: they show a step and pass on what is said.
"""

from service.interview.moves import answer, refuse, review, stop, tell_freely
from service.interview.steps import Ask, CircumstancesStep, Done, ReviewStep, Step, next_step

__all__ = [
    "Ask",
    "CircumstancesStep",
    "Done",
    "ReviewStep",
    "Step",
    "answer",
    "next_step",
    "refuse",
    "review",
    "stop",
    "tell_freely",
]
