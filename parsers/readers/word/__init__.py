"""The parts of a Word document: its package, its styles, its paragraphs and its tables.

Elements and attributes are told apart by their local names: Strict and Transitional OOXML, and old drawing formats, use
the same ones in different namespaces. See ECMA-376 part 1, chapter 17.
"""
