"""What a line says of one thing is not taken for what it says of another."""

import pytest

from embeddings.encoder import Encoder
from embeddings.judge.clauses import CLAUSE_TRAITS, clauses_of
from embeddings.judge.likeness import PAIR_FEATURES, pair_features, word_weights
from embeddings.judge.model import Passage
from embeddings.requirements.model import Requirement


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("Excel, Word and a little Access", ["Excel", "Word", "a little Access"]),
        ("Draft the accounts; our auditor files the forms", ["Draft the accounts", "our auditor files the forms"]),
        ("Built the payment run, which the manager approves", ["Built the payment run", "which the manager approves"]),
        ("Trained staff in New York (12 sites)", ["Trained staff in New York", "12 sites"]),
        ("Sorted 1.5 tonnes a day", ["Sorted 1.5 tonnes a day"]),
        ("", [""]),
    ],
)
def test_a_line_is_parted_where_another_thing_begins(line: str, clauses: list[str]) -> None:
    assert [line[first:last] for first, last in clauses_of(line)] == clauses


@pytest.fixture
def told_of(encoder: Encoder):
    """Which cues stand in the clause of a line that speaks of the thing asked."""

    def find(asked: str, line: str, heading: str = "") -> set[str]:
        requirement = Requirement("r1", asked, 0, len(asked), "must", "skill", asked, "")
        passage = Passage(line, 0, len(line), "resume", "work", "bullet", 0, heading)
        [[pair]] = pair_features([requirement], [passage], encoder, word_weights())
        return {name for name in CLAUSE_TRAITS if pair[PAIR_FEATURES.index(name)]}

    return find


def test_somebody_elses_work_is_told_of_the_clause_it_stands_in(told_of) -> None:
    line = "Draft the annual accounts for eleven clients; our auditor files the tax forms"
    assert "clause:others" in told_of("filing tax forms", line, "Clerk, Mill")
    assert "clause:others" not in told_of("drafting annual accounts", line, "Clerk, Mill")


def test_a_little_of_one_tool_is_not_a_little_of_all(told_of) -> None:
    line = "Excel, Word, a little SQL"
    assert "clause:slight" in told_of("SQL", line)
    assert "clause:slight" not in told_of("Excel", line)
