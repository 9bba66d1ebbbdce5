"""What lies among résumés and is none: files of the operating system."""

from __future__ import annotations

_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def is_hidden(name: str) -> bool:
    """True for files and folders that systems and office programs leave behind."""
    return (name.startswith((".", "~$")) and name not in (".", "..")) or name.casefold() in _OF_THE_SYSTEM
