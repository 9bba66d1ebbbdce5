"""Folders of résumés against advertisements: found, scored on a cluster, kept, ranked, exported.

    sources ──▶ runner ──▶ cluster of workers (task) ──▶ store (journal) ──▶ tables, page, questionnaires, reports

`service.batch.running.run_batch` does it all and yields what happens; see docs/batch.md. Nothing is imported here: the
workers, which import `service.batch.task` only, need neither tables nor pages.
"""
