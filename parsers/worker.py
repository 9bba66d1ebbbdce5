"""The other side of `parsers.isolated`: what runs in the worker process."""

from __future__ import annotations

import importlib
import math
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from parsers.document import Document
from parsers.errors import DamagedDocument, LimitExceeded, OverlookedError
from parsers.limits import Limits
from parsers.opening import open_document, read_bytes

try:
    import resource
except ImportError:  # not on Windows: there the deadline alone holds
    resource = None  # type: ignore[assignment]

#: Seconds after the deadline at which a worker ends itself: its caller, who should have ended it, must be gone.
_GRACE = 5
#: A day: longer deadlines are none, and the alarm clock has a limit of its own.
_LONGEST = 86_400

Entry = Callable[[Path | bytes, Limits], Document]


def read_source(source: Path | bytes, limits: Limits) -> Document:
    """The front door, for a path or for bytes."""
    return open_document(source, limits) if isinstance(source, Path) else read_bytes(source, limits)


def serve(entry: str) -> None:
    """Answer requests (source, limits) on standard input with (document or error, whether the worker stays)."""
    answers = _private_output()
    module, _, function = entry.partition(":")
    read: Entry = getattr(importlib.import_module(module), function)
    answers.write(b"+")
    answers.flush()
    stays = True
    while stays:
        try:
            source, limits = pickle.load(sys.stdin.buffer)  # noqa: S301  (from the process that started this one)
        except EOFError:
            return
        _limit_memory(limits)
        _limit_time(limits)
        outcome, stays = _outcome(read, source, limits)
        _limit_memory(None)
        answers.write(pickle.dumps((outcome, stays), protocol=pickle.HIGHEST_PROTOCOL))
        answers.flush()
        _limit_time(None)


def _outcome(read: Entry, source: Path | bytes, limits: Limits) -> tuple[Document | OverlookedError, bool]:
    """What came of reading, and whether the process is fit for more: not once its memory has run out."""
    try:
        return read(source, limits), True
    except OverlookedError as error:
        if not isinstance(error.__cause__, MemoryError):
            return type(error)(error.message, error.advice), True
    except MemoryError:
        pass
    except Exception:
        return DamagedDocument("The document breaks the rules of its own format."), True
    megabytes = limits.memory_bytes / 1_000_000
    return LimitExceeded(f"Reading the document takes more than {megabytes:g} megabytes of memory."), False


def _private_output() -> IO[bytes]:
    """The pipe to the caller, kept from libraries that print: standard output becomes standard error."""
    private = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(private, "wb")


def _limit_memory(limits: Limits | None) -> None:
    """Set the upper bound of the address space; None lifts it."""
    if resource is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = resource.RLIM_INFINITY if limits is None else limits.memory_bytes
    if most != resource.RLIM_INFINITY:
        wanted = most if wanted == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _limit_time(limits: Limits | None) -> None:
    """Have the operating system end this process some time after the deadline; None calls that off."""
    if hasattr(signal, "alarm"):
        signal.alarm(0 if limits is None else math.ceil(min(limits.seconds, _LONGEST)) + _GRACE)
