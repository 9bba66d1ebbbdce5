import pytest

from embeddings.judge.model import Judgement
from embeddings.requirements.model import Requirement
from service.coverage import summary_of


def judged(priority: str, status: str) -> Judgement:
    requirement = Requirement("r", "q", 0, 1, priority, "skill", "q", "")
    return Judgement(requirement, status, 0.5, (), "")


@pytest.mark.parametrize(
    ("answers", "coverage"),
    [
        ([], 0.0),
        ([("must", "met")], 1.0),
        ([("must", "met"), ("nice", "missing")], 0.667),
        ([("must", "partial"), ("nice", "met")], 0.667),
        ([("must", "met"), ("must", "not_judged")], 1.0),
        ([("must", "not_judged")], 0.0),
    ],
)
def test_coverage_weighs_musts_double_and_leaves_out_what_was_not_judged(
    answers: list[tuple[str, str]], coverage: float
) -> None:
    assert summary_of([judged(*answer) for answer in answers]).coverage == coverage


def test_counts_are_by_status_and_missing_musts_apart() -> None:
    summary = summary_of([judged("must", "missing"), judged("nice", "missing"), judged("must", "met")])
    assert (summary.requirements, summary.met, summary.partial, summary.missing) == (3, 1, 0, 2)
    assert summary.must_missing == 1
