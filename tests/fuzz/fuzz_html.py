"""Fuzzes the reader of web pages."""

import harness

with harness.instrumented():
    from parsers.readers.html import read_html

harness.fuzz(read_html)
