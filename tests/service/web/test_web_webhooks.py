"""Webhooks: signed, tried again, given up and listed; sent nowhere that the organisation may not reach itself."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from service.storage.webhooks import BACKOFF
from service.web.services import Services
from service.web.settings import Settings
from service.web.webhooks.sending import send_due


@dataclass
class Receiver:
    """A career site's server, which notes what arrives and answers as it is told."""

    url: str = ""
    status: int = 204
    arrived: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    known = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.arrived.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(known.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_port}/hooks?site=acme"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield known
    server.shutdown()
    server.server_close()


@pytest.fixture
def send(services: Services) -> Callable[[], int]:
    return lambda: send_due(services.outbox(), services.clock, private=True)


def _listed(acme: Any, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = acme.get(f"/v1/webhooks/deliveries{query}").json["items"]
    return items


def test_an_event_arrives_signed(
    acme: Any, receiver: Receiver, begin: Callable[..., Any], send: Callable[[], int], clock: Any
) -> None:
    made = acme.post("/v1/webhooks", json={"url": receiver.url, "events": ["analysis.created"]}).json
    begun = begin(acme)
    assert send() == 1
    headers, body = receiver.arrived[0]
    secret = base64.b64decode(made["secret"].removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(clock().timestamp()))
    event = json.loads(body)
    assert (event["type"], event["data"]["analysis_id"]) == ("analysis.created", begun.id)
    assert [(one["state"], one["outcome"]) for one in _listed(acme)] == [("delivered", "204")]
    assert send() == 0


def test_events_hold_numbers_and_no_words(
    acme: Any, receiver: Receiver, begin: Callable[..., Any], send: Callable[[], int]
) -> None:
    acme.post("/v1/webhooks", json={"url": receiver.url})
    begun = begin(acme)
    acme.post(f"{begun.path}/answers", json={"answers": [{"text": "Since 2019 I juggle the bookkeeping."}]})
    acme.delete(begun.path)
    assert send() == 3
    types = [json.loads(body)["type"] for _, body in receiver.arrived]
    assert types == ["analysis.created", "analysis.changed", "analysis.deleted"]
    everything = b"".join(body for _, body in receiver.arrived).lower()
    assert not any(word in everything for word in (b"anna", b"shoe", b"bookkeeping", b"juggle"))


def test_what_does_not_arrive_is_tried_again_later_and_given_up_in_the_end(
    acme: Any, receiver: Receiver, send: Callable[[], int], clock: Any
) -> None:
    receiver.status = 500
    acme.post("/v1/webhooks", json={"url": receiver.url})
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    for wait in BACKOFF:
        assert (send(), send()) == (1, 0)
        clock.moment += wait
    assert _listed(acme)[0]["state"] == "waiting"
    send()
    dead = _listed(acme, "?state=dead")[0]
    assert (dead["attempts"], dead["outcome"]) == (len(BACKOFF) + 1, "500")
    clock.forward(days=2)
    assert send() == 0
    assert len({headers["webhook-id"] for headers, _ in receiver.arrived}) == 1


def test_what_was_given_up_can_be_sent_again(
    acme: Any, receiver: Receiver, send: Callable[[], int], services: Services
) -> None:
    receiver.status = 410
    acme.post("/v1/webhooks", json={"url": receiver.url})
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    send()
    receiver.status = 200
    delivery = _listed(acme)[0]["id"]
    assert acme.post(f"/v1/webhooks/deliveries/{delivery}/retry").json["state"] == "waiting"
    assert send() == 1
    assert _listed(acme)[0]["state"] == "delivered"


def test_of_two_workers_one_sends(acme: Any, receiver: Receiver, services: Services) -> None:
    acme.post("/v1/webhooks", json={"url": receiver.url})
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    first, second = services.outbox().claim(), services.outbox().claim()
    assert first is not None and second is None


def test_a_worker_that_dies_leaves_its_delivery_to_another(
    acme: Any, receiver: Receiver, services: Services, clock: Any, send: Callable[[], int]
) -> None:
    acme.post("/v1/webhooks", json={"url": receiver.url})
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    services.outbox().claim()
    assert send() == 0
    clock.forward(minutes=3)
    assert send() == 1


def test_nothing_is_told_of_what_a_candidate_began_in_a_page(
    acme: Any, tenant: Callable[..., Any], receiver: Receiver, begin: Callable[..., Any], send: Callable[[], int]
) -> None:
    acme.post("/v1/webhooks", json={"url": receiver.url})
    page = tenant("Acme Careers", publishable=True, origins=["https://jobs.acme.example"])
    page.headers["Origin"] = "https://jobs.acme.example"
    private = begin(page)
    private.delete(private.path)
    assert send() == 0


def test_nothing_is_sent_to_an_endpoint_that_was_removed(
    acme: Any, receiver: Receiver, send: Callable[[], int]
) -> None:
    endpoint = acme.post("/v1/webhooks", json={"url": receiver.url}).json["id"]
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    assert acme.delete(f"/v1/webhooks/{endpoint}").status_code == 204
    assert send() == 0
    assert _listed(acme) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "https://127.0.0.1/",
        "https://10.0.0.8/hook",
        "https://[::1]/",
        "https://[::ffff:192.168.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/",
        "https://user:secret@127.0.0.1/",
    ],
)
def test_an_address_on_a_private_network_is_refused(
    services_with: Callable[[Settings], Services], settings: Settings, app_of: Callable[[Services], Any], url: str
) -> None:
    from service.storage.keys import Wanted

    known = services_with(settings.model_copy(update={"private_addresses": False}))
    key = {"Authorization": f"Bearer {known.keys.create(Wanted('Acme'))[1]}"}
    response = app_of(known).test_client().post("/v1/webhooks", json={"url": url}, headers=key)
    assert (response.status_code, response.json["code"]) == (422, "webhook_address")


def test_an_address_that_became_private_is_not_asked(acme: Any, receiver: Receiver, services: Services) -> None:
    acme.post("/v1/webhooks", json={"url": receiver.url})
    acme.post("/v1/jobs/text", json={"job": {"text": "Requirements\n- Excel\n"}})
    send_due(services.outbox(), services.clock, private=False)
    assert receiver.arrived == []
    assert _listed(acme)[0]["outcome"] == "The host is on a private network."
