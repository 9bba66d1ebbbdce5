"""Fuzzes the front door: what is this, and can it be read at all?"""

import harness

with harness.instrumented("parsers"):
    from parsers.opening import read_bytes

harness.fuzz(read_bytes)
