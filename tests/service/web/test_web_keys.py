"""API keys: what they open, from where, how long; and how they are looked after."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from service.cli import overlooked
from service.storage.keys import SCOPES, Wanted, WrongKeySetting
from service.web.services import Services
from service.web.settings import Settings

SITE = "https://jobs.acme.example"


def test_a_key_tells_what_it_may_do(acme: Any) -> None:
    me = acme.get("/v1/me").json
    assert (me["tenant"], set(me["key"]["scopes"]), me["key"]["origins"]) == ("Acme Careers", set(SCOPES), [SITE])


def test_a_key_is_kept_as_a_hash(services: Services) -> None:
    secret = services.keys.create(Wanted("Acme"))[1]
    with services.database.reading() as session:
        rows = str([tuple(row) for row in session.execute(text("SELECT * FROM api_keys"))])
    assert secret[-20:] not in rows  # no more of it either: its random part is longer and may hold "_"


def test_a_rotated_key_ends_after_a_while_and_its_successor_goes_on(
    services: Services, clock: Any, with_bearer: Callable[[str], Any]
) -> None:
    old, old_secret = services.keys.create(Wanted("Acme", scopes=["account:read"]))
    fresh, fresh_secret = services.keys.rotate(old.id, datetime.timedelta(hours=24))
    assert fresh.scopes == old.scopes and fresh.tenant_id == old.tenant_id
    assert [with_bearer(one).get("/v1/me").status_code for one in (old_secret, fresh_secret)] == [200, 200]
    clock.forward(hours=25)
    assert [with_bearer(one).get("/v1/me").status_code for one in (old_secret, fresh_secret)] == [401, 200]


def test_a_revoked_key_ends_now(services: Services, with_bearer: Callable[[str], Any]) -> None:
    key, secret = services.keys.create(Wanted("Acme"))
    services.keys.revoke(key.id)
    assert with_bearer(secret).get("/v1/me").status_code == 401


def test_a_secret_with_another_keys_id_opens_nothing(services: Services, with_bearer: Callable[[str], Any]) -> None:
    one, other = (services.keys.create(Wanted("Acme")) for _ in range(2))
    mixed = one[1].replace(one[0].id, other[0].id)
    assert with_bearer(mixed).get("/v1/me").status_code == 401
    assert with_bearer(one[1].replace("ovl_sk_", "ovl_pk_")).get("/v1/me").status_code == 401


@pytest.fixture
def in_page(tenant: Callable[..., Any]) -> Any:
    """A page of Acme's site with its publishable key."""
    page = tenant("Acme Careers", publishable=True, origins=[SITE])
    page.headers["Origin"] = SITE
    return page


def test_a_publishable_key_starts_analyses_and_does_nothing_else(in_page: Any, begin: Callable[..., Any]) -> None:
    begun = begin(in_page)
    assert in_page.get(begun.path).status_code == 403
    for path in ("/v1/analyses", "/v1/jobs", "/v1/me", "/v1/webhooks"):
        assert in_page.get(path).status_code == 403, path
    assert begun.get(begun.path).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "https://jobs.acme.example.evil.example", "null", ""])
def test_a_publishable_key_is_held_to_its_sites(in_page: Any, origin: str) -> None:
    in_page.headers["Origin"] = origin
    body = {"resume": {"text": "Experience\nSold shoes"}, "job": {"text": "Requirements\n- Excel\n"}}
    response = in_page.post("/v1/analyses/text", json=body)
    assert (response.status_code, response.json["code"]) == (403, "not_allowed")
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_publishable_key_finds_its_sites_advertisements(in_page: Any, acme: Any, rival: Any) -> None:
    job = {"job": {"text": "Requirements\n- Excel\n"}}
    own, others = (one.post("/v1/jobs/text", json=job).json["id"] for one in (acme, rival))
    body = {"resume": {"text": "Experience\nSold shoes"}}
    assert in_page.post(f"/v1/jobs/{own}/analyses/text", json=body).status_code == 201
    assert in_page.post(f"/v1/jobs/{others}/analyses/text", json=body).status_code == 404


def test_a_browser_may_read_answers_on_a_sites_own_pages_alone(in_page: Any, nobody: Any) -> None:
    asked = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
    allowed = nobody.call("OPTIONS", "/v1/analyses", asked).headers
    assert allowed["Access-Control-Allow-Origin"] == SITE
    assert "Authorization" in allowed["Access-Control-Allow-Headers"]
    assert "POST" in allowed["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in allowed
    other = nobody.call("OPTIONS", "/v1/analyses", {**asked, "Origin": "https://evil.example"}).headers
    assert "Access-Control-Allow-Origin" not in other
    assert "Origin" in other["Vary"]


def test_a_candidates_token_may_be_used_on_the_page_where_it_was_given(in_page: Any, begin: Callable[..., Any]) -> None:
    begun = begin(in_page)
    assert begun.get(begun.path, {"Origin": SITE}).headers["Access-Control-Allow-Origin"] == SITE


def test_a_tenants_analyses_are_kept_as_long_as_it_wants(
    tenant: Callable[..., Any], begin: Callable[..., Any], clock: Any
) -> None:
    short = tenant("Short", retention_hours=2)
    begun = begin(short)
    clock.forward(hours=1, minutes=59)
    assert begun.get(begun.path).status_code == 200
    clock.forward(minutes=1)
    assert begun.get(begun.path).status_code == 404
    assert short.get("/v1/analyses").json["items"] == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(" "),
        Wanted("Acme", publishable=True),
        Wanted("Acme", publishable=True, origins=[SITE], scopes=["analyses:read"]),
        Wanted("Acme", scopes=["everything"]),
        Wanted("Acme", origins=["jobs.acme.example"]),
        Wanted("Acme", origins=["https://*.example"]),
        Wanted("Acme", origins=["https://jobs.acme.example/path"]),
    ],
)
def test_a_key_that_cannot_be_is_not_made(services: Services, wanted: Wanted) -> None:
    with pytest.raises(WrongKeySetting):
        services.keys.create(wanted)
    assert services.keys.all() == []


@pytest.fixture
def run(settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`overlooked` with the service's own settings."""
    monkeypatch.setenv("OVERLOOKED_DATABASE", settings.database)
    monkeypatch.setenv("OVERLOOKED_ENCRYPTION_KEYS", ",".join(settings.encryption_keys))
    return lambda *arguments: CliRunner().invoke(overlooked, arguments, catch_exceptions=False)


def test_keys_are_made_listed_rotated_and_revoked_from_the_command_line(
    run: Callable[..., Any], with_bearer: Callable[[str], Any], clock: Any
) -> None:
    clock.moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)
    made = run("keys", "create", "--tenant", "Acme", "--scope", "account:read", "--label", "the site's server")
    secret = made.stdout.strip()
    assert with_bearer(secret).get("/v1/me").json["key"]["scopes"] == ["account:read"]
    key_id = secret.split("_")[2]
    listed = run("keys", "list").stdout
    assert key_id in listed and "Acme" in listed and secret not in listed
    fresh = run("keys", "rotate", key_id, "--grace-hours", "0").stdout.strip()
    assert [with_bearer(one).get("/v1/me").status_code for one in (secret, fresh)] == [401, 200]
    run("keys", "revoke", fresh.split("_")[2])
    assert with_bearer(fresh).get("/v1/me").status_code == 401


def test_a_rate_that_is_none_is_wrong_usage(run: Callable[..., Any]) -> None:
    result = CliRunner().invoke(overlooked, ["keys", "create", "--tenant", "Acme", "--rate", "often"])
    assert result.exit_code == 2
    assert "600 per minute" in result.output
