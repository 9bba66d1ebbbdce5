"""Whole runs, with a judge of one rule: every résumé once, whatever happens to workers and to the run."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import cloudpickle
import pyarrow.parquet as pq
import pytest
from distributed import Client

from embeddings.judge.model import Candidate, Evidence, Judgement
from embeddings.requirements.model import Requirement
from parsers.dates import Month
from parsers.errors import FileUnreadable
from parsers.limits import Limits
from service.batch.folder import Folder
from service.batch.journal import Journal
from service.batch.model import Batch, Finished, Source
from service.batch.runner import Runner, Stopped
from service.batch.running import run_batch, short_names
from service.batch.task import Plan, load_batch_engine, read_job
from service.engine import Engine

# Workers cannot import a test; they are sent what stands in this one.
cloudpickle.register_pickle_by_value(sys.modules[__name__])

AD = """Bookkeeper
Example Youth Arts

What we are looking for
- At least two years of bookkeeping experience
- Reconcile the bank accounts every month
- An associate's degree in accounting is a plus
"""
KILLER = "This line ends the process that judges it."


class FirstWordJudge:
    """Met where a passage has the requirement's last word."""

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        if any(KILLER in passage.text for passage in candidate.passages):
            os._exit(9)
        return [self._judge(requirement, candidate) for requirement in requirements]

    def _judge(self, requirement: Requirement, candidate: Candidate) -> Judgement:
        word = requirement.quote.split()[-1].casefold()
        for passage in candidate.passages:
            if word in passage.text.casefold():
                evidence = Evidence(passage.text, passage.start, passage.end, "resume", passage.section, 1.0)
                return Judgement(requirement, "met", 0.9, (evidence,), "It is there.")
        return Judgement(requirement, "missing", 0.9, (), "It is not there.")


make_engine = partial(cloudpickle.loads, cloudpickle.dumps(Engine(None, FirstWordJudge(), Month(2026, 11))))


def resume(name: str, *lines: str) -> str:
    bullets = "\n".join(f"- {line}" for line in lines)
    contact = f"{name.split()[0].lower()}@example.com | +1 218 555 0143"
    return f"{name}\n{contact}\n\nExperience\n\nClerk, Shop, 2019 - 2022\n{bullets}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three people, one of them twice, a broken PDF and an empty file."""
    cvs = tmp_path / "cvs"
    cvs.mkdir()
    (cvs / "anna.txt").write_text(resume("Anna Marlow", "Kept the experience ledger", "Closed the books every month"))
    (cvs / "copy of anna.txt").write_bytes((cvs / "anna.txt").read_bytes())
    (cvs / "ben.txt").write_text(resume("Ben Tarrow", "Sold shoes", "Counted the till every month"))
    (cvs / "cleo.txt").write_text(resume("Cleo Harrow", "Drove a van", "Repaired bicycles"))
    (cvs / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (cvs / "empty.txt").write_bytes(b"")
    (tmp_path / "ad.txt").write_text(AD)
    return tmp_path


def batch(folder: Path, out: str = "out", **options: object) -> Batch:
    return Batch((str(folder / "cvs"),), (str(folder / "ad.txt"),), str(folder / out), **options)  # type: ignore[arg-type]


def run(described: Batch) -> Finished:
    *_, finished = run_batch(described, make_engine=make_engine)
    assert isinstance(finished, Finished)
    return finished


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".overlooked" not in path.parts
    }


def test_a_run_gives_one_row_a_content_and_names_what_cannot_be_read(folder: Path) -> None:
    finished = run(batch(folder))
    assert (finished.scored, finished.failed) == (4, 2)
    found = rows(folder / "out" / "results.csv")
    assert [(row["rank"], Path(row["file"]).name) for row in found] == [
        ("1", "anna.txt"),
        ("2", "ben.txt"),
        ("3", "cleo.txt"),
    ]
    assert found[0]["copies"].endswith("copy of anna.txt")
    errors = {Path(row["file"]).name: row["code"] for row in rows(folder / "out" / "errors.csv")}
    assert errors == {"broken.pdf": "damaged", "empty.txt": "empty"}
    evidence = pq.read_table(folder / "out" / "requirements.parquet").to_pylist()
    assert len(evidence) == 9
    met = next(one for one in evidence if one["status"] == "met" and "month" in one["quote"])
    assert "every month" in met["evidence"][0]["quote"]
    assert pq.read_table(folder / "out" / "results.parquet").num_rows == 3


