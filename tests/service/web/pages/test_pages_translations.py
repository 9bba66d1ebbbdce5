"""The catalogues: every message of the pages in every language, and what is compiled is what is written."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path(__file__).parents[4] / "service" / "web"
TRANSLATIONS = WEB / "translations"
LANGUAGES = ["de", "es", "fr"]
KEYWORDS = {"_": None, "_lazy": None, "gettext": None, "ngettext": (1, 2)}
MEND = "run “make translations”, then translate what is empty in service/web/translations"


def in_the_sources() -> set[Any]:
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(WEB, methods, options, keywords=KEYWORDS)
    return {tuple(message) if isinstance(message, (list, tuple)) else message for _, _, message, _, _ in found}


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def strings(message: Any) -> list[str]:
    return list(message) if isinstance(message, (list, tuple)) else [message]


def holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    translated = {message.id for message in catalogue(language) if message.id and not message.fuzzy}
    wanted = in_the_sources()
    assert len(wanted) > 250
    assert wanted - translated == set(), MEND
    assert translated - wanted == set(), f"not asked for any more; {MEND}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_loses_a_placeholder(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        asked = set().union(*map(holes, strings(message.id)))
        for text in strings(message.string):
            assert text.strip(), (message.id, MEND)
            assert holes(text) <= asked, message.id
        assert set().union(*map(holes, strings(message.string))) == asked, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    kept = (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").read_bytes()
    assert kept == compiled.getvalue(), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_really_in_the_language(language: str) -> None:
    same = {message.id for message in catalogue(language) if message.id and message.string == message.id}
    assert same <= {"No", "Documents", "Questions", "Site", "Text", "Publications", "Projects"}, same
