"""What the OpenAPI document has to say of a view beyond its schemas: marks that decorators leave on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PREFIX = "x-mark-"


def mark(view: Callable[..., Any], name: str, value: object = True) -> None:
    """Leave a mark for `service.web.openapi`."""
    spec: dict[str, Any] = view.__dict__.setdefault("_spec", {})
    spec["extensions"] = {**(spec.get("extensions") or {}), PREFIX + name: value}


def conditional(view: View) -> View:
    """Say that the view obeys If-Match."""
    mark(view, "conditional")
    return view