def test_the_number_of_workers_and_an_interruption_change_nothing(folder: Path) -> None:
    described = batch(folder, reports=True, questions=True)
    run(described)
    interrupted = run_batch(batch(folder, "again", workers=2, reports=True, questions=True), make_engine=make_engine)
    for event in interrupted:
        if event.done:  # type: ignore[union-attr]
            break
    interrupted.close()
    assert not (folder / "again" / "results.csv").exists()
    run(batch(folder, "again", workers=2, reports=True, questions=True))
    assert contents(folder / "out") == contents(folder / "again")


def test_a_finished_run_scores_only_what_is_new(folder: Path) -> None:
    run(batch(folder))
    (folder / "cvs" / "dora.txt").write_text(resume("Dora Farrow", "Closed the books every month"))
    progress = [event for event in run_batch(batch(folder), make_engine=make_engine) if not isinstance(event, Finished)]
    assert (progress[-1].total, progress[-1].kept, progress[-1].done) == (7, 5, 7)
    assert len(rows(folder / "out" / "results.csv")) == 4


def test_who_kills_every_worker_is_named_and_the_neighbours_are_scored(folder: Path) -> None:
    (folder / "cvs" / "killer.txt").write_text(resume("Kit Barrow", KILLER))
    finished = run(batch(folder, workers=2))
    lost = [trouble for trouble in finished.troubles if trouble.name.endswith("killer.txt")]
    assert [trouble.failure.code for trouble in lost] == ["limit_exceeded"]
    assert finished.scored == 4


GREEDY = "This line makes its judge take all the memory there is."


class GreedyJudge(FirstWordJudge):
    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        if any(GREEDY in passage.text for passage in candidate.passages):
            taken = []
            while True:
                taken.append(b"x" * 20_000_000)
                time.sleep(0.02)
        return super().judge(requirements, candidate, today)


def _greedy() -> Engine:
    return Engine(None, GreedyJudge(), Month(2026, 11))


def test_who_outgrows_the_memory_of_a_worker_is_named_and_the_neighbours_are_scored(folder: Path) -> None:
    (folder / "cvs" / "greedy.txt").write_text(resume("Gus Farrow", GREEDY))
    events = run_batch(batch(folder, workers=2, memory="1.5GB"), make_engine=_greedy)
    finished = [event for event in events if isinstance(event, Finished)][-1]
    lost = [trouble for trouble in finished.troubles if trouble.name.endswith("greedy.txt")]
    assert [trouble.failure.code for trouble in lost] == ["limit_exceeded"]
    assert finished.scored == 4


def test_a_blind_run_writes_no_name_and_no_contact(folder: Path) -> None:
    run(batch(folder, blind=True, reports=True, questions=True))
    written = contents(folder / "out") | {"journal": _journal(folder / "out")}
    table = json.dumps(pq.read_table(folder / "out" / "requirements.parquet").to_pylist())
    everything = b"".join(written.values()).lower() + table.lower().encode()
    for word in (b"marlow", b"anna", b"tarrow", b"example.com", b"555"):
        assert word not in everything
    key = {row["id"]: Path(row["file"]).name for row in rows(folder / "out" / ".overlooked" / "key.csv")}
    assert key[rows(folder / "out" / "results.csv")[0]["id"]] in ("anna.txt", "copy of anna.txt")


def _journal(out: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (out / ".overlooked" / "journal").iterdir())


def test_a_blind_runs_key_says_which_file_could_not_be_opened(folder: Path) -> None:
    (folder / "cvs" / "gone.txt").symlink_to(folder / "nowhere.txt")
    run(batch(folder, blind=True))
    errors = rows(folder / "out" / "errors.csv")
    key = {row["id"]: Path(row["file"]).name for row in rows(folder / "out" / ".overlooked" / "key.csv")}
    assert all(row["id"] and not row["file"] for row in errors)
    assert {key[row["id"]] for row in errors} == {"broken.pdf", "empty.txt", "gone.txt"}


