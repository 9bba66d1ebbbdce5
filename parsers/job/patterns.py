"""Long regular expressions, laid out over several lines."""

from __future__ import annotations

import re


def either(*alternatives: str) -> re.Pattern[str]:
    """A pattern that matches any of the alternatives, in whatever case.

    Line breaks, and the white space around them, are layout; spaces within a line count.
    """
    return re.compile("|".join(re.sub(r"\s*\n\s*", "", each) for each in alternatives), re.IGNORECASE)
