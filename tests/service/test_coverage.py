import pytest

from service.coverage import summary_of
from service.report import RequirementReport


def judged(priority: str, status: str) -> RequirementReport:
    return RequirementReport(
        id="r", quote="q", start=0, end=1, priority=priority, kind="skill", status=status, confidence=0.5, why=""
    )


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
