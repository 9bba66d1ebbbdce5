"""Which statements are requirements, and what on a résumé speaks for them. See README.md in this folder."""
