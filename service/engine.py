"""What judging needs at run time: the encoder, the judge, and a month that counts as today.

Loading it imports torch and takes seconds, so nothing else in this package does it at import.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.judge.model import Judge
from parsers.dates import Month
from parsers.errors import OverlookedError

if TYPE_CHECKING:
    from embeddings.encoder import Encoder


class WrongSetting(OverlookedError):
    """A variable of the environment that cannot be understood."""

    code = "setting"


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything an analysis is made with; tests pass their own."""

    encoder: Encoder | None
    judge: Judge
    today: Month


def load_engine() -> Engine:
    """The engine with the packaged model, or the one that the environment names."""
    from embeddings.encoder import load_encoder
    from embeddings.judge import load_judge

    encoder = load_encoder()
    return Engine(encoder, _with_second_reader(load_judge(encoder)), this_month())


def _with_second_reader(judge: Judge) -> Judge:
    """The judge, and behind it the second reader that the environment names, if any."""
    from service.second_reader import ChatCompletions, ReaderSettings, SecondReader

    settings = ReaderSettings.from_environment()
    return SecondReader(judge, ChatCompletions(settings), settings.model, settings.ask) if settings else judge


def this_month() -> Month:
    """The current month; `OVERLOOKED_TODAY=2026-11` sets another, so that a run can be repeated later."""
    told = os.environ.get("OVERLOOKED_TODAY")
    if not told:
        now = datetime.datetime.now(datetime.UTC)
        return Month(now.year, now.month)
    try:
        day = datetime.date.fromisoformat(f"{told}-01")
    except ValueError as error:
        raise WrongSetting("OVERLOOKED_TODAY is not a month.", "Give it as in 2026-11, or leave it unset.") from error
    return Month(day.year, day.month)
