"""Fuzzes the reader of RTF."""

import harness

with harness.instrumented():
    from parsers.readers.rtf import read_rtf

harness.fuzz(read_rtf)
