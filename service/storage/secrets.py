"""Secrets that callers show: made here, kept as hashes, compared in constant time.

All of them are long and random, so that one round of SHA-256 is enough to keep them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

#: What a secret starts with says what it opens, to people and to scanners for leaked secrets.
TOKEN = "ovl_at_"  # noqa: S105  (a prefix)
SECRET_KEY = "ovl_sk_"  # noqa: S105  (a prefix)
PUBLISHABLE_KEY = "ovl_pk_"

#: What is compared where there is nothing to compare with, so that the answer takes as long.
_NOBODY = hashlib.sha256(secrets.token_bytes()).hexdigest()


def new_id() -> str:
    """A fresh id that nobody can guess."""
    return secrets.token_hex(12)


def new_token() -> str:
    """A fresh capability token."""
    return TOKEN + secrets.token_urlsafe(32)


def new_secret() -> str:
    """The secret part of a fresh API key."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def fits(secret: str, kept: str | None) -> bool:
    """Whether the secret is the one that was kept; takes as long where none was."""
    return hmac.compare_digest(hash_of(secret), kept or _NOBODY) and kept is not None
