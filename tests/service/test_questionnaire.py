from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder, load_encoder
from embeddings.judge.model import Evidence, Judgement
from embeddings.requirements.model import Requirement
from embeddings.settings import PACKAGED_MODEL, EncoderSettings
from service.assembly import still_open
from service.questionnaire import questions_for
from service.questionnaire.choosing import GAPS_A_QUESTION, QUESTIONS
from service.questionnaire.naming import examples_of, follow_ups_of
from service.questionnaire.roles import Role, load_roles
from service.questionnaire.vectors import KEPT, keep_vectors, kept_vectors, phrases_of
from service.report import Evidence as Quoted
from service.report import Question, RequirementReport

ROLES = load_roles().roles


def reported(judgement: Judgement) -> RequirementReport:
    """The judgement as it stands in a report."""
    requirement = judgement.requirement
    return RequirementReport(
        id=requirement.id,
        quote=requirement.quote,
        start=0,
        end=1,
        priority=requirement.priority,
        kind=requirement.kind,
        status=judgement.status,
        confidence=judgement.confidence,
        evidence=[Quoted(quote=e.quote, source=e.source, start=0, end=1, score=e.score) for e in judgement.evidence],
        why="",
    )


def gap(
    number: int, quote: str, status: str = "missing", priority: str = "must", kind: str = "experience"
) -> Judgement:
    requirement = Requirement(f"r{number}", quote, 0, len(quote), priority, kind, quote, "")
    return Judgement(requirement, status, 0.9, (), "")


def test_bookkeeping_is_asked_about_by_the_scene_and_not_by_echo() -> None:
    question = questions_for([gap(1, "keep the books and reconcile the bank account")])[0]
    assert "money that was not your own" in question.text
    assert "reconcile" not in question.text


def test_one_story_serves_many_gaps() -> None:
    gaps = [gap(1, "keep the books"), gap(2, "reconcile the bank account"), gap(3, "prepare the annual accounts")]
    assert sorted(questions_for(gaps)[0].requirement_ids) == ["r1", "r2", "r3"]


def test_nothing_is_asked_about_what_is_shown() -> None:
    assert questions_for([gap(1, "keep the books", "met"), gap(2, "payroll", "not_judged")]) == []


def test_missing_musts_come_before_what_is_only_wished_for() -> None:
    gaps = [gap(1, "coach a football team", "partial", "nice"), gap(2, "keep the books")]
    assert questions_for(gaps)[0].requirement_ids[0] == "r2"


def test_a_degree_is_asked_for_directly() -> None:
    [question] = questions_for([gap(1, "Bachelor's degree in accounting", kind="education")])
    assert "already hold" in question.text
    assert "equivalent" in question.text


def test_what_no_scene_fits_is_asked_openly() -> None:
    [question] = questions_for([gap(1, "zymurgy")])
    assert "zymurgy" in question.text
    assert question.requirement_ids == ["r1"]


@pytest.mark.parametrize("number", [1, 7, 25, 40])
def test_every_gap_is_asked_about_while_there_is_room(number: int) -> None:
    words = ["keep the books", "code in Python", "zymurgy", "teach lessons", "Master's degree", "fluent Spanish"]
    kinds = ["experience", "tool", "skill", "experience", "experience", "soft"]
    gaps = [gap(i, f"{words[i % 6]} {i}", kind=kinds[i % 6]) for i in range(number)]
    questions = questions_for(gaps)
    asked = {identifier for question in questions for identifier in question.requirement_ids}
    assert asked == {judgement.requirement.id for judgement in gaps}


def test_no_more_questions_than_anybody_would_answer() -> None:
    questions = questions_for([gap(i, f"zymurgy {i}") for i in range(100)])
    assert len(questions) == QUESTIONS
    assert max(len(question.requirement_ids) for question in questions) <= GAPS_A_QUESTION


