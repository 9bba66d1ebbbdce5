"""What an advertisement asks for: `find_requirements`."""

from embeddings.requirements.finding import find_requirements
from embeddings.requirements.model import Requirement

__all__ = ["Requirement", "find_requirements"]
