"""Batches over HTTP: taken in, driven by a worker, called off, taken over, forgotten."""

from __future__ import annotations

import csv
import io
import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import cloudpickle
import pyarrow.parquet as pq
import pytest
from distributed import Client
from sqlalchemy import select

from embeddings.judge.model import Candidate, Evidence, Judgement
from embeddings.requirements.model import Requirement
from parsers.dates import Month
from service.batch.model import Entry, Failure
from service.engine import Engine
from service.storage.batch_work import LEASE, MOST_ATTEMPTS, Claimed, Lost, Queue
from service.storage.models import BatchEntryRow, BatchFileRow, BatchOutputRow
from service.storage.sweeping import reseal, sweep
from service.web.batches.driving import drive_one
from service.web.logs import Log
from service.web.services import Services
from service.web.settings import Settings

# Workers cannot import a test; they are sent what stands in this one.
cloudpickle.register_pickle_by_value(sys.modules[__name__])


class LastWordJudge:
    """Met where a passage has the requirement's last word."""

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        return [self._judge(requirement, candidate) for requirement in requirements]

    def _judge(self, requirement: Requirement, candidate: Candidate) -> Judgement:
        word = requirement.quote.split()[-1].casefold()
        for passage in candidate.passages:
            if word in passage.text.casefold():
                evidence = Evidence(passage.text, passage.start, passage.end, "resume", passage.section, 1.0)
                return Judgement(requirement, "met", 0.9, (evidence,), "It is there.")
        return Judgement(requirement, "missing", 0.9, (), "It is not there.")


make_engine = partial(cloudpickle.loads, cloudpickle.dumps(Engine(None, LastWordJudge(), Month(2026, 11))))

JOB = b"Bookkeeper\n\nRequirements\n- Bookkeeping for a charity\n- Excel\n- Payroll of a small team\n"
ANNA = b"Anna Marlow\nanna.marlow@example.org\n\nExperience\nClerk, Shop, 2019 - 2022\n- Excel every day\n"
BEN = b"Ben Tarrow\n\nExperience\nClerk, Shop, 2019 - 2022\n- Payroll of a small team\n- Excel\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Client]:
    with Client(processes=False, n_workers=1, threads_per_worker=2, dashboard_address="127.0.0.1:0") as made:
        yield made


@pytest.fixture
def settings(settings: Settings, cluster: Client) -> Settings:
    limits = {"batch_files": 5, "batch_bytes": 20_000, "upload_bytes": 5_000, "batches": 3}
    return settings.model_copy(update={"scheduler": cluster.scheduler.address, **limits})


def form(resumes: dict[str, bytes], **fields: Any) -> dict[str, Any]:
    files = [(io.BytesIO(data), name) for name, data in resumes.items()]
    return {"data": {"resumes": files, **fields}, "content_type": "multipart/form-data"}


def advertisement() -> tuple[io.BytesIO, str]:
    return io.BytesIO(JOB), "job.txt"


@pytest.fixture
def post(acme: Any) -> Callable[..., Any]:
    """Post a batch of these résumés against the advertisement."""

    def make(resumes: dict[str, bytes], **fields: Any) -> Any:
        return acme.post("/v1/batches", **form(resumes, **({"jobs": advertisement()} | fields)))

    return make


@pytest.fixture
def made(post: Callable[..., Any]) -> str:
    """The address of a batch that waits."""
    response = post({"anna.txt": ANNA, "ben.txt": BEN})
    assert response.status_code == 201, response.json
    return str(response.headers["Location"])


@pytest.fixture
def drive(services: Services, log: io.StringIO) -> Callable[[], bool]:
    """Do as a worker does: True if there was a batch."""
    return lambda: drive_one(services, Log(log), threading.Event(), make_engine)


@pytest.fixture
def queue(services: Services) -> Queue:
    return services.batch_queue()


def claimed(queue: Queue) -> Claimed:
    found = queue.claim()
    assert found is not None
    return found


def lines(caller: Any, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in caller.get(f"{path}/results").text.splitlines()]


def table(caller: Any, path: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(caller.get(f"{path}/results?format={name}").text)))


