"""From documents and answers to a report, and the faces it has; README.md walks through it."""
