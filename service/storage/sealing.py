"""Encryption at rest, with keys that can be changed while the service runs.

A sealed value says in its first byte how it is kept, so that a database can go from no key to one, and from one key to
the next, without a standstill: the first key seals, every key opens.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.engine import WrongSetting
from service.store import StoreUnusable

_PLAIN = b"\x00"
_SEALED = b"\x01"


class Seal:
    """Seals and opens values; without keys they are kept as they are."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        """Raises WrongSetting for a key that is none."""
        try:
            self._current = Fernet(keys[0]) if keys else None
            self._all = MultiFernet([Fernet(key) for key in keys]) if keys else None
        except ValueError as error:
            advice = "Make one with: overlooked keys encryption"
            raise WrongSetting("An encryption key is not 32 bytes in URL-safe Base64.", advice) from error

    @property
    def encrypts(self) -> bool:
        """Whether there is a key."""
        return self._current is not None

    def seal(self, value: bytes) -> bytes:
        """The value as it is to be stored."""
        return _SEALED + self._current.encrypt(value) if self._current else _PLAIN + value

    def open(self, stored: bytes) -> bytes:
        """The value that was stored; raises StoreUnusable where its key is not known."""
        if stored[:1] == _PLAIN:
            return stored[1:]
        try:
            if self._all is None:
                raise InvalidToken
            return self._all.decrypt(stored[1:])
        except InvalidToken as error:
            advice = "Start the service with the encryption key that it had, beside the new one."
            raise StoreUnusable("What is kept was sealed with another key.", advice) from error

    def is_current(self, stored: bytes) -> bool:
        """Whether the value is sealed as `seal` would do it now."""
        if self._current is None:
            return stored[:1] == _PLAIN
        if stored[:1] != _SEALED:
            return False
        try:
            self._current.decrypt(stored[1:])
        except InvalidToken:
            return False
        return True


def seal_from(secret: str, context: str) -> Seal:
    """A seal that whoever knows `secret` can make again, and nobody else: not even from the whole database."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=context.encode()).derive(secret.encode())
    return Seal([base64.urlsafe_b64encode(derived).decode()])


def new_key() -> str:
    """A fresh encryption key."""
    return Fernet.generate_key().decode()
