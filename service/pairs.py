"""Many pairs, one after the other: JSON lines in, one report or one error a line out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, get_args

from parsers.errors import OverlookedError
from service.answers import AnswersMalformed, Told, answers_from_json, is_text
from service.assembly import report_with
from service.files import Files
from service.report import Stage


class BadPair(OverlookedError):
    """A line that is not a pair."""

    code = "bad_pair"
    advice = 'A line is an object such as {"id": "1", "resume": "cv.pdf", "job": "ad.txt"}.'

    def __init__(self, message: str, advice: str | None = None, pair_id: str | None = None) -> None:
        super().__init__(message, advice)
        self.pair_id = pair_id


@dataclass(frozen=True, slots=True)
class Pair:
    """One résumé and one advertisement to be compared."""

    id: str
    resume: Path
    job: Path
    stage: Stage = "applying"
    answers: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """One line of output; `error` is the exception where the pair failed."""

    pair_id: str | None
    line: str
    error: Exception | None = None


def run_pairs(lines: Iterable[bytes], files: Files) -> Iterator[Done]:
    """One `Done` for every line that is not blank, as soon as it is known; a line that fails does not stop the rest."""
    for number, line in enumerate(lines, start=1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            pair = read_pair(line, number)
        except BadPair as error:
            yield _failed(error.pair_id, error)
            continue
        try:
            analysis = files.analysis(pair.resume, pair.job)
            report = report_with(analysis, files.engine, pair.stage, pair.answers, pair.id)
            yield Done(pair.id, report.to_json())
        except Exception as error:  # whatever one pair does, the others are still owed an answer
            yield _failed(pair.id, error)


def _failed(pair_id: str | None, error: Exception) -> Done:
    code = error.code if isinstance(error, OverlookedError) else "internal"
    message = str(error) if isinstance(error, OverlookedError) else f"Internal error ({type(error).__name__})."
    line = json.dumps({"id": pair_id, "error": {"code": code, "message": message}}, ensure_ascii=False)
    return Done(pair_id, line, error)


def read_pair(line: bytes, number: int) -> Pair:
    """The pair in one line; raises BadPair, with the pair's id where that much can be read."""
    value = _parsed(line, number)
    pair_id = value.get("id")
    known_id = pair_id if isinstance(pair_id, str) and is_text(pair_id) else None

    def refuse(problem: str, cause: Exception | None = None) -> NoReturn:
        raise BadPair(f"Line {number}: {problem}", pair_id=known_id) from cause

    for key in ("id", "resume", "job"):
        if key not in value:
            refuse(f"“{key}” is missing.")
        if not isinstance(value[key], str) or not value[key].strip() or not is_text(value[key]):
            refuse(f"“{key}” is not text.")
    stages: dict[object, Stage] = {stage: stage for stage in get_args(Stage)} | {None: "applying"}
    if not isinstance(value.get("stage"), str | None) or value.get("stage") not in stages:
        refuse(f"“stage” is none of {', '.join(get_args(Stage))}.")
    try:
        answers = answers_from_json(value["answers"]) if value.get("answers") is not None else ()
    except AnswersMalformed as error:
        refuse(str(error), error)
    return Pair(value["id"], Path(value["resume"]), Path(value["job"]), stages[value.get("stage")], answers)


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadPair(f"Line {number}: not valid JSON.") from error
    if not isinstance(value, dict):
        raise BadPair(f"Line {number}: not a JSON object.")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: which of two values was meant cannot be known."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
