"""Addresses that somebody else names are asked with care: an advertisement by its link, and where webhooks go."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from parsers.errors import LimitExceeded
from service.web.fetching import FetchFailed, FetchOff, fetched
from service.web.outside import AddressRefused, ask, target_of
from service.web.settings import Settings

PAGE = b"<h1>Bookkeeper</h1><h2>Requirements</h2><ul><li>Two years of bookkeeping</li></ul>"
SETTINGS = Settings(fetch=True, private_addresses=True, upload_bytes=10_000)

ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/page": (200, PAGE, {}),
    "/moved": (302, b"", {"Location": "/page"}),
    "/round": (302, b"", {"Location": "/round"}),
    "/metadata": (302, b"", {"Location": "http://169.254.169.254/latest/meta-data"}),
    "/file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/large": (200, b"x" * 20_000, {}),
    "/packed": (200, b"x" * 100, {"Content-Encoding": "gzip"}),
}


@pytest.fixture
def site() -> Iterator[str]:
    """A site with a page, redirects, and what is too large."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, headers = ANSWERS.get(self.path, (404, b"", {}))
            self.send_response(status)
            for header, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_redirects_are_followed(site: str) -> None:
    assert fetched(f"{site}/page", SETTINGS).data == PAGE
    assert fetched(f"{site}/moved", SETTINGS).data == PAGE


def test_nothing_is_fetched_unless_that_is_configured(site: str, nobody: Any) -> None:
    with pytest.raises(FetchOff, match="does not fetch"):
        fetched(f"{site}/page", Settings())
    body = {"resume": {"text": "Experience\nSold shoes"}, "job": {"url": f"{site}/page"}}
    response = nobody.post("/v1/analyses/text", json=body)
    assert (response.status_code, response.json["code"]) == (422, "fetch_off")
    assert response.json["advice"] == "Paste the advertisement, or save the page and upload it."


@pytest.mark.parametrize(
    ("page", "error", "words"),
    [
        ("round", FetchFailed, "leads on and on"),
        ("file", FetchFailed, "starts with https"),
        ("none", FetchFailed, "status 404"),
        ("large", LimitExceeded, "too large"),
    ],
)
def test_a_page_that_cannot_be_used_is_named(site: str, page: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        fetched(f"{site}/{page}", SETTINGS)


def test_nothing_is_unpacked_on_the_way(site: str) -> None:
    assert fetched(f"{site}/packed", SETTINGS).data == b"x" * 100


def test_a_redirect_to_a_private_address_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site itself stands for one on the public internet; what it points at does not.
    from service.web import fetching

    target = target_of(f"{site}/metadata", private=True)
    looked_at: list[str] = []

    def public_once(url: str, private: bool) -> Any:
        looked_at.append(url)
        return target if len(looked_at) == 1 else target_of(url, private)

    monkeypatch.setattr(fetching, "target_of", public_once)
    with pytest.raises(FetchFailed, match="private network"):
        fetched("https://jobs.example.org/", SETTINGS.model_copy(update={"private_addresses": False}))
    assert looked_at[1] == "http://169.254.169.254/latest/meta-data"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "[2002:0a00:0001::]",
        "[64:ff9b::7f00:1]",
        "localhost",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(f"http://{host}/", private=False)


@pytest.mark.parametrize("host", ["93.184.216.34", "[2606:2800:220:1:248:1893:25c8:1946]", "[64:ff9b::5db8:d822]"])
def test_public_addresses_are_not(host: str) -> None:
    assert target_of(f"https://{host}/x?y=1", private=False).url == f"https://{host}:443/x?y=1"


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "https://", "https://a:b@example.org/", "https://example.org:99999/", "//x", "https://[/"],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(url, private=True)


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["header", "body"])
def test_an_answer_that_comes_in_drops_ends_at_the_deadline(first: bytes) -> None:
    over = threading.Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(first)
            while not over.is_set():
                try:
                    connection.sendall(b"x")
                except OSError:
                    return
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        with pytest.raises(httpx.ReadTimeout):
            ask("GET", target_of(f"http://127.0.0.1:{server.getsockname()[1]}/", private=True), {}, deadline=0.3)
        over.set()
        thread.join()


def test_an_advertisement_by_link_becomes_an_analysis(
    site: str, settings: Settings, services_with: Callable[..., Any], app_of: Callable[..., Any]
) -> None:
    client = app_of(services_with(settings.model_copy(update={"fetch": True}))).test_client()
    body = {"resume": {"text": "Experience\nSold shoes"}, "job": {"url": f"{site}/page"}}
    response = client.post("/v1/analyses/text", json=body)
    assert response.status_code == 201
    assert response.json["report"]["requirements"][0]["quote"] == "Two years of bookkeeping"
