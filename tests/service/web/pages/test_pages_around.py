"""What stands beside the way: about, career sites, headers, what goes wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from service.web.services import Services
from service.web.settings import Settings

STATIC = Path(__file__).parents[4] / "service" / "web" / "static" / "pages"
NOTICE = (Path(__file__).parents[4] / "NOTICE").read_text(encoding="utf-8")
FOR_LONG = "public, max-age=31536000, immutable"
PAGES = ["/", "/about", "/career-sites", "/deleted", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere_may_run(visitor: Any, path: str) -> None:
    visitor.get(path)
    policy = visitor.response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    html = visitor.response.get_data(as_text=True)
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=", html)
    sources = [one.get("src") or one.get("href") for one in visitor.tree.iter("script", "link", "img")]
    assert all(source.startswith("/") for source in sources)


def test_a_first_page_with_all_it_loads_is_light(visitor: Any) -> None:
    visitor.get("/")
    loaded = [one.get("src") or one.get("href") for one in visitor.tree.iter("script", "link")]
    total = len(visitor.response.data) + sum(len(visitor.client.get(one).data) for one in loaded)
    assert 10_000 < total < 150_000


def test_what_a_page_loads_is_kept_by_the_browser_until_it_changes(visitor: Any) -> None:
    address = visitor.get("/").one("link[rel=stylesheet]").get("href")
    assert re.search(r"\?v=[0-9a-f]{12}$", address)
    assert visitor.client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (
        visitor.client.get(address.partition("?")[0]).headers["Cache-Control"] != "public, max-age=31536000, immutable"
    )


def test_both_sources_are_credited_as_they_ask(visitor: Any) -> None:
    text = visitor.get("/about").text
    for sentence in (
        "This service uses the ESCO classification of the European Commission",
        "This product includes information from the O*NET® 30.2 Database",
        "O*NET® is a trademark of USDOL/ETA",
        "USDOL/ETA has not approved, endorsed, or tested these modifications.",
    ):
        assert sentence in text
        assert sentence in " ".join(NOTICE.split())


def test_a_second_reader_is_not_kept_from_anybody(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sent to nobody else" in visitor.get("/about").text
    monkeypatch.setenv("OVERLOOKED_READER_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("OVERLOOKED_READER_MODEL", "some-model")
    text = visitor.get("/about").text
    assert "sent to nobody else" not in text and "language model" in text


def test_the_widget_is_live_on_a_page_of_ours(visitor: Any, client: FlaskClient) -> None:
    visitor.get("/career-sites")
    element = visitor.one("overlooked-gaps")
    begun = client.post(
        f"/v1/jobs/{element.get('job')}/analyses/text",
        json={"resume": {"text": "Experience\nSold shoes, 2019 - 2020"}},
        headers={"Authorization": f"Bearer {element.get('key')}", "Origin": "http://localhost"},
    )
    assert begun.status_code == 201, begun.json
    assert "<overlooked-gaps" in visitor.one("#snippet-text").text


def test_the_live_example_is_made_once_and_for_few_addresses(app: APIFlask, services: Services, clock: Any) -> None:
    keys = set()
    for number in (1, 1, 2, 3, 4, 5):
        page = app.test_client().get("/career-sites", base_url=f"http://host{number}.example").get_data(as_text=True)
        keys |= set(re.findall(r'key="(ovl_pk_[0-9a-f]{24}_[\w-]+)"', page))
    assert len(keys) == 3
    clock.forward(hours=25)
    app.test_client().get("/career-sites", base_url="http://host1.example")
    live = [key for key in services.keys.all() if key.expires_at is None]
    assert len(live) == 1


def test_a_person_sees_a_page_and_a_program_gets_problem_details(visitor: Any, client: FlaskClient) -> None:
    assert visitor.get("/nowhere").heading == "There is no such page"
    assert visitor.status == 404
    assert client.get("/nowhere").content_type == "application/problem+json"
    assert client.get("/v1/nowhere", headers={"Accept": "text/html"}).content_type == "application/problem+json"


def test_too_many_attempts_are_said_in_plain_words(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any], another: Any
) -> None:
    app = app_of(services_with(settings.model_copy(update={"create_rate": "1 per hour"})))
    stranger = another()
    stranger.client = app.test_client()
    stranger.get("/").press("Compare them").press("Compare them")
    assert (stranger.status, stranger.heading) == (429, "That was a lot in a short time")


def test_what_should_not_happen_is_a_kind_page_and_no_trace(
    begun: Any, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("Anna Wolf sold shoes")

    monkeypatch.setattr("service.web.pages.gaps.by_status", broken)
    begun.get(f"{begun.base}/gaps")
    assert (begun.status, begun.heading) == (500, "Something went wrong on our side")
    assert "RuntimeError" not in begun.text and "Anna" not in begun.text
    assert '"kind": "RuntimeError"' in log.getvalue() and "Anna" not in log.getvalue()


def test_a_judge_that_is_busy_or_absent_keeps_what_was_typed(begun: Any, services: Services, monkeypatch: Any) -> None:
    from service.web.engine_room import Busy

    def busy() -> Any:
        raise Busy("Too many documents are being compared at the moment.")

    monkeypatch.setattr(services.rooms, "engine", busy)
    begun.get(f"{begun.base}/questions").press("Save it", text="I was treasurer of a choir.")
    assert (begun.status, begun.one("textarea.kept").text) == (503, "I was treasurer of a choir.")


def test_every_script_is_used_and_none_is_large() -> None:
    scripts = {path.name: path.stat().st_size for path in STATIC.glob("*.js")}
    templates = Path(STATIC).parents[1] / "templates" / "pages"
    used = " ".join(path.read_text(encoding="utf-8") for path in templates.glob("*.html"))
    for name, size in scripts.items():
        assert name in used
        assert size < 8000