def test_a_batch_ends_with_results_in_every_format(acme: Any, made: str, drive: Callable[[], bool]) -> None:
    waiting = acme.get(made).json
    assert (waiting["state"], waiting["total"], waiting["done"]) == ("waiting", 2, 0)
    assert drive()
    assert not drive(), "nothing is left to do"
    done = acme.get(made).json
    assert (done["state"], done["total"], done["done"], done["failed"]) == ("done", 2, 2, 0)
    assert [row["file"] for row in table(acme, made, "csv")] == ["ben.txt", "anna.txt"]
    reports = lines(acme, made)
    assert {report["resume"]["file"] for report in reports} == {"anna.txt", "ben.txt"}
    assert {report["schema"] for report in reports} == {"overlooked.report/1"}
    for name, rows in (("parquet", 2), ("requirements", 6)):
        assert pq.read_table(io.BytesIO(acme.get(f"{made}/results?format={name}").data)).num_rows == rows
    assert table(acme, made, "errors") == []
    assert "<html" in acme.get(f"{made}/results?format=page").text


def test_archives_are_looked_into_and_what_cannot_be_read_is_named(
    acme: Any, post: Callable[..., Any], drive: Callable[[], bool], zipped: Callable[[dict[str, bytes]], bytes]
) -> None:
    archive = zipped({"cvs/anna.txt": ANNA, "cvs/broken.pdf": b"%PDF-1.7\nnothing more", "cvs/large.txt": b"x" * 6000})
    path = post({"all.zip": archive, "ben.txt": BEN, "torn.zip": archive[:40]}).headers["Location"]
    drive()
    done = acme.get(path).json
    assert (done["total"], done["done"], done["failed"]) == (5, 5, 3)
    assert {row["file"] for row in table(acme, path, "csv")} == {"all.zip/cvs/anna.txt", "ben.txt"}
    errors = {row["file"]: row["code"] for row in table(acme, path, "errors")}
    assert errors == {
        "all.zip/cvs/broken.pdf": "damaged",
        "all.zip/cvs/large.txt": "limit_exceeded",
        "torn.zip": "damaged",
    }
    assert [line["error"]["code"] for line in lines(acme, path) if "error" in line].count("damaged") == 2


def test_copies_of_a_resume_are_one_row(acme: Any, post: Callable[..., Any], drive: Callable[[], bool]) -> None:
    path = post({"anna.txt": ANNA, "copy.txt": ANNA}).headers["Location"]
    drive()
    [row] = table(acme, path, "csv")
    assert (row["file"], row["copies"]) == ("anna.txt", "copy.txt")


def test_a_kept_advertisement_and_the_same_as_a_file_are_one(
    acme: Any, post: Callable[..., Any], drive: Callable[[], bool]
) -> None:
    job = acme.post("/v1/jobs", data={"job": advertisement()}, content_type="multipart/form-data").json
    path = post({"anna.txt": ANNA}, job_ids=job["id"]).headers["Location"]
    drive()
    assert len(table(acme, path, "csv")) == 1


def test_a_batch_that_is_held_takes_more_files_until_it_is_started(
    acme: Any, post: Callable[..., Any], drive: Callable[[], bool]
) -> None:
    path = post({}, hold="true").headers["Location"]
    assert not drive()
    assert acme.post(f"{path}/start").json["code"] == "no_resumes"
    assert acme.post(f"{path}/files", **form({"anna.txt": ANNA})).json["total"] == 1
    assert acme.post(f"{path}/files", **form({"ben.txt": BEN})).json["total"] == 2
    assert acme.post(f"{path}/start").json["state"] == "waiting"
    late = acme.post(f"{path}/files", **form({"ben.txt": BEN}))
    assert (late.status_code, late.json["code"]) == (409, "batch_closed")
    drive()
    assert len(table(acme, path, "csv")) == 2


def test_a_blind_batch_says_nowhere_who_a_candidate_is(
    acme: Any, post: Callable[..., Any], drive: Callable[[], bool]
) -> None:
    path = post({"anna.txt": ANNA, "anna.pdf": b"%PDF-1.7\nnothing"}, blind="true").headers["Location"]
    drive()
    for name in ("jsonl", "csv", "errors", "page"):
        text = acme.get(f"{path}/results?format={name}").text.lower()
        assert text
        assert "anna" not in text, name
        assert "marlow" not in text, name


def test_a_batch_that_is_called_off_before_it_begins_is_over_at_once(
    acme: Any, made: str, drive: Callable[[], bool], services: Services
) -> None:
    assert acme.post(f"{made}/cancel").json["state"] == "cancelled"
    assert not drive()
    assert acme.post(f"{made}/cancel").json["state"] == "cancelled"
    refused = acme.get(f"{made}/results")
    assert (refused.status_code, refused.json["code"]) == (409, "batch_not_done")
    assert _rows(services, BatchFileRow) == 0


