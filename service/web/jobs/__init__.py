"""Advertisements that a career site keeps, over HTTP."""
