"""Reading in a process of its own: what hangs, swells or crashes there stays there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parsers.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    FileMissing,
    LimitExceeded,
    PasswordProtected,
    UnknownFormat,
)
from parsers.isolated import IsolatedReaders, open_isolated
from parsers.limits import Limits
from parsers.opening import read_bytes

RESUME = "Ana Example\nana@example.org\n\nWork\nTreasurer, Food Bank, 2019 – present\n".encode()

#: What a reader may do wrong, by the document it is given; everything else is read as usual.
MISBEHAVING = """
import ctypes, os, re, signal, time
from parsers.worker import read_source

def hang(): time.sleep(60)
def hang_in_c(): re.match(r"(a+)+$", "a" * 60 + "b")
def swell(): return [bytearray(50_000_000) for _ in range(1000)]
def exit(): os._exit(0)
def killed(): os.kill(os.getpid(), signal.SIGKILL)
def segfault(): ctypes.string_at(0)
def chatter(): print("Ana Example"); os.write(1, b"Ana Example"); raise ValueError("Ana Example")
def lie(): return os.getcwd

def read(source, limits):
    name = source.decode() if isinstance(source, bytes) else ""
    if name in globals():
        return globals()[name]()
    return read_source(source, limits)
"""


@pytest.fixture
def misbehaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Limits], IsolatedReaders]:
    (tmp_path / "misbehaving.py").write_text(MISBEHAVING)
    monkeypatch.syspath_prepend(str(tmp_path))
    return lambda limits: IsolatedReaders(limits=limits, entry="misbehaving:read")


def test_a_document_is_read_as_it_is_without_isolation(tmp_path: Path) -> None:
    path = tmp_path / "resume.txt"
    path.write_bytes(RESUME)
    assert open_isolated(path) == read_bytes(RESUME)


def test_a_path_is_taken_from_the_folder_that_the_caller_is_in_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resume.txt").write_bytes(RESUME)
    with IsolatedReaders() as readers:
        readers.read(RESUME)
        monkeypatch.chdir(tmp_path)
        assert readers.open(Path("resume.txt")).text.startswith("Ana Example")


@pytest.mark.parametrize(
    ("data", "error"),
    [(b" \n ", EmptyDocument), (b"MZ\x90\x00\x03\xff", UnknownFormat), (b"%PDF-1.7\n1 0 obj", DamagedDocument)],
)
def test_errors_come_back_as_themselves(data: bytes, error: type[DocumentError]) -> None:
    with pytest.raises(DocumentError) as expected:
        read_bytes(data)
    with IsolatedReaders() as readers, pytest.raises(error) as raised:
        readers.read(data)
    assert (type(raised.value), str(raised.value)) == (type(expected.value), str(expected.value))


def test_a_missing_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        open_isolated(tmp_path / "nothing.pdf")


@pytest.mark.parametrize("fault", ["hang", "hang_in_c"])
def test_a_reader_that_hangs_is_stopped_at_the_deadline(
    misbehaving: Callable[[Limits], IsolatedReaders], fault: str
) -> None:
    expected = pytest.raises(LimitExceeded, match=r"longer than 0\.3 seconds")
    with misbehaving(Limits(seconds=0.3)) as readers, expected:
        readers.read(fault.encode())


def test_a_reader_that_eats_memory_is_stopped_at_the_limit(misbehaving: Callable[[Limits], IsolatedReaders]) -> None:
    expected = pytest.raises(LimitExceeded, match="600 megabytes of memory")
    with misbehaving(Limits(memory_bytes=600_000_000)) as readers, expected:
        readers.read(b"swell")


@pytest.mark.parametrize("fault", ["exit", "killed", "segfault", "lie"])
def test_a_reader_that_dies_or_answers_nonsense_means_a_damaged_document(
    misbehaving: Callable[[Limits], IsolatedReaders], fault: str
) -> None:
    with misbehaving(Limits()) as readers, pytest.raises(DamagedDocument):
        readers.read(fault.encode())


def test_what_a_reader_prints_reaches_neither_the_answer_nor_the_screen(
    misbehaving: Callable[[Limits], IsolatedReaders], capfd: pytest.CaptureFixture[str]
) -> None:
    with misbehaving(Limits()) as readers, pytest.raises(DamagedDocument) as raised:
        readers.read(b"chatter")
    printed = capfd.readouterr()
    assert "Ana" not in printed.out + printed.err + str(raised.value)


def test_neighbours_of_hostile_documents_are_read(misbehaving: Callable[[Limits], IsolatedReaders]) -> None:
    with misbehaving(Limits(seconds=1.0, memory_bytes=600_000_000)) as readers:
        for fault in (b"hang", b"segfault", b"swell", b"exit"):
            with pytest.raises(DocumentError):
                readers.read(fault)
            assert readers.read(RESUME).text.startswith("Ana Example")


def test_many_threads_share_few_workers(misbehaving: Callable[[Limits], IsolatedReaders]) -> None:
    def outcome(data: bytes) -> str:
        try:
            return readers.read(data).text.splitlines()[0]
        except DocumentError as error:
            return error.code

    with misbehaving(Limits(seconds=1.0)) as readers, ThreadPoolExecutor(6) as threads:
        found = list(threads.map(outcome, [RESUME, b"exit", RESUME, b"hang", b" ", RESUME]))
    assert found == ["Ana Example", "damaged", "Ana Example", "limit_exceeded", "empty", "Ana Example"]


def test_a_worker_serves_many_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whoami.py").write_text(
        "import os\nfrom parsers.errors import EmptyDocument\n"
        "def read(source, limits): raise EmptyDocument(str(os.getpid()))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    pids = set()
    with IsolatedReaders(entry="whoami:read") as readers:
        for _ in range(5):
            with pytest.raises(EmptyDocument) as raised:
                readers.read(b"?")
            pids.add(raised.value.message)
    assert len(pids) == 1


def test_a_worker_imports_no_model_library() -> None:
    check = "import sys, parsers.worker; print({'torch', 'numpy', 'sentence_transformers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"


def test_closed_readers_leave_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whoami.py").write_text(
        "import os\nfrom parsers.errors import EmptyDocument\n"
        "def read(source, limits): raise EmptyDocument(str(os.getpid()))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with IsolatedReaders(entry="whoami:read") as readers, pytest.raises(EmptyDocument) as raised:
        readers.read(b"?")
    with pytest.raises(ProcessLookupError):
        os.kill(int(raised.value.message), 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps address-space limits reliably")
def test_a_document_that_unpacks_to_more_than_memory_allows_is_refused() -> None:
    paragraph = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", body + paragraph * 500_000 + b"</w:body></w:document>")
    with IsolatedReaders(limits=Limits(memory_bytes=300_000_000)) as readers:
        with pytest.raises(LimitExceeded, match="300 megabytes of memory"):
            readers.read(held.getvalue())
        assert readers.read(RESUME).text


def test_a_password_is_still_a_password() -> None:
    encrypted = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    with IsolatedReaders() as readers, pytest.raises(PasswordProtected):
        readers.read(encrypted)
