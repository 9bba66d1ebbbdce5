"""What the candidate can do at any step; each gives a new analysis and leaves the old one as it was."""

from __future__ import annotations

from service.analysis import Analysis, Circumstances, Refusal, Reply, Review
from service.answers import Told, next_story_id, tell, tell_more, with_story
from service.engine import Engine
from service.interview.replies import read_reply
from service.interview.steps import Ask
from service.report import Status


def answer(analysis: Analysis, step: Ask, text: str, engine: Engine) -> Analysis:
    """What was said to a step: a story, more of one, or that there is none.

    A bare "yes" begins a story; "no", "I don't know" and "skip" are remembered and the question is not put again.
    """
    said = read_reply(text)
    if step.story_id is None:
        if said in ("no", "unknown", "declined"):
            return refuse(analysis, step.question_id, said) if step.question_id else analysis
        if said == "stop":
            return stop(analysis)
        told = Told(next_story_id(analysis.stories), text, step.question_id)
        return tell(analysis, [told], engine)
    if said == "stop":
        return stop(analysis)
    if said != "story":
        return _nothing_more(analysis, step)
    return tell_more(analysis, step.story_id, step.part, text, engine)


def tell_freely(analysis: Analysis, text: str, engine: Engine) -> Analysis:
    """Something told without being asked; it is read against every gap."""
    return tell(analysis, [Told(next_story_id(analysis.stories), text)], engine)


def refuse(analysis: Analysis, question_id: str, refusal: Refusal) -> Analysis:
    """The question is answered without a story; it is not put again."""
    kept = tuple(reply for reply in analysis.replies if reply.question_id != question_id)
    return analysis.model_copy(update={"replies": (*kept, Reply(question_id=question_id, refusal=refusal))})


def stop(analysis: Analysis) -> Analysis:
    """No more questions."""
    return analysis.model_copy(update={"enough": True})


def go_on(analysis: Analysis) -> Analysis:
    """Questions again, after it was enough."""
    return analysis.model_copy(update={"enough": False})


def review(analysis: Analysis, decision: Review) -> Analysis:
    """The candidate's word on one fill; it takes the place of an earlier one."""
    kept = tuple(
        one
        for one in analysis.reviews
        if (one.story_id, one.requirement_id) != (decision.story_id, decision.requirement_id)
    )
    return analysis.model_copy(update={"reviews": (*kept, decision)})


def corrected(story_id: str, requirement_id: str, to: Status) -> Review:
    """A fill that the candidate sets lower."""
    return Review(story_id=story_id, requirement_id=requirement_id, decision="correct", to=to)


def with_circumstances(analysis: Analysis, circumstances: Circumstances) -> Analysis:
    """The analysis with what is known about the employer's side."""
    return analysis.model_copy(update={"circumstances": circumstances})


def _nothing_more(analysis: Analysis, step: Ask) -> Analysis:
    """Nothing to add here: the story is left as it is and not asked about again."""
    story = analysis.story(step.story_id or "")
    return with_story(analysis, story.model_copy(update={"closed": True}))
