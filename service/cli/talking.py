"""One conversation at a terminal: shows each step, passes on what is said, keeps the analysis after every answer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from service.analysis import Analysis, Circumstances, Review
from service.answers import Told, tell
from service.assembly import report_of
from service.engine import Engine
from service.interview import Ask, CircumstancesStep, Done, ReviewStep, answer, next_step, review
from service.interview.moves import corrected, with_circumstances
from service.interview.replies import read_reply
from service.interview.steps import Fillable
from service.ledger import Ledger, save_ledger
from service.outputs import files_of, ledger_stories
from service.reporting.terminal import shown
from service.standing import standing
from service.store import FileStore, Kept, UnknownAnalysis

_KEPT_AS = "interview"
_STATUS = {"met": "shown", "partial": "shown in part", "missing": "not shown"}


def begin(folder: Path, analysis: Analysis, engine: Engine, afresh: bool, stage_given: bool) -> Conversation:
    """Take up what was said about these very documents before, or start; raises UsageError for others' answers."""
    store = FileStore(folder)
    earlier = None if afresh else _earlier(store)
    if earlier is None:
        return Conversation(folder, store, store.add(analysis, _KEPT_AS), engine)
    if earlier.analysis.fingerprint != analysis.fingerprint:
        problem = f"“{folder}” holds answers about other documents."
        raise click.UsageError(f"{problem} Name another folder with --out, or add --afresh.")
    click.echo("Going on where you left.", err=True)
    stage = analysis.stage if stage_given else earlier.analysis.stage
    return Conversation(folder, store, store.replace(earlier, earlier.analysis.at(stage)), engine)


def _earlier(store: FileStore) -> Kept | None:
    try:
        return store.get(_KEPT_AS)
    except UnknownAnalysis:
        return None


class Conversation:
    """Holds the conversation; what is said is kept in `folder` at once."""

    def __init__(self, folder: Path, store: FileStore, kept: Kept, engine: Engine) -> None:
        self._folder, self._store, self._kept, self._engine = folder, store, kept, engine

    @property
    def analysis(self) -> Analysis:
        """As it stands."""
        return self._kept.analysis

    def _keep(self, analysis: Analysis) -> None:
        self._kept = self._store.replace(self._kept, analysis)

    def remember(self, told: Sequence[Told]) -> None:
        """Stories from the ledger, once each."""
        known = {story.id for story in self.analysis.stories}
        new = [one for one in told if one.id not in known]
        if new:
            self._keep(tell(self.analysis, new, self._engine))
            click.echo(f"{len(new)} of your earlier stories were read.", err=True)

    def note_rejection(self, letter: str) -> None:
        """The employer's message, as given."""
        known = self.analysis.circumstances.model_copy(update={"rejection": letter})
        self._keep(with_circumstances(self.analysis, known))

    def hold(self) -> None:
        """Step after step until nothing is left to ask."""
        while not isinstance(step := next_step(self.analysis), Done):
            if isinstance(step, Ask):
                self._ask(step)
            elif isinstance(step, ReviewStep):
                for fill in step.fills:
                    self._keep(review(self.analysis, _decision(fill)))
            else:
                self._ask_circumstances(step)

    def _ask(self, step: Ask) -> None:
        before = standing(self.analysis)
        click.echo("")
        click.secho(shown(step.text), bold=True)
        if step.examples:
            click.echo(f"  For instance: {shown(', '.join(step.examples))}.")
        said = _told()
        self._keep(answer(self.analysis, step, said, self._engine))
        after = standing(self.analysis)
        for old, new in zip(before.requirements, after.requirements, strict=True):
            if old.status != new.status:
                click.secho(f"  + {shown(new.quote)}: {_STATUS[old.status]} → {_STATUS[new.status]}", fg="green")
        if len(after.fills()) != len(before.fills()):
            click.echo(f"  Coverage: {report_of(self.analysis).summary.coverage:.0%}")

    def _ask_circumstances(self, step: CircumstancesStep) -> None:
        known = self.analysis.circumstances
        update: dict[str, object] = {}
        if "already_written" in step.wanted:
            update["already_written"] = click.confirm("\nHave you already written to them about this?", default=False)
        elif "days_since" in step.wanted:
            update["days_since"] = click.prompt("\nHow many days ago did they turn you down?", type=click.IntRange(0))
        else:
            told = {story.id: story for story in self.analysis.stories}
            reasons = dict(known.reasons)
            for story_id in step.story_ids:
                click.echo(f"\n“{shown(_short(told[story_id].text))}”")
                reasons[story_id] = click.prompt(
                    "Why was it not on your résumé? (empty: leave a blank)", default="", show_default=False
                )
            update["reasons"] = reasons
        self._keep(with_circumstances(self.analysis, Circumstances.model_validate({**known.model_dump(), **update})))

    def write(self, original: bytes, tracked_at: datetime.datetime | None) -> None:
        """The files to take away, and the report as a page."""
        from service.reporting.page import report_page

        made = files_of(self.analysis, original, tracked_at)
        self._folder.mkdir(parents=True, exist_ok=True)
        for file in made:
            (self._folder / file.name).write_bytes(file.data)
        (self._folder / "report.html").write_text(report_page(report_of(self.analysis)), encoding="utf-8")
        click.echo("")
        click.echo(made[0].data.decode())
        for name in [*(file.name for file in made), "report.html"]:
            click.echo(f"Written: {self._folder / name}", err=True)

    def save_to(self, path: Path, ledger: Ledger, today: datetime.date) -> None:
        """The confirmed stories, into the ledger."""
        stories = ledger_stories(self.analysis, today)
        if stories:
            save_ledger(ledger.with_stories(stories), path)
            click.echo(f"Written: {path}", err=True)


def _told() -> str:
    """What is said, up to an empty line; a stock reply needs no second line."""
    lines: list[str] = []
    while True:
        line = str(click.prompt(">" if not lines else " ", prompt_suffix=" ", default="", show_default=False))
        if not line.strip():
            if lines:
                return "\n".join(lines)
            return "skip"
        lines.append(line)
        if len(lines) == 1 and read_reply(line) != "story":
            return line


def _decision(one: Fillable) -> Review:
    """What the candidate says about one fill."""
    fill = one.fill
    click.echo("")
    click.secho(f"{shown(one.requirement)}: {_STATUS[fill.from_]} → {_STATUS[fill.to]}", bold=True)
    for quote in fill.evidence:
        click.echo(f"  You said: “{shown(quote)}”")
    if one.limits:
        click.echo(f"  Not you: “{shown(one.limits)}”")
    if fill.still_missing:
        click.echo(f"  Not said yet: {', '.join(fill.still_missing)}.")
    choices = ["keep", "drop", *(["part"] if fill.to == "met" and fill.from_ == "missing" else [])]
    chosen = click.prompt("Is that right?", type=click.Choice(choices), default="keep")
    if chosen == "part":
        return corrected(one.story_id, fill.requirement_id, "partial")
    decision = {"story_id": one.story_id, "requirement_id": fill.requirement_id, "decision": chosen}
    return Review.model_validate(decision)


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]} …"
