"""Fuzzes the reader of plain text."""

import harness

with harness.instrumented():
    from parsers.readers.text import read_text

harness.fuzz(read_text)
