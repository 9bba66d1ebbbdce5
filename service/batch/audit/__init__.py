"""The figures that New York City's Local Law 144 asks for, from the results of a batch and a file of groups.

    results, groups ── places, tables, reading ──▶ Application ── rates ──▶ Audit ── page, table ──▶ HTML, CSV

This makes the calculations of 6 RCNY § 5-301 and nothing more: a bias audit in the sense of the law is made by an
independent auditor, who can use them.
"""
