"""The second reader, against a stub that speaks HTTP: it helps where it can be checked, and is ignored elsewhere."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from embeddings.judge.model import Candidate, Evidence, Judgement, Passage
from embeddings.requirements.model import Requirement
from parsers.dates import Month
from service.engine import WrongSetting
from service.second_reader import ChatCompletions, ReaderSettings, SecondReader

TODAY = Month(2026, 11)
LINE = Passage(
    "Kept the accounts of Anna's club", 10, 42, "resume", "volunteer", "bullet", masked="Kept the accounts of …'s club"
)
SALES = Passage("Sold shoes", 50, 60, "resume", "work", "bullet")
ASKED = Requirement("r1", "bookkeeping", 0, 11, "must", "skill", "bookkeeping wanted", "")
COUNTED = Requirement("r2", "two years of sales", 0, 11, "must", "experience", "two years of sales", "")


class Unsure:
    def __init__(self, confidence: float = 0.4) -> None:
        self.confidence = confidence

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        sold = Evidence(SALES.text, 50, 60, "resume", "work", 0.2)
        return [
            Judgement(one, "partial", self.confidence, (sold,), "?", counted=one.id == "r2") for one in requirements
        ]


class Stub:
    """Answers every request with `says`, or with an HTTP error; remembers what it was sent."""

    def __init__(self) -> None:
        self.says: object = {"answers": []}
        self.status = 200
        self.sent: list[str] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                stub.sent.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                content = stub.says if isinstance(stub.says, str) else json.dumps(stub.says)
                body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                self.send_response(stub.status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> ReaderSettings:
        return ReaderSettings(f"http://127.0.0.1:{self.server.server_port}/v1", "stub-1", seconds=5)


@pytest.fixture
def stub() -> Iterator[Stub]:
    one = Stub()
    yield one
    one.server.shutdown()


@pytest.fixture
def read(stub: Stub) -> Callable[..., list[Judgement]]:
    def judge(*asked: Requirement, confidence: float = 0.4, ask: str = "unsure") -> list[Judgement]:
        reader = SecondReader(Unsure(confidence), ChatCompletions(stub.settings), "stub-1", ask)
        return reader.judge(asked or [ASKED], Candidate((LINE, SALES)), TODAY)

    return judge


def says(status: str, line: int | None, quote: str, requirement: str = "r1") -> dict[str, object]:
    return {"answers": [{"requirement": requirement, "status": status, "line": line, "quote": quote}]}


def test_an_answer_with_a_quote_that_stands_there_is_taken_and_said_to_be_its(
    stub: Stub, read: Callable[..., list[Judgement]]
) -> None:
    stub.says = says("met", 1, "Kept the accounts")
    [found] = read()
    assert found.status == "met"
    assert (found.evidence[0].quote, found.evidence[0].start) == ("Kept the accounts", 10)
    assert "stub-1" in found.why


@pytest.mark.parametrize(
    "answer",
    [
        says("met", 1, "Kept all the accounts"),
        says("met", 2, "Kept the accounts"),
        says("met", None, "Kept the accounts"),
        says("met", 7, "Kept the accounts"),
        says("met", 1, ""),
        says("met", 1, "Anna"),
        says("met", 1, "Kept the accounts", requirement="r9"),
        {"answers": []},
        {"answers": [{"requirement": "r1", "status": "perfect", "line": 1, "quote": "Kept"}]},
        "I think this candidate is great!",
    ],
    ids=[
        "invented",
        "other line",
        "no line",
        "no such line",
        "no quote",
        "masked",
        "other id",
        "none",
        "status",
        "prose",
    ],
)
def test_what_cannot_be_checked_is_dropped(stub: Stub, read: Callable[..., list[Judgement]], answer: object) -> None:
    stub.says = answer
    [found] = read()
    assert (found.status, found.why) == ("partial", "?")


def test_it_can_say_that_nothing_speaks_for_it(stub: Stub, read: Callable[..., list[Judgement]]) -> None:
    stub.says = says("missing", None, "")
    [found] = read()
    assert (found.status, found.evidence) == ("missing", ())


def test_what_was_counted_is_never_overruled_and_not_even_asked(
    stub: Stub, read: Callable[..., list[Judgement]]
) -> None:
    stub.says = says("missing", None, "", requirement="r2")
    found = read(ASKED, COUNTED)
    assert found[1].status == "partial"
    assert "two years of sales" not in stub.sent[0]


def test_a_sure_answer_is_not_sent_unless_all_are_asked_for(stub: Stub, read: Callable[..., list[Judgement]]) -> None:
    read(confidence=0.9)
    assert stub.sent == []
    read(confidence=0.9, ask="all")
    assert len(stub.sent) == 1


def test_no_name_leaves_the_machine(stub: Stub, read: Callable[..., list[Judgement]]) -> None:
    read()
    assert "Anna" not in stub.sent[0]
    assert "Kept the accounts" in stub.sent[0]


@pytest.mark.parametrize("status", [401, 429, 500])
def test_an_endpoint_that_fails_changes_nothing(stub: Stub, read: Callable[..., list[Judgement]], status: int) -> None:
    stub.status = status
    [found] = read()
    assert (found.status, found.why) == ("partial", "?")


def test_an_endpoint_that_is_not_there_changes_nothing() -> None:
    nowhere = ChatCompletions(ReaderSettings("http://127.0.0.1:9/v1", "stub-1", seconds=1))
    reader = SecondReader(Unsure(), nowhere, "stub-1")
    assert reader.judge([ASKED], Candidate((LINE,)), TODAY)[0].why == "?"
    assert reader.failures == 1


def test_the_same_question_is_asked_once(stub: Stub) -> None:
    reader = SecondReader(Unsure(), ChatCompletions(stub.settings), "stub-1")
    for _ in range(3):
        reader.judge([ASKED], Candidate((LINE,)), TODAY)
    reader.judge([replace(ASKED, quote="payroll")], Candidate((LINE,)), TODAY)
    assert len(stub.sent) == 2


def test_it_is_off_unless_configured() -> None:
    assert ReaderSettings.from_environment({}) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"OVERLOOKED_READER_URL": "http://x/v1"},
        {"OVERLOOKED_READER_URL": "x", "OVERLOOKED_READER_MODEL": "m"},
        {"OVERLOOKED_READER_URL": "http://x", "OVERLOOKED_READER_MODEL": "m", "OVERLOOKED_READER_ASK": "never"},
        {"OVERLOOKED_READER_URL": "http://x", "OVERLOOKED_READER_MODEL": "m", "OVERLOOKED_READER_SECONDS": "soon"},
    ],
)
def test_a_wrong_setting_is_a_named_error(wrong: dict[str, str]) -> None:
    with pytest.raises(WrongSetting):
        ReaderSettings.from_environment(wrong)
