"""The server in front of the application: refusals before it is asked, and an end at which nobody is cut off."""

import json
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.web.logs import Log
from service.web.processes import run_processes
from service.web.server import Server, listening_socket
from service.web.settings import Settings

#: Seconds until a test that hangs is given up: much longer than anything takes.
PATIENCE = 600
SETTINGS = Settings(upload_bytes=1000)


class Application:
    """Answers with what it got; at `/wait` once it is let go, at `/large` at length."""

    def __init__(self) -> None:
        self.entered, self.released = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = environ["wsgi.input"].read()
        if environ["PATH_INFO"] == "/wait":
            self.entered.set()
            self.released.wait()
        answer = b"x" * 5_000_000 if environ["PATH_INFO"] == "/large" else b"%d bytes" % len(body)
        start_response("200 OK", [("Content-Length", str(len(answer))), ("Content-Type", "text/plain")])
        return [answer]


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def sock() -> socket.socket:
    return listening_socket("127.0.0.1", 0)


@pytest.fixture
def url(sock: socket.socket) -> str:
    return f"http://127.0.0.1:{sock.getsockname()[1]}"


@pytest.fixture
def server(application: Application, sock: socket.socket, log: Any) -> Iterator[Server]:
    known = Server(application, SETTINGS, Log(log), sock, threads=4)
    thread = threading.Thread(target=known.run)
    thread.start()
    yield known
    application.released.set()
    known.stop()
    thread.join()


@pytest.mark.usefixtures("server")
def test_a_body_that_is_too_large_is_refused_with_problem_details(url: str, log: Any) -> None:
    response = httpx.post(url, timeout=PATIENCE, content=b"x" * 20_000_000)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (413, "too_large")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-ID"] == problem["request_id"]
    assert problem["request_id"] in log.getvalue()
    assert httpx.post(url, timeout=PATIENCE, content=b"x" * 1_000_000).text == "1000000 bytes"


def _raw(url: str, request: bytes) -> tuple[int, dict[str, Any]]:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "not_implemented"),
        (b"GET / HTTP/1.1\r\nX: ".ljust(262_144, b"x"), 431, "too_large"),
        (b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n", 413, "too_large"),
    ],
)
def test_what_is_no_request_is_refused_with_problem_details(url: str, request_: bytes, status: int, code: str) -> None:
    answered, problem = _raw(url, request_)
    assert (answered, problem["status"], problem["code"]) == (status, status, code)


def test_who_has_asked_is_answered_before_the_end(application: Application, server: Server, url: str) -> None:
    answers: list[str] = []

    def ask() -> None:
        answers.append(httpx.post(f"{url}/wait", content=b"abc", timeout=PATIENCE).text)

    asking = threading.Thread(target=ask)
    asking.start()
    application.entered.wait()
    server.stop()
    with pytest.raises(httpx.TransportError):
        while True:  # until nobody listens any more
            httpx.get(url, timeout=PATIENCE)
    application.released.set()
    asking.join()
    assert answers == ["3 bytes"]


def test_a_long_answer_is_sent_to_its_end(server: Server, url: str) -> None:
    with httpx.stream("GET", f"{url}/large", timeout=PATIENCE) as response:
        server.stop()
        assert len(response.read()) == 5_000_000


def _children_of(folder: Path, count: int) -> dict[int, int]:
    """Number and process id of those that have started, when there are so many."""
    for _ in range(5000):
        if len(found := list(folder.glob("*.started"))) >= count:
            break
        threading.Event().wait(0.02)
    assert len(found) == count
    return {int(path.name.split("-")[0]): int(path.name.split("-")[1].split(".")[0]) for path in found}


def _serving(folder: Path) -> Callable[[int], int]:
    def serve(number: int) -> int:
        stopped = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stopped.set())
        (folder / f"{number}-{os.getpid()}.started").touch()
        stopped.wait()
        (folder / f"{number}-{os.getpid()}.ended").touch()
        return 0

    return serve


def _forked(act: Callable[[], int]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = act()
        finally:
            os._exit(code)
    return pid


def _code_of(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_several_processes_end_together(tmp_path: Path) -> None:
    parent = _forked(lambda: run_processes(3, _serving(tmp_path), Log(None)))
    assert set(_children_of(tmp_path, 3)) == {0, 1, 2}
    os.kill(parent, signal.SIGTERM)
    assert _code_of(parent) == 0
    assert len(list(tmp_path.glob("*.ended"))) == 3


def test_a_process_that_dies_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.web.processes._STARTING", 0.0)
    parent = _forked(lambda: run_processes(1, _serving(tmp_path), Log(None)))
    first = _children_of(tmp_path, 1)[0]
    os.kill(first, signal.SIGKILL)
    _children_of(tmp_path, 2)
    os.kill(parent, signal.SIGTERM)
    assert _code_of(parent) == 0


def test_a_process_that_cannot_start_ends_the_others(tmp_path: Path) -> None:
    serve = _serving(tmp_path)
    parent = _forked(lambda: run_processes(2, lambda number: 3 if number else serve(number), Log(None)))
    assert _code_of(parent) == 3


def test_a_port_that_is_taken_is_named(sock: socket.socket, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from service.cli import overlooked

    port = str(sock.getsockname()[1])
    result = CliRunner().invoke(overlooked, ["serve", "--port", port, "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert f"127.0.0.1:{port} cannot be listened on" in result.output
