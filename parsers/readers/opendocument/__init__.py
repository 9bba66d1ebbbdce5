"""The parts of an OpenDocument text: its styles and its content (OASIS OpenDocument 1.3, part 3).

Paragraphs and tables become blocks by the same rules as Word's: see `parsers.readers.word.blocks` and `.tables`.
"""
