"""The catalogue of unpaid and side experience: which roles there are, what their holders do, how to ask about them.

The files are written by people and described in `catalogue/README.md`. Whatever breaks that description raises
`CatalogueError`, which names the file and the role, so that whoever edits the catalogue knows where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, get_args, get_type_hints

import yaml

#: Kinds of experience, as `untold` stories and résumé sections know them.
KINDS = (
    *("volunteer", "community", "caregiving", "household", "side_work", "family_business", "military", "study"),
    *("early_career", "hobby", "open_source", "migration"),
)

_SCENES = "scenes.yaml"
_FOLLOW_UPS = "follow_ups.yaml"


class CatalogueError(ValueError):
    """A catalogue file does not follow its README. The message says which file, which entry and what to change."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A piece of life that can be asked about; several roles may share it."""

    id: str
    theme: str
    #: One plain question about the scene, never about the requirement.
    ask: str


@dataclass(frozen=True, slots=True)
class Role:
    """One thing people do unpaid or on the side, under the names they use for it."""

    id: str
    #: Field of activity: the name of the file that the role stands in.
    field: str
    #: One of KINDS.
    kind: str
    #: Group of the International Classification of Non-profit Organizations; empty where none applies.
    icnpo: str
    names: tuple[str, ...]
    #: Concrete things its holders do; gaps are matched against these.
    does: tuple[str, ...]
    settings: tuple[str, ...]
    tools: tuple[str, ...]
    #: Id of a Scene.
    scene: str
    #: What a good account still needs, in plain words; codes are already replaced by their text.
    follow_ups: tuple[str, ...]
    #: ISCO-08 codes (1 to 4 digits) of paid occupations that use the same skills.
    isco: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is in `catalogue/`, in the order of the files' names and of their entries."""

    roles: tuple[Role, ...]
    scenes: Mapping[str, Scene]


@cache
def load_roles() -> Catalogue:
    """The packaged catalogue, read once."""
    return read_catalogue(resources.files("service.questionnaire").joinpath("catalogue"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read and check every YAML file of the folder; raises CatalogueError."""
    scenes = {scene.id: scene for scene in _scenes(folder.joinpath(_SCENES))}
    follow_ups = _mapping(folder.joinpath(_FOLLOW_UPS))
    files = sorted((file for file in folder.iterdir() if _holds_roles(file.name)), key=lambda file: file.name)
    roles = tuple(role for file in files for role in _roles(file, follow_ups))
    _refuse_repeats(roles)
    for role in roles:
        if role.scene not in scenes:
            raise CatalogueError(f"{role.field}.yaml, {role.id}: no scene is called “{role.scene}” in {_SCENES}.")
    return Catalogue(roles, scenes)


def _holds_roles(name: str) -> bool:
    return name.endswith(".yaml") and name not in (_SCENES, _FOLLOW_UPS)


def _scenes(file: Traversable) -> list[Scene]:
    scenes: list[Scene] = []
    for theme, asked in _mapping(file).items():
        if not isinstance(asked, dict) or not all(isinstance(ask, str) for ask in asked.values()):
            raise CatalogueError(f"{file.name}, {theme}: a theme needs scenes, each an id and its question.")
        scenes += [Scene(identifier, theme, ask) for identifier, ask in asked.items()]
    _refuse_repeats(scenes)
    return scenes


def _roles(file: Traversable, follow_ups: Mapping[str, str]) -> list[Role]:
    field = file.name.removesuffix(".yaml")
    content = _mapping(file)
    unknown = content.keys() - {"kind", "icnpo", "roles"}
    if unknown or "kind" not in content or not isinstance(content.get("roles"), list):
        raise CatalogueError(f"{file.name}: the file needs `kind` and a list `roles`, may have `icnpo`, nothing else.")
    return [_role(entry, field, content, follow_ups) for entry in content["roles"]]


def _role(entry: Any, field: str, defaults: Mapping[str, Any], follow_ups: Mapping[str, str]) -> Role:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise CatalogueError(f"{field}.yaml: every role needs an `id`.")
    place = f"{field}.yaml, {entry['id']}"
    values = {"kind": defaults["kind"], "icnpo": defaults.get("icnpo", ""), "tools": [], "isco": [], **entry}
    if unknown := values.keys() - _ROLE_TYPES.keys():
        raise CatalogueError(f"{place}: unknown entries: {', '.join(sorted(unknown))}.")
    if missing := _ROLE_TYPES.keys() - values.keys() - {"field"}:
        raise CatalogueError(f"{place}: missing entries: {', '.join(sorted(missing))}.")
    if values["kind"] not in KINDS:
        raise CatalogueError(f"{place}: kind is “{values['kind']}”, and must be one of: {', '.join(KINDS)}.")
    checked = {name: _checked(value, name, place) for name, value in values.items()}
    checked["follow_ups"] = tuple(_spelled_out(item, follow_ups, place) for item in checked["follow_ups"])
    return Role(field=field, **checked)


_ROLE_TYPES = get_type_hints(Role)


def _checked(value: Any, name: str, place: str) -> Any:
    """The value in the type that Role declares; YAML reads a bare `yes` or `3313` as something else than text."""
    if not get_args(_ROLE_TYPES[name]):
        if isinstance(value, str):
            return value
        raise CatalogueError(f"{place}: `{name}` must be text; put it in quotation marks.")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise CatalogueError(f"{place}: `{name}` must be a list of texts; quote numbers and what has a colon.")


def _spelled_out(item: str, follow_ups: Mapping[str, str], place: str) -> str:
    """Codes are single words with underscores; anything else is a follow-up of the role's own."""
    if " " in item:
        return item
    if item not in follow_ups:
        raise CatalogueError(f"{place}: no follow-up is called “{item}” in {_FOLLOW_UPS}.")
    return follow_ups[item]


def _mapping(file: Traversable) -> dict[str, Any]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{file.name} is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise CatalogueError(f"{file.name} must hold a mapping.")
    return content


#: The C loader where PyYAML was built with it: the same result, ten times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_repeats(entries: Iterable[Role] | Iterable[Scene]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise CatalogueError(f"The id “{entry.id}” is used twice.")
        seen.add(entry.id)
