"""Sends events, signed as Standard Webhooks has it (https://www.standardwebhooks.com): timestamp, HMAC-SHA256, id."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import httpx

from service.storage.analyses import Clock
from service.storage.webhooks import Claimed, Outbox
from service.web.outside import AddressRefused, ask, target_of


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """Value of the `webhook-signature` header."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def send_due(outbox: Outbox, clock: Clock, private: bool, most: int = 100) -> int:
    """Send what is due, at most so many; returns how many were tried."""
    for count in range(most):
        claimed = outbox.claim()
        if claimed is None:
            return count
        outcome, arrived = _sent(claimed, clock, private)
        (outbox.done if arrived else outbox.failed)(claimed.delivery, outcome)
    return most


def _sent(claimed: Claimed, clock: Clock, private: bool) -> tuple[str, bool]:
    delivery, now = claimed.delivery, clock()
    content = {"type": delivery.event, "timestamp": delivery.created_at.isoformat(), "data": delivery.payload}
    body = json.dumps(content).encode()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(claimed.secret, delivery.id, int(now.timestamp()), body),
    }
    try:
        answer = ask("POST", target_of(claimed.url, private), headers, body)
    except AddressRefused as error:
        return str(error), False
    except httpx.HTTPError as error:
        return type(error).__name__, False
    return str(answer.status), 200 <= answer.status < 300
