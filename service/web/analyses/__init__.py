"""Analyses over HTTP: begun, asked about, answered, reviewed, taken away, deleted."""
