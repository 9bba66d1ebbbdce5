"""The start: two documents and a situation go in; or our samples, with one click."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from flask import Response, current_app, jsonify, request, url_for

from parsers.errors import OverlookedError
from service.report import Stage
from service.storage.analyses import Claim
from service.web.casework import Role, Upload, UploadRefused, pasted
from service.web.engine_room import Busy
from service.web.fetching import FetchFailed, FetchOff, fetched
from service.web.pages import wording
from service.web.pages.blueprint import blueprint, page
from service.web.pages.forms import LONGEST_DOCUMENT, by_script, check, see, text_of
from service.web.pages.keys import hand_over
from service.web.services import NotEncrypted, Order, Started, services
from service.web.uploads import uploaded

_DEMO = Path(__file__).parent / "demo"
#: Under which names the samples are shown; the second also tells a demo from an analysis of one's own.
DEMO_RESUME, DEMO_JOB = "renata-kallstrom.pdf", "agate-cycle-works.txt"
#: How long an upload that was called off is remembered, in seconds: longer than any takes.
_MEMORY = 600.0
_STAGES: tuple[Stage, ...] = ("applying", "waiting", "rejected")


class Withdrawn:
    """Tickets of uploads that were called off while they were read, so that nothing of them is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: dict[str, float] = {}

    def add(self, ticket: str) -> None:
        """Call one off."""
        now = time.monotonic()
        with self._lock:
            self._tickets = {one: at for one, at in self._tickets.items() if now - at < _MEMORY}
            self._tickets[ticket[:64]] = now

    def __contains__(self, ticket: str) -> bool:
        with self._lock:
            return bool(ticket) and ticket in self._tickets


@dataclass
class Form:
    """What was filled in, and what is wrong with it, by field."""

    stage: Stage = "applying"
    keep_files: bool = False
    resume_text: str = ""
    job_text: str = ""
    job_url: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
def start() -> Response:
    """The form."""
    return _shown(Form())


@blueprint.post("/")
def begin() -> Response:
    """Read and compare; the form again, with what is wrong beside the fields."""
    check()
    form = _filled_in()
    resume, job = _document("resume", form), _document("job", form)
    if resume is None or job is None:
        return _refused(form)
    started = _started(Order(resume, job, form.stage, form.keep_files), form)
    if started is None:
        return _refused(form)
    ticket = request.form.get("ticket", "")
    if ticket in withdrawn():
        services().delete(Claim(token=started.token), started.case.id)
        return _refused(form, 409)
    return entered(started)


@blueprint.post("/demo")
def demo() -> Response:
    """The same with a sample résumé and a sample advertisement."""
    check()
    resume = Upload(DEMO_RESUME, (_DEMO / "resume.pdf").read_bytes())
    job = Upload(DEMO_JOB, (_DEMO / "job.txt").read_bytes())
    form = Form()
    started = _started(Order(resume, job, "applying", services().seal.encrypts), form)
    return entered(started) if started else _refused(form)


@blueprint.post("/cancel")
def cancel() -> Response:
    """Call an upload off: whatever comes of it is forgotten at once."""
    check()
    withdrawn().add(request.form.get("ticket", ""))
    return Response(status=204)


def withdrawn() -> Withdrawn:
    """Those of the application at hand."""
    found: Withdrawn = current_app.extensions["overlooked.withdrawn"]
    return found


def entered(started: Started) -> Response:
    """On to what was read, with the key to it."""
    return hand_over(see(url_for("pages.read", analysis=started.case.id)), started.case, started.token)


def _started(order: Order, form: Form) -> Started | None:
    """The analysis; None where something is wrong, which the form then says."""
    if not services().settings.candidates:
        form.errors["form"] = wording.only_for_sites()
        return None
    try:
        return services().start(order, None)
    except UploadRefused as error:
        form.errors[error.role] = wording.of_error(error)
    except NotEncrypted as error:
        form.errors["keep_files"] = wording.of_error(error)
    except Busy as error:
        form.errors["form"] = wording.of_error(error)
    return None


def _filled_in() -> Form:
    stage = request.form.get("stage", "applying")
    return Form(
        stage=next((one for one in _STAGES if one == stage), "applying"),
        keep_files="keep_files" in request.form,
        resume_text=text_of("resume_text", LONGEST_DOCUMENT),
        job_text=text_of("job_text", LONGEST_DOCUMENT),
        job_url=text_of("job_url", 2000),
    )


def _document(role: Role, form: Form) -> Upload | None:
    """The document out of the form, however it was given; None where it was not, or twice, which the form then says."""
    file = request.files.get(role)
    text = form.resume_text if role == "resume" else form.job_text
    address = form.job_url if role == "job" else ""
    given = [bool(file and file.filename), bool(text), bool(address)]
    if sum(given) != 1:
        form.errors[role] = wording.nothing_given(role) if not any(given) else wording.given_twice(role)
        return None
    if file and file.filename:
        return uploaded(file)
    try:
        return pasted(text, role) if text else fetched(address, services().settings)
    except (FetchFailed, FetchOff, OverlookedError) as error:
        form.errors[role] = wording.of_error(error)
        return None


def _refused(form: Form, status: int = 422) -> Response:
    if by_script():
        response = jsonify({"errors": form.errors})
        response.status_code = status
        return response
    return _shown(form, status)


def _shown(form: Form, status: int = 200) -> Response:
    known = services()
    return page(
        "start.html",
        status,
        form=form,
        stages=wording.stages(),
        keeps=known.seal.encrypts,
        fetches=known.settings.fetch,
        days=known.settings.retention_hours / 24,
        hours=known.settings.retention_hours,
        megabytes=known.settings.upload_bytes // 1_000_000,
        open_to_all=known.settings.candidates,
    )
