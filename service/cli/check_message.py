"""`overlooked check-message`: what would hurt in a message before it is sent."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from service.cli.output import print_bytes, printing, standard_input


@click.command("check-message")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, with offsets in characters.")
def check_message(file: Path, as_json: bool) -> None:
    """Read the message in FILE (text, .eml, DOCX …; - for standard input) and point at what would hurt."""
    from service.followup.checking import check_message as findings_in
    from service.followup.letters import letter_text, read_letter

    text = letter_text(standard_input().read()) if str(file) == "-" else read_letter(file)
    findings = findings_in(text)
    if as_json:
        print_bytes(
            json.dumps([asdict(one) for one in findings], indent=2, ensure_ascii=False).encode("utf-8", "replace")
        )
        return
    with printing():
        for finding in findings:
            line = text.count("\n", 0, finding.start) + 1
            click.echo(f"line {line}: “{' '.join(finding.quote.split())}”\n    {finding.advice}")
        if not findings:
            click.echo(
                "Nothing was found that would hurt. Whether it helps is another question: say what is new, and why."
            )
