"""`overlooked read`: what the parsers saw, nothing judged."""

from __future__ import annotations

import json
from pathlib import Path

import click

from service.cli.output import checked_target, keep_inputs, print_bytes, printing, write_text

_PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("file", type=_PATH)
@click.option("--as", "kind", type=click.Choice(["resume", "job"]), help="What it is; otherwise its content decides.")
@click.option("--json", "as_json", is_flag=True, help="Everything that was read, as JSON.")
@click.option("--html", type=_PATH, metavar="OUT", callback=checked_target, help="Draw the pages with what was read.")
@click.pass_context
def read(context: click.Context, file: Path, kind: str | None, as_json: bool, html: Path | None) -> None:
    """Show how FILE, a résumé or an advertisement, is read: text, order, sections, entries. Nothing is judged."""
    if as_json and html:
        raise click.UsageError("--json and --html exclude each other.", context)
    keep_inputs(html, file)
    from service.reading import read_file, reading_as_json

    reading = read_file(file, kind)  # type: ignore[arg-type]
    if as_json:
        print_bytes(json.dumps(reading_as_json(reading), indent=2, ensure_ascii=False).encode("utf-8", "replace"))
    elif html:
        from service.reporting.drawing import drawn_pages

        write_text(drawn_pages(reading), html)
    else:
        from service.reporting.outline import print_outline

        with printing():
            print_outline(reading)