def test_a_batch_that_is_called_off_while_it_runs_ends_without_results(
    acme: Any, made: str, drive: Callable[[], bool], queue: Queue, services: Services, clock: Any
) -> None:
    gone = claimed(queue)
    queue.entries(gone, "v1").add(Entry(resume="0" * 64, version="v1"))
    assert acme.post(f"{made}/cancel").json["cancelling"] is True
    assert queue.renew(gone, 1, 0) is True
    clock.forward(seconds=LEASE.total_seconds())
    assert drive(), "another worker finds it when the first has been silent for long"
    assert acme.get(made).json["state"] == "cancelled"
    assert _rows(services, BatchFileRow) == _rows(services, BatchEntryRow) == _rows(services, BatchOutputRow) == 0


def test_a_batch_is_one_workers_alone_until_it_falls_silent(made: str, queue: Queue, clock: Any) -> None:
    first = claimed(queue)
    clock.forward(seconds=40)
    assert queue.claim() is None
    queue.renew(first, 0, 0)
    clock.forward(seconds=40)
    assert queue.claim() is None
    clock.forward(seconds=40)
    second = claimed(queue)
    assert second.batch.id == first.batch.id
    entry = Entry(resume="0" * 64, version="v1")
    store = queue.entries(second, "v1")
    store.add(entry)
    for late in (
        lambda: queue.renew(first, 1, 0),
        lambda: queue.entries(first, "v1").add(entry),
        lambda: queue.finish(first, {}, 2, 0),
        lambda: queue.give_up(first, Failure.of(ValueError())),
        lambda: queue.release(first),
    ):
        with pytest.raises(Lost):
            late()
    assert list(store.entries("0" * 64)) == [entry]


def test_what_another_version_found_out_is_found_out_again(made: str, queue: Queue) -> None:
    mine = claimed(queue)
    queue.entries(mine, "v1").add(Entry(resume="0" * 64, version="v1"))
    newer = queue.entries(mine, "v2")
    assert newer.missing("0" * 64, ["job"]) == ["job"]
    newer.add(Entry(resume="0" * 64, version="v2"))
    assert queue.entries(mine, "v1").missing("0" * 64, ["job"]) == ["job"]
    assert [entry.version for entry in newer.entries("0" * 64)] == ["v2"]


def test_a_batch_that_goes_wrong_time_and_again_is_given_up_with_its_reason(
    acme: Any, made: str, queue: Queue, clock: Any
) -> None:
    for attempt in range(MOST_ATTEMPTS):
        over = queue.give_up(claimed(queue), Failure(code="setting", message="No scheduler.", advice="Start one."))
        assert over is (attempt == MOST_ATTEMPTS - 1)
        clock.forward(seconds=LEASE.total_seconds())
    failed = acme.get(made).json
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "setting")


def test_progress_starts_the_count_of_attempts_anew(made: str, queue: Queue, clock: Any) -> None:
    for number in range(1, MOST_ATTEMPTS + 3):
        mine = claimed(queue)
        queue.renew(mine, number, 0)
        assert not queue.give_up(mine, Failure(code="internal", message="m", advice="a"))
        clock.forward(seconds=LEASE.total_seconds())


def test_nothing_of_a_candidate_lies_in_the_open_and_files_go_when_the_batch_is_done(
    acme: Any, made: str, drive: Callable[[], bool], services: Services, log: io.StringIO
) -> None:
    with services.database.reading() as session:
        stored = [row.sealed_name + (row.sealed or b"") for row in session.scalars(select(BatchFileRow))]
    assert len(stored) == 2
    drive()
    with services.database.reading() as session:
        stored += [row.sealed for row in session.scalars(select(BatchOutputRow))]
    assert _rows(services, BatchFileRow) == _rows(services, BatchEntryRow) == 0
    for word in (b"anna", b"Marlow", b"Excel every day"):
        assert not any(word in one for one in stored)
        assert word.decode() not in log.getvalue()


def test_a_batch_opens_after_the_encryption_key_has_changed(
    acme: Any, made: str, services: Services, settings: Settings, services_with: Callable[..., Services]
) -> None:
    from service.storage.sealing import new_key

    renewed = services_with(settings.model_copy(update={"encryption_keys": (new_key(), *settings.encryption_keys)}))
    assert reseal(renewed.database, renewed.seal) > 0
    newest = services_with(settings.model_copy(update={"encryption_keys": renewed.settings.encryption_keys[:1]}))
    mine = claimed(newest.batch_queue())
    assert {file.name for file in mine.files} == {"anna.txt", "ben.txt"}
    assert newest.batch_queue().read(mine, 0, 10**6) == ANNA


