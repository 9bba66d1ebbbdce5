"""What candidates send is theirs: sealed, gone when deleted or over, and in no log."""

import io
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from parsers.isolated import IsolatedReaders
from parsers.limits import Limits
from service.storage.models import Base
from service.storage.sealing import Seal, new_key
from service.storage.sweeping import reseal, sweep
from service.store import StoreUnusable
from service.web.app import create_app
from service.web.logs import Log
from service.web.services import Services, make_services
from service.web.settings import Settings

#: Words of the résumé, the advertisement and a story that stand nowhere else.
WORDS = ("Wolfhagen", "Schuhhaus", "Zimtstern", "Quittenbaum")
RESUME = f"Anna {WORDS[0]}\n\nExperience\nShop assistant, {WORDS[1]}, 2015 - 2020\n- Sold shoes and kept the till\n"
JOB = f"Bookkeeper at {WORDS[2]}\n\nRequirements\n- Two years of bookkeeping\n- Excel\n"
STORY = f"Since 2019 I do the bookkeeping of the {WORDS[3]} choir in Excel."


def _form(keep: bool) -> dict[str, Any]:
    files = {"resume": (io.BytesIO(RESUME.encode()), "cv.txt"), "job": (io.BytesIO(JOB.encode()), "ad.txt")}
    return {"data": {**files, "keep_files": str(keep).lower()}, "content_type": "multipart/form-data"}


@pytest.fixture
def kept(nobody: Any, with_bearer: Callable[[str], Any]) -> tuple[Any, str]:
    """A candidate whose files are kept and who has told a story, and the path of the analysis."""
    begun = nobody.post("/v1/analyses", {"Idempotency-Key": "private-0001"}, **_form(keep=True)).json
    candidate, path = with_bearer(begun["token"]), f"/v1/analyses/{begun['id']}"
    said = {"answers": [{"text": STORY}], "enough": True}
    assert candidate.post(f"{path}/answers", {"Idempotency-Key": "private-0002"}, json=said).status_code == 200
    return candidate, path


def _rows(services: Services) -> dict[str, list[Any]]:
    """Every row of every table."""
    with services.database.reading() as session:
        return {name: list(session.execute(text(f"SELECT * FROM {name}"))) for name in Base.metadata.tables}  # noqa: S608


def _content(services: Services) -> bytes:
    """All that the tables hold; a row's own repr is cut short."""
    return repr([tuple(row) for rows in _rows(services).values() for row in rows]).encode()


def _hits(data: bytes) -> list[str]:
    return [word for word in WORDS if word.encode() in data]


def test_no_word_lies_open_in_the_database(services: Services, kept: tuple[Any, str]) -> None:
    assert _hits(_content(services)) == []


@pytest.fixture
def open_service(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any]
) -> tuple[Services, Any]:
    """A service without encryption, where a word would be seen."""
    known = services_with(settings.model_copy(update={"encryption_keys": (), "encryption": False}))
    return known, app_of(known).test_client()


def _begun(client: Any) -> tuple[str, dict[str, str]]:
    begun = client.post("/v1/analyses", **_form(keep=False)).json
    headers = {"Authorization": f"Bearer {begun['token']}"}
    path = f"/v1/analyses/{begun['id']}"
    told = client.post(f"{path}/answers", json={"answers": [{"text": STORY}]}, headers=headers)
    assert told.status_code == 200, told.json
    return path, headers


def _on_disk(database_url: str) -> bytes:
    file = Path(database_url.removeprefix("sqlite:///"))
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_deleted_is_gone_from_the_database(open_service: tuple[Services, Any], database_url: str) -> None:
    known, client = open_service
    path, headers = _begun(client)
    assert len(_hits(_content(known))) == len(WORDS), "without a key the words lie open"
    assert client.delete(path, headers=headers).status_code == 204
    assert _hits(_content(known)) == []
    if known.database.is_sqlite:
        assert _hits(_on_disk(database_url)) == []


def test_what_is_over_is_swept_from_the_database(
    open_service: tuple[Services, Any], database_url: str, clock: Any
) -> None:
    known, client = open_service
    path, headers = _begun(client)
    clock.forward(hours=167)
    assert not sweep(known.database, clock).analyses
    clock.forward(hours=1)
    assert client.get(path, headers=headers).status_code == 404, "over, and not swept yet"
    assert sweep(known.database, clock).analyses == 1
    assert _rows(known)["analyses"] == _rows(known)["attachments"] == []
    if known.database.is_sqlite:
        assert _hits(_on_disk(database_url)) == []


def test_everything_that_belongs_to_it_goes_with_it(services: Services, kept: tuple[Any, str]) -> None:
    candidate, path = kept
    assert len(_rows(services)["replays"]) == 2
    candidate.delete(path)
    rows = _rows(services)
    assert rows["analyses"] == rows["attachments"] == rows["replays"] == []


def test_files_are_forgotten_unless_they_are_to_be_kept(services: Services, nobody: Any) -> None:
    assert nobody.post("/v1/analyses", **_form(keep=False)).json["files_kept"] == []
    names = {row.name for row in _rows(services)["attachments"]}
    assert not any(name.endswith(".file") for name in names)


def test_files_are_not_kept_where_they_cannot_be_encrypted(open_service: tuple[Services, Any]) -> None:
    response = open_service[1].post("/v1/analyses", **_form(keep=True))
    assert (response.status_code, response.json["code"]) == (409, "not_encrypted")
    assert _rows(open_service[0])["analyses"] == []


