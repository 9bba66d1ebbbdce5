"""`overlooked schema report`: the contract with the outside, as JSON Schema."""

from __future__ import annotations

import json

import click

from service.cli.output import print_bytes

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.argument("what", type=click.Choice(["report"]))
def schema(what: str) -> None:
    """Print the JSON Schema of the report that `overlooked analyze --json` gives."""
    from service.report import Report

    described = {
        "$schema": _DIALECT,
        "$id": "urn:overlooked:report:1",
        **Report.model_json_schema(by_alias=True, mode="serialization"),
        "title": "Overlooked report",
    }
    print_bytes(json.dumps(described, indent=2, ensure_ascii=False).encode())
