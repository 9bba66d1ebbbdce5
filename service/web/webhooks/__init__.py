"""Webhooks over HTTP: where events go, and what became of them; and the worker that sends them."""
