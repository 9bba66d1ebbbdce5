"""Batches of résumés over HTTP, and the workers that drive them."""
