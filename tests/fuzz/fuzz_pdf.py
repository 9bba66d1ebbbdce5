"""Fuzzes the reader of PDF."""

import harness

with harness.instrumented("pdfminer"):
    from parsers.readers.pdf import read_pdf

harness.fuzz(read_pdf)
