"""Reports and readings for people: in the terminal and as self-contained pages."""
