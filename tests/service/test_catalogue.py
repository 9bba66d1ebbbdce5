import re
from collections import Counter
from pathlib import Path

import pytest

from service.questionnaire import direct
from service.questionnaire.roles import KINDS, CatalogueError, Role, Scene, load_roles, read_catalogue

CATALOGUE = load_roles()
ROLES = CATALOGUE.roles
SCENES = tuple(CATALOGUE.scenes.values())
KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"

LEADING = (
    r"wouldn't|don't you|didn't|isn't|aren't|surely|of course|must have|no doubt|obviously|"
    r"\b(?:at least|only|just)\b|, right\?"
)
#: What nobody may be asked about; "a service" or "a congregation" say where something was done, not who somebody is.
PROTECTED = (
    r"\b(?:religio\w*|faith|church\w*|mosque|synagogue|temple|christian\w*|muslim\w*|jew\w*|hindu\w*|pray\w*|belie\w+|"
    r"disab\w*|handicap\w*|illness\w*|sick\w*|your health|diagnos\w*|pregnan\w*|married|marriage|spouse|husband|wife|"
    r"your (?:own )?(?:child\w*|kids|son|daughter|mother|father|parents|family|partner)|nationalit\w*|citizen\w*|"
    r"migra\w*|immigra\w*|refugee\w*|foreign\w*|race|racial|ethnic\w*|gender|sex\w*|women|men|woman|man|old are you|"
    r"your age|veteran\w*|trade union|union member\w*|party member\w*|vote for)\b"
)


def syllables(word: str) -> int:
    """Vowel groups, without the silent endings of "made" and "looked"; rounds up rather than down in doubt."""
    word = re.sub(r"'s?$", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeioul]e$|[aeiou]le$|[^aeioutd]ed$|[^aeiouscxzg]es$", word)
    return max(1, groups - 1 if silent else groups)


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade of one sentence."""
    words = re.findall(r"[\w']+", text)
    return 0.39 * len(words) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("made", 1),
        ("looked", 1),
        ("wanted", 2),
        ("table", 2),
        ("money", 2),
        ("committee", 3),
        ("whole", 1),
        ("boxes", 2),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_there_are_roles_of_every_kind_and_field() -> None:
    assert len(ROLES) >= 420
    assert {role.kind for role in ROLES} == set(KINDS)
    assert {role.icnpo for role in ROLES} >= {str(group) for group in range(1, 13)}
    assert min(Counter(role.field for role in ROLES).values()) >= 10


@pytest.mark.parametrize("major_group", "123456789")
def test_roles_speak_for_every_major_group_of_occupations(major_group: str) -> None:
    assert sum(any(code.startswith(major_group) for code in role.isco) for role in ROLES) >= 15


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_a_role_is_complete(role: Role) -> None:
    assert re.fullmatch(KEBAB, role.id)
    assert 2 <= len(role.names) <= 6
    assert 6 <= len(role.does) <= 15
    assert 1 <= len(role.settings) <= 4
    assert len(role.tools) <= 8
    assert 3 <= len(role.follow_ups) <= 6
    assert role.isco
    assert all(re.fullmatch(r"[0-9]{1,4}", code) for code in role.isco)
    for texts in (role.names, role.does, role.settings, role.tools, role.follow_ups):
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_what_holders_do_is_said_in_short_verb_phrases(role: Role) -> None:
    for phrase in role.does:
        assert re.match(r"[a-z-]+s\b", phrase), phrase
        assert 2 <= len(phrase.split()) <= 15, phrase
        assert not phrase.endswith("."), phrase


def test_a_phrase_stands_in_few_roles_so_that_it_tells_them_apart() -> None:
    counts = Counter(phrase for role in ROLES for phrase in role.does)
    assert [phrase for phrase, count in counts.items() if count > 3] == []


def test_there_are_scenes_for_all_roles_and_none_is_idle() -> None:
    assert 120 <= len(SCENES) <= 160
    assert {role.scene for role in ROLES} == set(CATALOGUE.scenes)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_a_scene_is_one_short_plain_question(scene: Scene) -> None:
    assert re.fullmatch(KEBAB, scene.id)
    assert scene.ask.startswith("Have you ever ")
    assert scene.ask.count("?") == 1
    assert scene.ask.endswith("?")
    assert len(scene.ask.split()) <= 25
    assert reading_grade(scene.ask) <= 8


@pytest.mark.parametrize("text", [*direct.TEXTS.values(), *direct.OPENINGS], ids=lambda text: text[:20])
def test_direct_questions_are_plain_and_do_not_lead(text: str) -> None:
    sentences = [part for part in re.split(r"(?<=[.?])\s+", text.replace("{}", "").strip(" .")) if part]
    assert max(map(reading_grade, sentences)) <= 8
    assert not re.search(LEADING, text.lower())
    assert not re.search(PROTECTED, text.lower())


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_a_scene_does_not_lead_and_asks_about_no_protected_trait(scene: Scene) -> None:
    assert not re.search(LEADING, scene.ask.lower())
    assert not re.search(PROTECTED, scene.ask.lower())


def test_follow_ups_ask_for_no_trait_and_for_nobodys_name() -> None:
    for text in {text for role in ROLES for text in role.follow_ups}:
        assert not re.search(PROTECTED, text.lower()), text
        assert not re.search(r"\b(?:whose name|names? of|called)\b", text.lower()), text


ROLE = """
kind: volunteer
roles:
- id: treasurer
  names: [treasurer, purser]
  does: [keeps the books]
  settings: [a club]
  scene: money
  follow_ups: [since_when, which bank]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scenes.yaml").write_text('money:\n  money: "Have you ever kept money?"\n', encoding="utf-8")
    (tmp_path / "follow_ups.yaml").write_text("since_when: since when\n", encoding="utf-8")
    (tmp_path / "clubs.yaml").write_text(ROLE, encoding="utf-8")
    return tmp_path