def test_a_mistyped_advertisement_leaves_the_results_as_they_are(folder: Path) -> None:
    run(batch(folder, reports=True))
    before = contents(folder / "out")
    mistyped = Batch((str(folder / "cvs"),), (str(folder / "typo.txt"),), str(folder / "out"), reports=True)
    finished = run(mistyped)
    assert [one.about for one in finished.troubles if one.name.endswith("typo.txt")] == ["job"]
    assert contents(folder / "out") == before


def test_reports_of_who_is_no_longer_in_the_folder_are_removed(folder: Path) -> None:
    run(batch(folder, reports=True, questions=True))
    (folder / "out" / "reports" / "my notes.html").write_text("kept")
    (folder / "cvs" / "cleo.txt").unlink()
    run(batch(folder, reports=True, questions=True))
    assert len(list((folder / "out" / "reports").iterdir())) == 2 + 1
    assert len(list((folder / "out" / "questions").iterdir())) == 2 * 2
    assert (folder / "out" / "reports" / "my notes.html").read_text() == "kept"


class BreaksOnAds(FirstWordJudge):
    """Stands in for an engine that takes its worker down as soon as it is loaded."""

    def __init__(self) -> None:
        os._exit(9)


def _breaks() -> Engine:
    return Engine(None, BreaksOnAds(), Month(2026, 11))


def test_an_advertisement_that_takes_its_worker_down_is_named(folder: Path) -> None:
    finished = [event for event in run_batch(batch(folder), make_engine=_breaks) if isinstance(event, Finished)][-1]
    assert [(one.about, one.failure.code) for one in finished.troubles if one.about == "job"] == [
        ("job", "limit_exceeded")
    ]


def test_a_bad_advertisement_is_named_and_the_others_are_used(folder: Path) -> None:
    (folder / "nothing.txt").write_text("Lorem ipsum dolor sit amet.")
    described = Batch(
        (str(folder / "cvs"),), (str(folder / "nothing.txt"), str(folder / "ad.txt")), str(folder / "out")
    )
    finished = run(described)
    assert next((one.about, one.failure.code) for one in finished.troubles) == ("job", "no_requirements")
    assert finished.scored == 4


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/srv/ads/cook.txt", "/srv/ads/baker.txt"], ["cook.txt", "baker.txt"]),
        (["/srv/cook/job.txt", "/srv/baker/job.txt"], ["cook/job.txt", "baker/job.txt"]),
        (["/srv/a/2026/job.txt", "/srv/b/2026/job.txt", "ad.txt"], ["a/2026/job.txt", "b/2026/job.txt", "ad.txt"]),
        (["/job.txt", "/srv/job.txt"], ["job.txt", "srv/job.txt"]),
        (["s3://one/job.txt", "s3://two/job.txt"], ["one/job.txt", "two/job.txt"]),
        (["job.txt", "job.txt"], ["job.txt (00000000)", "job.txt (11111111)"]),
    ],
)
def test_advertisements_are_called_by_as_much_of_their_path_as_tells_them_apart(
    paths: list[str], names: list[str]
) -> None:
    assert short_names([(str(number) * 16, path) for number, path in enumerate(paths)]) == names


def test_two_advertisements_of_one_name_are_told_apart_without_saying_where_they_lie(folder: Path) -> None:
    for name, text in (("cook", AD), ("baker", AD.replace("Bookkeeper", "Baker"))):
        (folder / name).mkdir()
        (folder / name / "job.txt").write_text(text)
    run(Batch((str(folder / "cvs"),), (str(folder / "cook"), str(folder / "baker")), str(folder / "out")))
    assert {row["job"] for row in rows(folder / "out" / "results.csv")} == {"cook/job.txt", "baker/job.txt"}
    evidence = pq.read_table(folder / "out" / "requirements.parquet", columns=["job"]).to_pylist()
    assert {row["job"] for row in evidence} == {"cook/job.txt", "baker/job.txt"}
    options = re.findall(r"<option[^>]*>(.*?)</option>", (folder / "out" / "index.html").read_text(encoding="utf-8"))
    assert [one for one in options if "job.txt" in one] == [
        "Baker at Example Youth Arts (baker/job.txt)",
        "Bookkeeper at Example Youth Arts (cook/job.txt)",
    ]


