"""The service as it is started, with the real model and real files, asked over HTTP: on SQLite and on PostgreSQL."""

from __future__ import annotations

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

COMMAND = str(Path(sys.executable).with_name("overlooked"))
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "01-bookkeeper-treasurer"
STORY = json.loads((SAMPLE / "answers.json").read_text(encoding="utf-8"))[0]["text"]
#: Seconds until a test that hangs is given up: much longer than anything takes.
PATIENCE = 900
#: Words of her résumé, of the advertisement and of her story that must not be found where they do not belong.
WORDS = ("hotel", "agate", "quickbooks", "treasurer", "sailing")


@dataclass
class Running:
    """A service that was started, and what it says on standard error."""

    process: subprocess.Popen[str]
    url: str
    environment: dict[str, str]
    log: Path

    def command(self, *arguments: str) -> str:
        """Standard output of `overlooked` with the service's settings."""
        done = subprocess.run(  # noqa: S603
            [COMMAND, *arguments], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("service")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("OVERLOOKED_")},
        "OVERLOOKED_DATA": str(folder / "data"),
        "OVERLOOKED_PRIVATE_ADDRESSES": "true",
        "OMP_NUM_THREADS": "1",
    }
    if request.param == "postgresql":
        environment["OVERLOOKED_DATABASE"] = _own_database(request.getfixturevalue("postgresql"))
        environment["OVERLOOKED_ENCRYPTION_KEYS"] = "pTbKf8Xm5Yd3mO5Cj0bqgQpZ2Hn1w6sR4vUeLxAiKtE="
        refused = subprocess.run(  # noqa: S603
            [COMMAND, "serve", "--port", "0"], env=environment, check=False, capture_output=True, text=True
        )
        assert refused.returncode == 3
        assert "overlooked db upgrade" in refused.stderr, "tables are made when somebody says so"
        subprocess.run([COMMAND, "db", "upgrade"], env=environment, check=True, capture_output=True)  # noqa: S603
    log = folder / "log"
    with log.open("w") as file:
        process = subprocess.Popen(  # noqa: S603
            [COMMAND, "serve", "--port", "0"], env=environment, stderr=file, stdout=subprocess.DEVNULL, text=True
        )
        try:
            yield Running(process, _address(process, log), environment, log)
        finally:
            process.kill()
            process.wait()


