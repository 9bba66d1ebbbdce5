"""The parts of a web page: its markup and styles, which of it is the main text, its blocks, its schema.org data."""