def test_ids_count_up_and_no_question_names_a_requirement_twice() -> None:
    questions = questions_for([gap(1, "keep the books"), gap(2, "debug code"), gap(3, "zymurgy")])
    assert [question.id for question in questions] == [f"q{n}" for n in range(1, len(questions) + 1)]
    assert all(len(set(question.requirement_ids)) == len(question.requirement_ids) for question in questions)
    assert len({question.text for question in questions}) == len(questions)


def test_the_same_gaps_give_the_same_questions() -> None:
    gaps = [gap(i, text) for i, text in enumerate(["keep the books", "debug code", "lead a team", "drive a van"])]
    assert questions_for(gaps) == questions_for(gaps)


def test_a_question_without_gaps_left_is_gone() -> None:
    gaps = [gap(1, "keep the books")]
    assert still_open(questions_for(gaps), [reported(gap(1, "keep the books", "met"))], set()) == []


@pytest.mark.parametrize(
    ("quote", "shown"),
    [("plan releases and write change logs", "maintainer"), ("write clear pull requests", "open-source contributor")],
)
def test_the_same_scene_shows_the_roles_that_fit_the_gap(quote: str, shown: str) -> None:
    [question] = [question for question in questions_for([gap(1, quote)]) if "free software" in question.text]
    assert question.examples[0].startswith(shown)


def doubtful(number: int, quote: str, confidence: float, source: str = "resume") -> Judgement:
    evidence = Evidence("words", 0, 5, source, "work", 0.5)
    return replace(gap(number, quote, "met"), confidence=confidence, evidence=(evidence,))


def test_what_is_hardly_shown_is_named_with_a_gap_of_the_same_scene() -> None:
    books, accounts = gap(1, "keep the books"), "prepare the annual accounts"
    assert "r2" in questions_for([books, doubtful(2, accounts, 0.5)])[0].requirement_ids
    named = {i for question in questions_for([books, doubtful(2, accounts, 0.9)]) for i in question.requirement_ids}
    assert named == {"r1"}


def test_what_is_hardly_shown_brings_no_question_of_its_own() -> None:
    assert questions_for([doubtful(1, "keep the books", 0.5)]) == []


@pytest.mark.parametrize(("source", "left"), [("resume", ["r1", "r2"]), ("answer:a1", ["r1"])])
def test_an_answer_settles_a_doubt(source: str, left: list[str]) -> None:
    asked = Question(id="q1", requirement_ids=["r1", "r2"], text="?")
    standing = [gap(1, "keep the books"), doubtful(2, "prepare the annual accounts", 0.5, source)]
    assert [question.requirement_ids for question in still_open([asked], list(map(reported, standing)), set())] == [
        left
    ]


def test_a_certificate_rides_along_with_the_scene_of_its_work() -> None:
    gaps = [gap(1, "give first aid on duty"), gap(2, "first aid certificate", kind="certification")]
    named = {question.text: question.requirement_ids for question in questions_for(gaps)}
    assert set(named["Have you ever given first aid, or been the one on duty for it?"]) == {"r1", "r2"}
    assert ["r2"] in named.values()


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("registered nurse with a valid licence", "licence"),
        ("Doctor of Medicine", "education"),
        ("admission to the bar", "licence"),
        ("PhD in physics", "education"),
    ],
)
def test_what_nobody_holds_unnoticed_is_said_to_be_such(quote: str, kind: str) -> None:
    [question] = questions_for([gap(1, quote, kind=kind)])
    assert question.text.startswith("You would know if you held this")
    assert any("recognised" in example for example in question.examples)
    assert any("apprenticeship" in example for example in question.examples)


@pytest.mark.parametrize(("quote", "kind"), [("driving licence", "licence"), ("diploma in design", "education")])
def test_what_may_have_been_left_off_is_asked_for_plainly(quote: str, kind: str) -> None:
    [question] = questions_for([gap(1, quote, kind=kind)])
    assert "left it off" in question.text


def role(name: str, setting: str, follow_ups: tuple[str, ...] = ("since when",)) -> Role:
    return Role("r", "f", "volunteer", "", (name, "x"), ("does it",), (setting,), (), "s", follow_ups, ("1",))


