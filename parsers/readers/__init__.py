"""One reader per format, all of one shape: `read_x(data: bytes, limits: Limits) -> Document`.

Readers do not call each other's insides and do not look at file names; `parsers.opening` chooses among them.
"""