def test_nothing_is_half_stored_of_a_request_that_fails(services: Services, nobody: Any) -> None:
    documents = {"resume": (io.BytesIO(RESUME.encode()), "cv.txt"), "job": (io.BytesIO(b"Hello."), "ad.txt")}
    response = nobody.post(
        "/v1/analyses",
        {"Idempotency-Key": "half-way-0001"},
        data={**documents, "keep_files": "true"},
        content_type="multipart/form-data",
    )
    assert (response.status_code, response.json["code"]) == (422, "no_requirements")
    rows = _rows(services)
    assert rows["analyses"] == rows["attachments"] == rows["replays"] == []


def test_an_old_key_opens_until_everything_is_sealed_with_the_new_one(
    services: Services, kept: tuple[Any, str], settings: Settings
) -> None:
    analyses = len(_rows(services)["analyses"]) + len(_rows(services)["attachments"])
    old, new = settings.encryption_keys[0], new_key()
    assert reseal(services.database, Seal([new, old])) == analyses
    assert reseal(services.database, Seal([new, old])) == 0
    sealed = _rows(services)["analyses"][0].sealed
    assert WORDS[3].encode() in Seal([new]).open(bytes(sealed))
    with pytest.raises(StoreUnusable, match="another key"):
        Seal([old]).open(bytes(sealed))


def test_a_database_can_be_encrypted_later(open_service: tuple[Services, Any]) -> None:
    known, client = open_service
    _begun(client)
    assert reseal(known.database, Seal([new_key()])) > 0
    assert _hits(_content(known)) == []


def test_a_key_of_its_own_is_made_for_sqlite_and_its_owner_alone_reads_it(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    key = settings.keys()
    assert key == settings.keys()
    file = tmp_path / "data" / "encryption.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_logs_hold_no_word_of_what_anybody_sent(
    kept: tuple[Any, str], nobody: Any, services: Services, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate, path = kept
    token = candidate.headers["Authorization"].removeprefix("Bearer ")
    for page in ("", "/questions", "/report", "/report.html", "/readings", "/message", "/files", f"/files/{WORDS[0]}"):
        candidate.get(path + page)
    candidate.get(f"{path}?name={WORDS[0]}")
    candidate.get(f"/v1/{WORDS[0]}", {"X-Request-ID": WORDS[1], "User-Agent": WORDS[2]})
    candidate.post(f"{path}/answers", json={"answers": [{"text": "", "question_id": WORDS[3]}]})
    candidate.patch(f"{path}/circumstances", json={"recipient": WORDS[0], "address": f"{WORDS[1]}@example.org"})
    nobody.post("/v1/analyses/text", data=f'{{"{WORDS[0]}'.encode(), content_type="application/json")
    nobody.post("/v1/analyses/text", json={WORDS[0]: WORDS[1], "resume": {WORDS[2]: WORDS[3]}})

    def breaks(*_: object) -> None:
        raise RuntimeError(f"cannot read {WORDS[0]}")

    monkeypatch.setattr(services.casework, "_read", breaks)
    broken = nobody.post("/v1/analyses", **_form(keep=False))
    assert (broken.status_code, broken.json["code"]) == (500, "internal")
    candidate.delete(path)
    lines = log.getvalue()
    assert '"kind": "RuntimeError"' in lines and lines.count('"event": "request"') > 15
    # A request id is the caller's own to choose, and is said to be logged.
    assert _hits(lines.replace(f'"request_id": "{WORDS[1]}"', "").encode()) == []
    assert token not in lines and token[-20:] not in lines


@pytest.fixture
def hostile_service(engine: Any, clock: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> Any:
    """A service on SQLite whose one reader does as documents tell it.

    Eight seconds are enough for an honest document on a slow machine, and are all that is waited for one that hangs.
    """
    program = tmp_path / "obeying.py"
    program.write_text(
        "import os, time\n"
        "from parsers.worker import read_source\n"
        "def read(source, limits):\n"
        "    if b'HANG' in source: time.sleep(600)\n"
        "    if b'SWELL' in source: bytearray(10**12)\n"
        "    if b'CRASH' in source: os._exit(1)\n"
        "    return read_source(source, limits)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    settings = Settings(database=f"sqlite:///{tmp_path / 'kept.db'}", encryption_keys=(new_key(),))
    with IsolatedReaders(1, Limits(seconds=8.0), entry="obeying:read") as readers:
        known = make_services(settings, lambda: engine, lambda: engine.today, clock, readers.read)
        known.database.upgrade()
        yield create_app(services=known, log=Log(log)).test_client()
        known.close()


@pytest.mark.parametrize(
    ("word", "status", "code"),
    [("HANG", 413, "limit_exceeded"), ("SWELL", 413, "limit_exceeded"), ("CRASH", 422, "damaged")],
)
def test_a_hostile_document_costs_a_reader_and_the_service_goes_on(
    hostile_service: Any, word: str, status: int, code: str
) -> None:
    job = {"text": "Requirements\n- Excel\n"}
    answer = hostile_service.post("/v1/analyses/text", json={"resume": {"text": f"Experience\n{word}"}, "job": job})
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.json["errors"][0]["field"] == "resume"
    after = hostile_service.post("/v1/analyses/text", json={"resume": {"text": "Experience\nSold shoes"}, "job": job})
    assert after.status_code == 201
