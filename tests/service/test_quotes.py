from service.quotes import LONGEST_QUOTE, quoted_span


def test_a_short_quote_stays_as_it_is() -> None:
    assert quoted_span("kept the books", 5, 14) == (5, 14)


def test_white_space_at_the_ends_is_left_out() -> None:
    assert quoted_span("  kept the books \n", 0, 18) == (2, 16)


def test_a_long_quote_ends_with_a_whole_word_of_the_source() -> None:
    text = "bookkeeping " * 60
    start, end = quoted_span(text, 0, len(text))
    assert end - start <= LONGEST_QUOTE
    assert text[start:end].endswith("bookkeeping")


def test_text_without_white_space_is_cut_at_the_limit() -> None:
    assert quoted_span("字" * 1000, 0, 1000) == (0, LONGEST_QUOTE)


def test_an_end_beyond_the_text_is_the_texts_end() -> None:
    assert quoted_span("books", 0, 99) == (0, 5)
