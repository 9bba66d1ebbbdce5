"""Fuzzes the reader of JSON-LD."""

import harness

with harness.instrumented():
    from parsers.readers.json_ld import read_json_ld

harness.fuzz(read_json_ld)