def test_results_can_be_written_to_any_address_and_the_run_goes_on_there(folder: Path) -> None:
    described = Batch((str(folder / "cvs"),), (str(folder / "ad.txt"),), f"local://{folder}/elsewhere")
    run(described)
    *progress, _ = run_batch(described, make_engine=make_engine)
    assert progress[-1].kept == 5  # type: ignore[union-attr]
    assert len(rows(folder / "elsewhere" / "results.csv")) == 3


@pytest.mark.parametrize(("resumes", "out"), [("*", "results"), (".", "."), ("file://{here}", "file://{here}/results")])
def test_a_run_in_the_folder_of_the_resumes_scores_neither_the_advertisement_nor_what_it_wrote(
    folder: Path, monkeypatch: pytest.MonkeyPatch, resumes: str, out: str
) -> None:
    here = folder / "cvs"
    (folder / "ad.txt").rename(here / "ad.txt")
    monkeypatch.chdir(here)
    for _ in range(2):
        places = sorted(path.name for path in here.iterdir()) if resumes == "*" else [resumes.format(here=here)]
        finished = run(Batch(tuple(places), ("./a*d.txt",), out.format(here=here), reports=True, questions=True))
        assert (finished.scored, finished.failed) == (4, 2)
        found = rows(here / out.rpartition("/")[2] / "results.csv")
        assert {Path(row["file"]).name for row in found} == {"anna.txt", "ben.txt", "cleo.txt"}


# From here on without processes of its own: a cluster in this one.


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client(processes=False, n_workers=1, threads_per_worker=2, dashboard_address="127.0.0.1:0") as made:
        yield made


@pytest.fixture
def plan() -> Plan:
    plan = Plan("v1", Month(2026, 11), blind=False, limits=Limits(bytes=10_000), make_engine=make_engine)
    job = read_job(AD.encode(), "ad.txt", plan)
    return Plan("v1", plan.month, False, plan.limits, make_engine, (("ad", job),))  # type: ignore[arg-type]


def sources(number: int) -> list[Source]:
    return [
        Source(f"{at:03}.txt", lambda most, at=at: resume(f"Person Number{at}", f"Did {at} things").encode()[:most])
        for at in range(number)
    ]


def test_only_a_few_tasks_are_under_way_at_once(client: Client, plan: Plan, tmp_path: Path) -> None:
    runner = Runner(client, plan, Journal(Folder(str(tmp_path)), "v1", False))
    most = 0
    for _ in runner.run(sources(40)):
        most = max(most, len(runner._under_way))
    assert 0 < most <= 6
    assert len(runner.inventory.names) == 40


def test_a_run_that_is_stopped_keeps_what_is_done(client: Client, plan: Plan, tmp_path: Path) -> None:
    stop = threading.Event()
    runner = Runner(client, plan, Journal(Folder(str(tmp_path)), "v1", False), stop)
    with pytest.raises(Stopped):
        for progress in runner.run(sources(20)):
            if progress.done == 3:
                stop.set()
    again = Runner(client, plan, Journal(Folder(str(tmp_path)), "v1", False))
    progress = list(again.run(sources(20)))[-1]
    assert progress.done == 20
    assert progress.kept >= 3


def test_a_file_that_cannot_be_opened_and_one_that_is_too_large_are_named(
    client: Client, plan: Plan, tmp_path: Path
) -> None:
    def refuse(most: int) -> bytes:
        raise PermissionError

    runner = Runner(client, plan, Journal(Folder(str(tmp_path)), "v1", False))
    list(runner.run([Source("locked.txt", refuse), Source("large.txt", lambda most: bytes(20_000)[:most])]))
    codes = {trouble.name: trouble.failure.code for trouble in runner.inventory.troubles}
    assert codes == {"locked.txt": FileUnreadable.code, "large.txt": "limit_exceeded"}


def test_workers_judge_with_the_encoder_that_was_tuned_for_the_judge() -> None:
    engine = load_batch_engine()
    assert engine.encoder is not None
    assert engine.judge._encoder.name == f"{engine.encoder.name}+judge"  # type: ignore[attr-defined]
