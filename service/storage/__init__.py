"""What the service keeps: analyses, advertisements, keys, webhooks, in SQLite or PostgreSQL.

One module a part of the domain; `models` are the tables, `database` the connection, `sealing` the encryption at rest.
Everything that comes from a candidate is in sealed columns and goes with its analysis.
"""
