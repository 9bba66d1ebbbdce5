"""Fuzzes the reader of LinkedIn's data export: one table of it, under each of the names in turn."""

import harness

with harness.instrumented():
    from parsers.readers.linkedin import read_linkedin_zip

_TABLES = ("Profile.csv", "Positions.csv", "Education.csv", "Skills.csv", "Languages.csv", "Certifications.csv")


def _export(data: bytes) -> bytes:
    if data.startswith(b"PK"):
        return data
    return harness.package(dict.fromkeys(_TABLES, data))


harness.fuzz(read_linkedin_zip, _export)