def test_a_role_takes_field_and_kind_from_its_file(folder: Path) -> None:
    [role] = read_catalogue(folder).roles
    assert (role.field, role.kind, role.icnpo, role.tools) == ("clubs", "volunteer", "", ())


def test_codes_of_follow_ups_are_spelled_out_and_own_ones_kept(folder: Path) -> None:
    [role] = read_catalogue(folder).roles
    assert role.follow_ups == ("since when", "which bank")


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("scene: money", "scene: honey", "no scene is called “honey”"),
        ("since_when", "since_whem", "no follow-up is called “since_whem”"),
        ("  settings: [a club]\n", "", "missing entries: settings"),
        ("settings:", "colour: [red]\n  settings:", "unknown entries: colour"),
        ("kind: volunteer", "kind: joker", "kind is “joker”"),
        ("kind: volunteer\n", "", "the file needs `kind`"),
        ("settings: [a club]", "settings: a club", "`settings` must be a list of texts"),
        ("settings: [a club]", "settings: [yes]", "`settings` must be a list of texts"),
        ("scene: money", "scene: 3", "`scene` must be text"),
        ("- id: treasurer\n  names", "- names", "every role needs an `id`"),
        ("names: [treasurer", "names: [[treasurer", "clubs.yaml is not valid YAML"),
    ],
)
def test_a_slip_is_named_with_its_place(folder: Path, before: str, after: str, complaint: str) -> None:
    assert before in ROLE
    (folder / "clubs.yaml").write_text(ROLE.replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(complaint)):
        read_catalogue(folder)


def test_a_theme_without_questions_is_named(folder: Path) -> None:
    (folder / "scenes.yaml").write_text("money: Have you ever kept money?", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"scenes\.yaml, money: a theme needs scenes"):
        read_catalogue(folder)


def test_two_roles_of_the_same_id_are_refused(folder: Path) -> None:
    (folder / "groups.yaml").write_text(ROLE, encoding="utf-8")
    with pytest.raises(CatalogueError, match="used twice"):
        read_catalogue(folder)
