"""Fuzzes the reader of JSON Resume."""

import harness

with harness.instrumented():
    from parsers.readers.json_resume import read_json_resume

harness.fuzz(read_json_resume)
