"""Fuzzes the reader of Markdown."""

import harness

with harness.instrumented():
    from parsers.readers.markdown import read_markdown

harness.fuzz(read_markdown)
