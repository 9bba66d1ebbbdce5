import pytest

from service.report import Answer, Fill, RequirementReport
from service.verdict import verdict_of

REQUIREMENTS = [
    RequirementReport(
        id=priority, quote=quote, start=0, end=1, priority=priority, kind=kind, status="missing", confidence=1, why=""
    )
    for priority, quote, kind in (
        ("must", "two years of bookkeeping", "experience"),
        ("nice", "QuickBooks", "tool"),
    )
]


def answer(*fills: tuple[str, str, str]) -> Answer:
    return Answer(
        id="a1",
        text="I keep the books of our club.",
        fills=[
            Fill(requirement_id=i, from_=before, to=after, evidence=["I keep the books of our club."])
            for i, before, after in fills
        ],
    )


def test_there_is_no_verdict_before_anything_was_told() -> None:
    assert verdict_of("rejected", [], REQUIREMENTS) is None


@pytest.mark.parametrize("stage", ["applying", "waiting", "rejected"])
@pytest.mark.parametrize(
    ("fills", "grounds"),
    [
        ([], False),
        ([("nice", "missing", "met")], False),
        ([("must", "missing", "partial")], True),
        ([("must", "missing", "met")], True),
        ([("must", "partial", "met")], True),
        ([("nice", "missing", "met"), ("must", "missing", "met")], True),
    ],
)
def test_grounds_are_exactly_a_must_that_moved_up_whatever_the_stage(
    stage: str, fills: list[tuple[str, str, str]], grounds: bool
) -> None:
    verdict = verdict_of(stage, [answer(*fills)], REQUIREMENTS)
    assert verdict is not None
    assert verdict.grounds is grounds
    assert verdict.reasons


def test_one_sentence_that_lifts_several_musts_is_quoted_once() -> None:
    requirements = [
        REQUIREMENTS[0].model_copy(update={"id": str(number), "quote": f"thing {number}"}) for number in range(3)
    ]
    verdict = verdict_of("rejected", [answer(*((str(n), "missing", "met") for n in range(3)))], requirements)
    assert verdict is not None
    [reason] = [reason for reason in verdict.reasons if "You say" in reason]
    assert all(f"“thing {number}”" in reason for number in range(3))


def test_a_reason_names_what_was_asked_and_what_the_answer_says() -> None:
    verdict = verdict_of("rejected", [answer(("must", "missing", "met"))], REQUIREMENTS)
    assert verdict is not None
    assert "“two years of bookkeeping”" in verdict.reasons[0]
    assert "“I keep the books of our club.”" in verdict.reasons[0]


def test_without_grounds_after_a_rejection_the_advice_is_not_to_ask_again() -> None:
    verdict = verdict_of("rejected", [answer()], REQUIREMENTS)
    assert verdict is not None
    assert "do not ask them to reconsider" in " ".join(verdict.reasons)
