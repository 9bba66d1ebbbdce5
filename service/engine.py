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

if TYPE_CHECKING:
    from embeddings.encoder import Encoder


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
    return Engine(encoder, load_judge(encoder), this_month())


def this_month() -> Month:
    """The current month; `OVERLOOKED_TODAY=2026-11` sets another, so that a run can be repeated later."""
    told = os.environ.get("OVERLOOKED_TODAY")
    day = datetime.date.fromisoformat(f"{told}-01") if told else datetime.datetime.now(datetime.UTC).date()
    return Month(day.year, day.month)