@pytest.mark.parametrize(
    ("name", "setting", "shown"),
    [
        ("treasurer", "a club", "treasurer in a club"),
        ("tutor", "a school", "tutor at a school"),
        ("baker", "at home", "baker at home"),
        ("clerk of an association", "a club", "clerk of an association"),
        ("contributor", "GitHub", "contributor"),
        ("family carer", "a family", "family carer"),
    ],
)
def test_examples_say_who_and_where(name: str, setting: str, shown: str) -> None:
    assert examples_of([role(name, setting)]) == [shown]


def test_follow_ups_come_from_each_role_in_turn() -> None:
    roles = [role("a", "x", ("since when", "how many")), role("b", "y", ("which software", "since when"))]
    assert follow_ups_of(roles) == ["since when", "which software", "how many"]


class NamedEncoder:
    """Counts letters instead of meaning anything."""

    def __init__(self, name: str) -> None:
        self.name = name

    def encode(self, texts: list[str]) -> np.ndarray:
        vectors = np.array([[text.count("a") + 1, text.count("e") + 1] for text in texts], dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_kept_vectors_are_of_the_catalogue_as_it_stands() -> None:
    phrases = phrases_of(ROLES)
    kept = kept_vectors(phrases, PACKAGED_MODEL)
    assert kept is not None, "the catalogue has changed: run python -m service.questionnaire.vectors"
    assert kept.shape == (len(phrases), 384)
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-3)
    assert KEPT.stat().st_size < 2_500_000


def test_vectors_survive_being_kept_in_8_bits(tmp_path: Path) -> None:
    phrases, encoder = ["keeps the books", "leads a team", "drives a van"], NamedEncoder("letters")
    keep_vectors(phrases, encoder, tmp_path / "kept.npz")
    kept = kept_vectors(phrases, "letters", tmp_path / "kept.npz")
    assert np.allclose(kept, encoder.encode(phrases), atol=0.01)


@pytest.mark.parametrize(
    ("phrases", "model"), [(["a", "b"], "other"), (["a", "c"], "letters"), (["b", "a"], "letters")]
)
def test_vectors_of_another_model_or_wording_are_not_used(tmp_path: Path, phrases: list[str], model: str) -> None:
    keep_vectors(["a", "b"], NamedEncoder("letters"), tmp_path / "kept.npz")
    assert kept_vectors(phrases, model, tmp_path / "kept.npz") is None


class CountingEncoder(NamedEncoder):
    """Notes how many texts it had to encode."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.seen = 0

    def encode(self, texts: list[str]) -> np.ndarray:
        self.seen += len(texts)
        return super().encode(texts)


def test_another_model_matches_by_words_and_encodes_no_catalogue() -> None:
    gaps, encoder = [gap(1, "keep the books"), gap(2, "drive a van")], CountingEncoder("other")
    assert questions_for(gaps, encoder) == questions_for(gaps)
    assert encoder.seen == 0


@pytest.fixture(scope="module")
def packaged() -> Encoder:
    return load_encoder(EncoderSettings(model=PACKAGED_MODEL, precision="float32"))


def test_roles_are_matched_by_meaning_where_no_word_is_shared(packaged: Encoder) -> None:
    questions = questions_for([gap(1, "calm down aggrieved customers")], packaged)
    asked = {scene.id: scene.ask for scene in load_roles().scenes.values()}
    assert questions[0].text in asked.values()
    assert questions_for([gap(1, "calm down aggrieved customers")], packaged) == questions


def test_an_encoder_never_costs_a_gap_its_question(packaged: Encoder) -> None:
    gaps = [gap(i, text) for i, text in enumerate(["keep the books", "zymurgy", "lead a team", "drive a van"])]
    asked = {i for question in questions_for(gaps, packaged) for i in question.requirement_ids}
    assert asked == {"r0", "r1", "r2", "r3"}
