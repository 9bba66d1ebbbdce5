"""A real browser in front of the real service on loopback ports: Debian's chromium, driven by Playwright.

Without chromium these tests are skipped, except in continuous integration (`CI=true`), where that is a failure. One
that is called otherwise, or lies elsewhere, is named in the variable CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from embeddings.judge.model import Candidate, Evidence, Judgement
from embeddings.requirements.model import Requirement
from embeddings.words import content_stems
from parsers.dates import Month
from parsers.opening import read_bytes
from service.engine import Engine, load_engine
from service.storage.keys import Wanted
from service.storage.sealing import new_key
from service.web.app import create_app
from service.web.logs import Log
from service.web.services import Services, make_services
from service.web.settings import Settings

CHROMIUM = os.environ.get("CHROMIUM", "chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
#: How long a page may take to show what is waited for, in milliseconds; generous, for slow machines.
PATIENCE = 60_000


def _missing(what: str) -> None:
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{what}: browser tests must not be skipped in continuous integration")
    pytest.skip(f"{what}: install the package “chromium” to run the browser tests")


class WordJudge:
    """Met where all of a requirement's words are in one passage, partial where some are."""

    def judge(self, requirements: Sequence[Requirement], candidate: Candidate, today: Month) -> list[Judgement]:
        return [self._judge(requirement, candidate) for requirement in requirements]

    def _judge(self, requirement: Requirement, candidate: Candidate) -> Judgement:
        asked = set(content_stems(requirement.quote))
        shares = [(len(asked & set(content_stems(p.text))) / len(asked), p) for p in candidate.passages]
        share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        evidence: tuple[Evidence, ...] = ()
        if best is not None and share:
            evidence = (Evidence(best.text, best.start, best.end, best.source, best.section, share),)
        status = "met" if share == 1 else "partial" if share else "missing"
        return Judgement(requirement, status, 0.9, evidence, f"{share:.0%} of the words.")


class _Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log(self, *_args: Any) -> None:
        pass


class _Nowhere:
    def write(self, _text: str) -> int:
        return 0

    def flush(self) -> None:
        pass


def _run(application: Any) -> tuple[str, Callable[[], None]]:
    """The application on a free port; its address, and how to stop it."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        thread.join()
        server.server_close()

    return f"http://127.0.0.1:{server.port}", stop


@dataclass(frozen=True)
class LiveService:
    """The service as it runs: its address, and its insides to prepare and to look into."""

    url: str
    services: Services

    def key(self, *origins: str, tenant: str = "Acme Careers", publishable: bool = True) -> str:
        """A fresh API key; publishable ones need the origins that they are used from."""
        return self.services.keys.create(Wanted(tenant, publishable=publishable, origins=origins))[1]


@pytest.fixture(scope="session")
def start_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., LiveService]]:
    """Starts services, each with a database of its own; with the judge by heart, or with the real engine."""
    ends: list[Callable[[], None]] = []

    def start(load: Callable[[], Engine] | None = None, **given: Any) -> LiveService:
        folder = tmp_path_factory.mktemp("service")
        settings = Settings(
            data=folder,
            encryption_keys=(new_key(),),
            **{"create_rate": "1000 per hour", "rate": "10000 per minute", **given},
        )
        known = Engine(encoder=None, judge=WordJudge(), today=Month(2026, 11))
        services = make_services(settings, load or (lambda: known), lambda: known.today, read=read_bytes)
        services.database.upgrade()
        url, stop = _run(create_app(services=services, log=Log(_Nowhere())))  # type: ignore[arg-type]
        ends.extend([services.close, stop])
        return LiveService(url, services)

    yield start
    for end in reversed(ends):
        end()


@pytest.fixture(scope="session")
def service(start_service: Callable[..., LiveService]) -> LiveService:
    """The real application with a judge that answers at once. One for all tests: they share no data but this."""
    return start_service()


@pytest.fixture(scope="session")
def real_service(start_service: Callable[..., LiveService]) -> LiveService:
    """The real application with the real model; loading it takes seconds."""
    live = start_service(load=load_engine)
    live.services.rooms.loaded()
    return live


@dataclass
class Site:
    """Somebody else's site on another port: pages by path, each with the headers it is sent with."""

    url: str = ""
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def put(self, path: str, html: str, **headers: str) -> str:
        """Serve a page; gives its address. `content_security_policy="…"` is sent as that header."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        self.pages[path] = (html, {"Content-Type": "text/html; charset=utf-8", **named})
        return self.url + path

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        html, headers = self.pages.get(environ["PATH_INFO"], ("", {}))
        start_response("200 OK" if html else "404 Not Found", list(headers.items()))
        return [html.encode()]


@pytest.fixture
def site() -> Iterator[Site]:
    """A career site, of another origin than the service."""
    made = Site()
    made.url, stop = _run(made)
    yield made
    stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    path = shutil.which(CHROMIUM)
    if path is None:
        _missing(f"{CHROMIUM} is not installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A fresh, private window a call: `open_page(viewport={"width": 360, "height": 740}, color_scheme="dark")`.

    A script error on any page, or a broken content security policy, fails the test.
    """
    contexts = []
    errors: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB", "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None,
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A desktop window in English."""
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def axe_finds() -> Callable[[Page], list[str]]:
    """What axe has to say against a page as it stands: WCAG 2.2 A and AA, and best practice."""

    def look(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{one['id']}: {one['help']}: {node['target']}" for one in found for node in one["nodes"]]

    return look
