"""What the faces share: one object on the application, made from the settings."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from parsers.dates import Month
from parsers.errors import OverlookedError
from parsers.isolated import IsolatedReaders
from parsers.limits import Limits
from service.analysis import Analysis, JobFile
from service.assembly import report_of
from service.engine import Engine, load_engine, this_month
from service.report import Stage
from service.storage.analyses import Admission, Analyses, Case, Claim, Clock
from service.storage.batch_work import Queue
from service.storage.batches import Batch as KeptBatch
from service.storage.batches import Batches, NewBatch, Room
from service.storage.database import Database
from service.storage.jobs import Jobs, KeptJob
from service.storage.keys import Key, Keys
from service.storage.replays import Replays
from service.storage.sealing import Seal
from service.storage.secrets import new_token
from service.storage.usage import Usage
from service.storage.webhooks import Event, Outbox, Webhooks
from service.store import ChangedMeanwhile, StoreUnusable
from service.web.casework import Casework, Read, Upload
from service.web.engine_room import EngineRoom
from service.web.settings import Settings

#: How often a change is made again where somebody else's came first.
_TRIES = 4


class NotEncrypted(OverlookedError):
    """Files are to be kept, and there is no key to encrypt them with."""

    code = "not_encrypted"
    advice = "Send it again without keep_files; or let whoever runs the service set OVERLOOKED_ENCRYPTION_KEYS."


class TablesOutdated(OverlookedError):
    """The database has other tables than this version wants."""

    code = "tables_outdated"
    advice = "Run: overlooked db upgrade, then start again."


class ChangedSince(OverlookedError):
    """The version in If-Match is not the present one."""

    code = "changed_since"
    advice = "Read it again, and repeat the last step with its new ETag."


@dataclass(frozen=True, slots=True)
class Started:
    """A new analysis and the token that opens it; the token is shown once."""

    case: Case
    token: str


@dataclass(frozen=True, slots=True)
class Order:
    """What a caller wants compared."""

    resume: Upload
    job: Upload | KeptJob
    stage: Stage = "applying"
    keep_files: bool = False


class Services:
    """Everything that the views call."""

    def __init__(
        self, settings: Settings, database: Database, seal: Seal, rooms: EngineRoom, read: Read, clock: Clock
    ) -> None:
        self.settings, self.database, self.seal, self.rooms, self.clock = settings, database, seal, rooms, clock
        self.casework = Casework(read, rooms)
        self.end_readers: Callable[[], None] = lambda: None
        self.keys = Keys(database, clock)
        self.usage = Usage(database)
        self.replays = Replays(database, clock)

    def analyses(self, claim: Claim, admission: Admission | None = None) -> Analyses:
        """The analyses that the claim opens."""
        return Analyses(self.database, self.seal, self.clock, claim, admission)

    def jobs(self, tenant_id: str | None) -> Jobs:
        """The advertisements of a tenant."""
        return Jobs(self.database, self.seal, self.clock, tenant_id)

    def webhooks(self, tenant_id: str) -> Webhooks:
        """Where a tenant is told of events."""
        return Webhooks(self.database, self.seal, self.clock, tenant_id)

    def batches(self, tenant_id: str) -> Batches:
        """The batches of a tenant."""
        room = Room(self.settings.batch_files, self.settings.batch_bytes, self.settings.batches)
        return Batches(self.database, self.seal, self.clock, tenant_id, room)

    def start(self, order: Order, key: Key | None) -> Started:
        """Read, judge and keep; raises UploadRefused, NotEncrypted or Busy."""
        if order.keep_files and not self.seal.encrypts:
            raise NotEncrypted("This service keeps no files.")
        job: Upload | JobFile = order.job.file if isinstance(order.job, KeptJob) else order.job
        with self.rooms.work():
            begun = self.casework.begin(order.resume, job, order.stage, order.keep_files)
        admission = Admission(
            token=new_token(),
            keep_for=self.retention(key),
            tenant_id=key.tenant_id if key else None,
            key_id=key.id if key else None,
            job_id=order.job.id if isinstance(order.job, KeptJob) else None,
            private=key is not None and key.publishable,
            attachments=begun.attachments,
        )
        case = self.analyses(Claim(), admission).add(begun.analysis)
        self.usage.note(admission.tenant_id, "analyses", self.clock().date())
        self._tell_of(case, "analysis.created")
        return Started(case, admission.token)

    def keep_job(self, upload: Upload, reference: str, key: Key) -> KeptJob:
        """Read, understand and keep an advertisement; raises UploadRefused."""
        keep_for = datetime.timedelta(hours=self.settings.job_retention_hours)
        with self.rooms.work():
            file = self.casework.job(upload)
        kept = self.jobs(key.tenant_id).add(file, reference, keep_for)
        self.usage.note(key.tenant_id, "jobs", self.clock().date())
        self.webhooks(key.tenant_id).tell("job.created", {"job_id": kept.id, "reference": kept.reference})
        return kept

    def new_batch(self, wanted: NewBatch, key: Key) -> KeptBatch:
        """Keep a batch for the workers; raises NoJobs, NoResumes, or LimitExceeded."""
        batch = self.batches(key.tenant_id).add(wanted)
        self.usage.note(key.tenant_id, "batches", self.clock().date())
        return batch

    def batch_queue(self) -> Queue:
        """Batches that are to be driven, for workers."""
        return Queue(self.database, self.seal, self.clock)

    def delete_job(self, job_id: str, key: Key) -> None:
        """Forget an advertisement; raises UnknownJob."""
        self.jobs(key.tenant_id).delete(job_id)
        self.webhooks(key.tenant_id).tell("job.deleted", {"job_id": job_id})

    def change(
        self, claim: Claim, analysis_id: str, move: Callable[[Analysis], Analysis], version: int | None = None
    ) -> Case:
        """Make a move in an analysis: on that version alone, or on whichever is there.

        Raises UnknownAnalysis, ChangedSince where it is another version, ChangedMeanwhile.
        """
        store = self.analyses(claim)
        for _ in range(_TRIES):
            case = store.get(analysis_id)
            if version is not None and case.version != version:
                raise ChangedSince("This analysis was changed since you read it.")
            moved = move(case.analysis)
            if moved == case.analysis:
                return case
            try:
                case = store.replace(case, moved)
                self._tell_of(case, "analysis.changed")
                return case
            except ChangedMeanwhile:
                if version is not None:
                    raise
        raise ChangedMeanwhile("This analysis is being changed by somebody else all the time.")

    def delete(self, claim: Claim, analysis_id: str) -> None:
        """Forget an analysis with all that belongs to it; raises UnknownAnalysis."""
        store = self.analyses(claim)
        case = store.get(analysis_id)
        store.delete(analysis_id)
        if case.tenant_id is not None and not case.private:
            self.webhooks(case.tenant_id).tell("analysis.deleted", {"analysis_id": case.id, "job_id": case.job_id})

    def _tell_of(self, case: Case, event: Event) -> None:
        """Let the organisation know, in numbers; nothing of what a candidate began with a publishable key."""
        if case.tenant_id is None or case.private:
            return
        summary = report_of(case.analysis, case.id).summary
        numbers = {"coverage": summary.coverage, "must_missing": summary.must_missing, "version": case.version}
        payload = {"analysis_id": case.id, "job_id": case.job_id, "stage": case.analysis.stage, **numbers}
        self.webhooks(case.tenant_id).tell(event, payload)

    def outbox(self) -> Outbox:
        """What is to be sent, for workers."""
        return Outbox(self.database, self.seal, self.clock)

    def close(self) -> None:
        """End the readers' processes and the connections to the database."""
        self.end_readers()
        self.database.close()

    def readiness(self) -> dict[str, bool]:
        """What is needed for work, and whether it is there."""
        try:
            database = self.database.is_current()
        except StoreUnusable:
            database = False
        return {"database": database, "model": self.rooms.is_loaded}

    def retention(self, key: Key | None) -> datetime.timedelta:
        """How long an analysis is kept."""
        hours = key.retention_hours if key and key.retention_hours else self.settings.retention_hours
        return datetime.timedelta(hours=hours)


def services() -> Services:
    """Those of the application at hand."""
    found: Services = current_app.extensions["overlooked"]
    return found


def now() -> datetime.datetime:
    """The present moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def make_services(
    settings: Settings,
    load: Callable[[], Engine] = load_engine,
    today: Callable[[], Month] = this_month,
    clock: Clock = now,
    read: Read | None = None,
) -> Services:
    """Services as the settings say; the database is not touched yet. Raises WrongSetting."""
    seal = Seal(settings.keys())
    if not settings.database:
        settings.make_folder()
    rooms = EngineRoom(load, today, settings.judging, settings.line)
    if read is not None:
        return Services(settings, Database(settings.database_url), seal, rooms, read, clock)
    readers = IsolatedReaders(settings.readers, Limits(bytes=settings.upload_bytes))
    made = Services(settings, Database(settings.database_url), seal, rooms, readers.read, clock)
    made.end_readers = readers.close
    return made