def test_a_deleted_batch_is_gone_and_its_worker_stops(acme: Any, made: str, queue: Queue, services: Services) -> None:
    mine = claimed(queue)
    assert acme.delete(made).status_code == 204
    assert acme.get(made).status_code == 404
    assert _rows(services, BatchFileRow) == 0
    with pytest.raises(Lost):
        queue.renew(mine, 1, 0)


def test_a_batch_expires_with_all_that_belongs_to_it(
    acme: Any, made: str, drive: Callable[[], bool], services: Services, clock: Any
) -> None:
    drive()
    clock.forward(hours=services.settings.retention_hours)
    assert acme.get(made).status_code == 404
    assert sweep(services.database, clock).batches == 1
    assert _rows(services, BatchOutputRow) == 0


def test_the_organisation_is_told_once_in_numbers_when_a_batch_is_over(
    acme: Any, made: str, drive: Callable[[], bool]
) -> None:
    acme.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/", "events": ["batch.finished"]})
    drive()
    [told] = acme.get("/v1/webhooks/deliveries").json["items"]
    assert told["payload"] == {
        "batch_id": made.rpartition("/")[2],
        "reference": "",
        "state": "done",
        "total": 2,
        "done": 2,
        "failed": 0,
    }


def test_the_same_request_with_the_same_key_makes_one_batch(acme: Any) -> None:
    ids = set()
    for _ in range(2):
        described = form({"anna.txt": ANNA}, jobs=advertisement())
        ids.add(acme.post("/v1/batches", headers={"Idempotency-Key": "batch-of-monday"}, **described).json["id"])
    assert len(ids) == 1
    assert [one["id"] for one in acme.get("/v1/batches").json["items"]] == list(ids)


@pytest.mark.parametrize(
    ("resumes", "fields", "status", "code"),
    [
        ({f"{n}.txt": ANNA for n in range(6)}, {}, 413, "limit_exceeded"),
        ({"all.zip": {f"{n}.txt": ANNA for n in range(6)}}, {}, 413, "limit_exceeded"),
        ({f"{n}.txt": b"x" * 4_999 for n in range(5)}, {}, 413, "limit_exceeded"),
        ({}, {}, 422, "no_resumes"),
        ({"anna.txt": ANNA}, {"jobs": b"Lorem ipsum dolor sit amet."}, 422, "no_requirements"),
        ({"anna.txt": ANNA}, {"job_ids": "0" * 24}, 404, "unknown_job"),
        ({"anna.txt": ANNA}, {"job_ids": "bookkeeper"}, 422, "invalid"),
        ({"anna.txt": ANNA}, {"blind": "perhaps"}, 422, "invalid"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_become_a_batch_is_refused_and_nothing_is_kept(
    acme: Any,
    post: Callable[..., Any],
    zipped: Callable[[dict[str, bytes]], bytes],
    resumes: dict[str, bytes | dict[str, bytes]],
    fields: Any,
    status: int,
    code: str,
) -> None:
    uploads = {name: zipped(data) if isinstance(data, dict) else data for name, data in resumes.items()}
    files = {name: (io.BytesIO(value), "ad.txt") for name, value in fields.items() if isinstance(value, bytes)}
    response = post(uploads, **(fields | files))
    assert (response.status_code, response.json["code"]) == (status, code), response.json
    assert acme.get("/v1/batches").json["items"] == []


def test_a_batch_without_an_advertisement_is_refused(acme: Any) -> None:
    response = acme.post("/v1/batches", **form({"anna.txt": ANNA}))
    assert (response.status_code, response.json["code"]) == (422, "no_jobs")


def test_an_organisation_has_a_few_batches_under_way_and_no_more(
    acme: Any, rival: Any, post: Callable[..., Any], drive: Callable[[], bool]
) -> None:
    assert [post({"anna.txt": ANNA}).status_code for _ in range(4)] == [201, 201, 201, 413]
    assert rival.post("/v1/batches", **form({"anna.txt": ANNA}, jobs=advertisement())).status_code == 201
    drive()
    assert post({"anna.txt": ANNA}).status_code == 201


def _rows(services: Services, table: Any) -> int:
    with services.database.reading() as session:
        return len(session.scalars(select(table)).all())