def _own_database(url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS service_http")
        connection.execute("CREATE DATABASE service_http")
    return url.rpartition("/")[0] + "/service_http"


def _address(process: subprocess.Popen[str], log: Path) -> str:
    while process.poll() is None:
        if found := re.search(r"Listening on (\S+)", log.read_text()):
            return found[1]
        threading.Event().wait(0.1)
    pytest.fail(log.read_text())


@pytest.fixture
def http(service: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=PATIENCE) as client:
        yield client


def _files(job: str = "job.docx") -> dict[str, tuple[str, bytes]]:
    return {name: (file, (SAMPLE / file).read_bytes()) for name, file in (("resume", "resume.pdf"), ("job", job))}


def test_a_candidate_goes_the_whole_way(http: httpx.Client) -> None:
    assert http.get("/readyz").json() == {"status": "ok", "database": True, "model": True}
    begun = http.post("/v1/analyses", files=_files(), data={"stage": "rejected", "keep_files": "true"})
    assert begun.status_code == 201, begun.text
    report = begun.json()["report"]
    assert report["schema"] == "overlooked.report/1" and report["summary"]["missing"] > 5
    path, http.headers["Authorization"] = begun.headers["Location"], f"Bearer {begun.json()['token']}"

    question = http.get(f"{path}/questions").json()["next"]
    said = {"answers": [{"question_id": question["question_id"], "text": STORY}], "enough": True}
    told = http.post(f"{path}/answers", json=said).json()
    assert told["report"]["summary"]["coverage"] > report["summary"]["coverage"]
    assert http.get(f"{path}/message").json()["code"] == "review_first"

    step = told["next"]
    assert step["do"] == "review"
    keep = [
        {"story_id": one["story_id"], "requirement_id": one["fill"]["requirement_id"], "decision": "keep"}
        for one in step["fills"]
    ]
    http.patch(f"{path}/fills", json={"fills": keep})
    known = {"already_written": False, "days_since": 3, "reasons": {"a1": "I thought only paid work counts."}}
    done = http.patch(f"{path}/circumstances", json=known).json()
    assert (done["next"]["do"], done["report"]["verdict"]["grounds"]) == ("done", True)

    message = http.get(f"{path}/message").json()
    assert message["kind"] == "message" and "treasurer" in message["message"]["body"].lower()
    assert http.get(f"{path}/resume.docx").content.startswith(b"PK")
    assert "<html" in http.get(f"{path}/report.html").text
    for file in http.get(f"{path}/files").json()["files"]:
        assert len(http.get(f"{path}/files/{file['name']}").content) == file["bytes"]

    assert http.delete(path).status_code == 204
    assert http.get(path).status_code == 404


def test_a_career_site_goes_the_whole_way(service: Running, http: httpx.Client) -> None:
    arrived: list[dict[str, Any]] = []
    with _receiver(arrived) as hook:
        secret = service.command("keys", "create", "--tenant", "Acme Careers", "--retention-hours", "24")
        http.headers["Authorization"] = f"Bearer {secret}"
        assert http.get("/v1/me").json()["retention_hours"] == 24
        http.post("/v1/webhooks", json={"url": hook}).raise_for_status()
        posting = {"posting": {"title": "Bookkeeper", "description": (SAMPLE / "job.txt").read_text("utf-8")}}
        job = http.post("/v1/jobs/text", json={"job": posting, "reference": "REQ-1"}).json()
        assert job["title"] == "Bookkeeper" and len(job["requirements"]) > 10

        resume = {"resume": _files()["resume"]}
        once = {"Idempotency-Key": "application-0001"}
        answers = [http.post(f"/v1/jobs/{job['id']}/analyses", files=resume, headers=once) for _ in range(2)]
        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        listed = http.get("/v1/analyses", params={"job_id": job["id"]}).json()["items"]
        assert [one["id"] for one in listed] == [answers[0].json()["id"]]
        assert {one["what"]: one["count"] for one in http.get("/v1/usage").json()["counts"]} == {
            "analyses": 1,
            "jobs": 1,
        }
        while len(arrived) < 2:
            threading.Event().wait(0.1)
    assert [one["type"] for one in arrived] == ["job.created", "analysis.created"]
    service.command("keys", "revoke", secret.split("_")[2])
    assert http.get("/v1/me").status_code == 401


class _receiver:  # noqa: N801  (used like a function)
    """A career site's server for events."""

    def __init__(self, arrived: list[dict[str, Any]]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                arrived.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def test_files_that_cannot_be_used_are_named_and_the_next_one_is_read(http: httpx.Client) -> None:
    job = _files()["job"]
    for data, status, code in (
        (b"", 422, "empty"),
        (b"MZ\x90\x00" * 1000, 415, "unknown_format"),
        ((SAMPLE / "resume.pdf").read_bytes()[:900], 422, "damaged"),
        (b"%PDF-1.7" + b"x" * 25_000_000, 413, "limit_exceeded"),
        (b"x" * 60_000_000, 413, "too_large"),
    ):
        response = http.post("/v1/analyses", files={"resume": ("cv.pdf", data), "job": job})
        assert (response.status_code, response.json()["code"]) == (status, code)
        assert response.headers["Content-Type"] == "application/problem+json"
    assert http.post("/v1/analyses", files=_files()).status_code == 201


def test_a_generated_client_works(service: Running, http: httpx.Client, tmp_path: Path) -> None:
    if "postgresql" in service.environment.get("OVERLOOKED_DATABASE", ""):
        pytest.skip("the same on every database")
    document = tmp_path / "openapi.json"
    document.write_bytes(http.get("/openapi.json").content)
    generator = [COMMAND.replace("overlooked", "openapi-python-client"), "generate", "--path", str(document)]
    options = ["--config", str(ROOT / "docs" / "client.yaml"), "--meta", "none"]
    made = subprocess.run(  # noqa: S603
        [*generator, *options, "--output-path", str(tmp_path / "overlooked_client")],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}"},
    )
    assert "WARNING" not in made.stdout, made.stdout
    sys.path.insert(0, str(tmp_path))
    try:
        client = importlib.import_module("overlooked_client")
        models = importlib.import_module("overlooked_client.models")
        analyses = importlib.import_module("overlooked_client.api.analyses")
        for name in ("create_analysis_from_text", "get_questions"):
            importlib.import_module(f"overlooked_client.api.analyses.{name}")
        body = models.AnalysisText(
            resume=models.TextIn(text=(SAMPLE / "resume.md").read_text("utf-8")),
            job=models.TextIn(text=(SAMPLE / "job.txt").read_text("utf-8")),
        )
        begun = analyses.create_analysis_from_text.sync(client=client.Client(service.url), body=body)
        assert begun.report.summary.requirements > 10
        holder = client.AuthenticatedClient(service.url, token=begun.token)
        questions = analyses.get_questions.sync(begun.id, client=holder)
        assert questions.questions[0].text
    finally:
        sys.path.remove(str(tmp_path))


def test_it_says_what_it_does_without_a_word_of_anybodys(service: Running) -> None:
    lines = [json.loads(line) for line in service.log.read_text().splitlines() if line.startswith("{")]
    assert {line["route"] for line in lines if "route" in line} >= {"/v1/analyses", "/readyz"}
    assert not [word for word in WORDS if word in service.log.read_text().lower()]
    if "OVERLOOKED_DATABASE" not in service.environment:
        files = Path(service.environment["OVERLOOKED_DATA"]).iterdir()
        stored = b"".join(file.read_bytes() for file in files).lower()
        assert not [word for word in WORDS if word.encode() in stored]


def _metrics(service: Running) -> str:
    return httpx.get(f"{service.url}/metrics", timeout=PATIENCE).text


def test_it_ends_when_it_is_told_to(service: Running) -> None:
    """The last test of its service: what has been asked is answered, and the end is no failure."""
    answers: list[int] = []

    def ask() -> None:
        answers.append(httpx.post(f"{service.url}/v1/analyses", files=_files("job.txt"), timeout=PATIENCE).status_code)

    asking = threading.Thread(target=ask)
    seen = service.log.stat().st_size
    asking.start()
    while asking.is_alive() and "overlooked_requests_at_work 2.0" not in _metrics(service):
        pass
    service.process.send_signal(signal.SIGTERM)
    asking.join()
    assert service.process.wait() == 0
    assert answers == [201]
    assert '"status": 201' in service.log.read_text()[seen:]
