"""The parts of an RTF file (Rich Text Format 1.9.1): its tokens, its tables of fonts, colours and styles, its stories.

Paragraphs and tables become blocks by the same rules as Word's: see `parsers.readers.word.blocks` and `.tables`.
"""
