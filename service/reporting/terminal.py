"""The report in a terminal: readable at 60 columns and at 120, with colour and without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.coverage import any_judged
from service.report import Answer, Question, Report, RequirementReport, Verdict
from service.reporting import wording

#: Wider than this is hard to read; a wider terminal leaves the rest empty.
_WIDEST = 100
_COLOURS = {"missing": "red", "partial": "yellow", "met": "green", "not_judged": "dim"}
_SIGNS = {"missing": "✗", "partial": "◐", "met": "✓", "not_judged": "?"}
#: For encodings without them: typographic letters of our own words, and of most documents.
_PLAIN_LETTERS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "→": "->", "·": "-", "–": "-", "—": "-"}
)
#: A document or an answer must not be able to steer the terminal.
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_PLAIN_SIGNS = {"missing": "-", "partial": "~", "met": "+", "not_judged": "?"}


def print_report(report: Report, console: Console | None = None) -> None:
    """Print the report; without a console on standard output, as wide as the terminal up to 100 columns."""
    print_parts(_parts(report), console or terminal())


def print_parts(parts: Iterable[RenderableType], console: Console) -> None:
    """Print the parts with a blank line between them, and without the blanks that fill up lines."""
    with console.capture() as captured:
        for number, part in enumerate(parts):
            console.print(*([Text()] if number else []), part, sep="\n")
    text = "".join(f"{line.rstrip()}\n" for line in captured.get().rstrip("\n").split("\n"))
    console.file.write(text if _draws(console) else text.translate(_PLAIN_LETTERS))


def terminal() -> Console:
    """Standard output for people: colour only where it is a terminal and NO_COLOR is not set."""
    console = Console(highlight=False, emoji=False, markup=False)
    if console.width > _WIDEST:
        console.width = _WIDEST
    return console


def _parts(report: Report) -> Iterator[RenderableType]:
    yield _head(report)
    for status, requirements in wording.by_status(report):
        yield _group(status, requirements)
    if warnings := wording.warnings_of(report):
        yield _section("Please note", [Text(shown(f"{file}: {message}"), style="yellow") for file, message in warnings])
    if report.answers:
        quotes = {requirement.id: requirement.quote for requirement in report.requirements}
        yield _section("What your answers changed", [_answer(answer, quotes) for answer in report.answers])
    if report.verdict:
        yield _verdict(report.verdict)
    if report.questions:
        yield Text("Questions that could fill gaps", style="bold")
        quotes = {requirement.id: requirement.quote for requirement in report.requirements}
        yield from (_question(question, quotes) for question in report.questions)


def _head(report: Report) -> RenderableType:
    pages = f" ({wording.plural(report.resume.pages, 'page')})" if report.resume.pages else ""
    return Group(
        Text(shown(wording.title_of(report)), style="bold"),
        Text(shown(f"{report.resume.file}{pages}, {report.job.file} · {wording.STAGE[report.stage]}"), style="dim"),
        Text(),
        CoverageBar(report.summary.coverage)
        if any_judged(report.requirements)
        else Text("Nothing was judged.", style="bold"),
        Text(wording.counts(report)),
        *_before(report),
    )


def _before(report: Report) -> Iterator[RenderableType]:
    before = wording.coverage_before(report)
    if before is not None:
        yield Text(f"Before your answers: {before:.0%}", style="dim")


class CoverageBar:
    """ "Shown ██████░░░░ 62 %", as wide as there is room, up to 60 columns."""

    def __init__(self, coverage: float) -> None:
        self._coverage = coverage

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The bar as one line of text."""
        label, figure = "Shown ", f" {self._coverage:.0%}"
        width = min(options.max_width, 60) - len(label) - len(figure)
        full, empty = ("█", "░") if _draws(console) else ("#", ".")
        filled = round(width * self._coverage)
        yield Text.assemble(
            label, (full * filled, "green"), (empty * (width - filled), "dim"), (figure, "bold"), no_wrap=True
        )


class Sign:
    """A status as one character, in one that the terminal's encoding has."""

    def __init__(self, status: str) -> None:
        self._status = status

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The sign in its colour."""
        signs = _SIGNS if _draws(console) else _PLAIN_SIGNS
        yield Text(signs[self._status], style=_COLOURS[self._status])


def shown(text: str) -> str:
    """Words from outside as they may go to a terminal: control characters become spaces."""
    return text.translate(_CONTROLS)


def _draws(console: Console) -> bool:
    return console.encoding.lower().startswith("utf")


def _group(status: str, requirements: list[RequirementReport]) -> RenderableType:
    heading = Text(f"{wording.HEADINGS[status]} ({len(requirements)})", style=f"bold {_COLOURS[status]}")
    return Group(heading, *(_requirement(requirement) for requirement in requirements))


def _requirement(requirement: RequirementReport) -> RenderableType:
    mark = f" ({wording.PRIORITY[requirement.priority]})"
    body: list[RenderableType] = [
        Text.assemble((shown(f"“{requirement.quote}”"), "bold"), (mark, "dim")),
        Text.assemble(shown(requirement.why), (f" {wording.SECOND_LOOK}" if requirement.second_look else "", "yellow")),
    ]
    if requirement.evidence:
        best = requirement.evidence[0]
        body.append(Text.assemble((shown(f"{wording.source_of(best)}: "), "dim"), (shown(f"“{best.quote}”"), "italic")))
    return _beside(Sign(requirement.status), Group(*body))


def _beside(sign: RenderableType, body: RenderableType) -> RenderableType:
    """A hanging indent: the sign alone in the margin, the body in its own column."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, justify="right")
    table.add_column(ratio=1)
    table.add_row(sign, body)
    return table


def _section(heading: str, lines: list[RenderableType]) -> RenderableType:
    return Group(Text(heading, style="bold"), *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _answer(answer: Answer, quotes: dict[str, str]) -> RenderableType:
    said = Text(shown(f"{answer.id}: “{answer.text}”"), style="italic")
    if not answer.fills:
        return Group(said, Text("  It lifts none of the open requirements.", style="dim"))
    lifted = [
        Padding(
            Text.assemble(
                shown(f"“{quotes[fill.requirement_id]}”: "),
                (wording.STATUS[fill.from_], _COLOURS[fill.from_]),
                " → ",
                (wording.STATUS[fill.to], _COLOURS[fill.to]),
            ),
            (0, 0, 0, 2),
        )
        for fill in answer.fills
    ]
    return Group(said, *lifted)


def _verdict(verdict: Verdict) -> RenderableType:
    heading = "There is something new and pertinent to say" if verdict.grounds else "Nothing new that would help here"
    return _section(heading, [Text(shown(reason)) for reason in verdict.reasons])


def _question(question: Question, quotes: dict[str, str]) -> RenderableType:
    body = [Text(shown(question.text), style="bold")]
    if question.examples:
        body.append(Text(f"For instance: {'; '.join(question.examples)}"))
    if question.follow_ups:
        body.append(Text(f"If so: {', '.join(question.follow_ups)}?"))
    about = "; ".join(f"“{quotes[identifier]}”" for identifier in question.requirement_ids)
    body.append(Text(shown(f"Could speak to: {about}"), style="dim"))
    return _beside(Text(question.id.removeprefix("q")), Group(*body))
