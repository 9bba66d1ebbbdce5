"""Turns the readable sources of the samples into the documents that people send; used by `samples/make.py` alone."""
