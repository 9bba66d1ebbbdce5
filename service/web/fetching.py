"""An advertisement by its address: off unless configured, and guarded where it is on."""

from __future__ import annotations

import time
from urllib.parse import urljoin

import httpx

from parsers.errors import LimitExceeded, OverlookedError
from service.web.casework import Upload
from service.web.outside import AddressRefused, ask, target_of
from service.web.settings import Settings

_REDIRECTS = 3
#: Seconds for all of it.
_DEADLINE = 20.0
_INSTEAD = "Paste the advertisement, or save the page and upload it."


class FetchOff(OverlookedError):
    """An advertisement is given by its address, and this service fetches none."""

    code = "fetch_off"
    advice = _INSTEAD


class FetchFailed(OverlookedError):
    """The advertisement cannot be fetched from its address."""

    code = "fetch_failed"
    advice = _INSTEAD


def fetched(url: str, settings: Settings) -> Upload:
    """The page at that address; raises FetchOff, FetchFailed, or LimitExceeded."""
    if not settings.fetch:
        raise FetchOff("This service does not fetch advertisements.")
    end = time.monotonic() + _DEADLINE
    for _ in range(_REDIRECTS + 1):
        if time.monotonic() > end:
            break
        try:
            answer = ask("GET", target_of(url, settings.private_addresses), {}, limit=settings.upload_bytes)
        except AddressRefused as error:
            raise FetchFailed(str(error)) from error
        except httpx.HTTPError as error:
            raise FetchFailed("The page did not answer.") from error
        if answer.status in (301, 302, 303, 307, 308) and "location" in answer.headers:
            url = urljoin(url, answer.headers["location"])
            continue
        if answer.status != 200:
            raise FetchFailed(f"The page answered with status {answer.status}.")
        if len(answer.data) > settings.upload_bytes:
            raise LimitExceeded("The page is too large.", _INSTEAD)
        return Upload("advertisement", answer.data)
    raise FetchFailed("The page leads on and on, or takes too long.")
