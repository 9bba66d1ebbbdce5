"""Where the same thing has several levels, less than what is asked is recognised as less."""

import pytest

from embeddings.judge.levels import is_lower


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("NVQ level 2 in care", "NVQ level 3"),
        ("Lean Six Sigma Yellow Belt, 2022", "Six Sigma Green Belt"),
        ("ISTQB Foundation, 2018", "ISTQB Advanced"),
        ("HACCP awareness, one day", "HACCP practitioner"),
        ("Restricted driver licence", "full driver licence"),
        ("OSHA 10, 2018", "OSHA 30"),
        ("shorthand 80", "shorthand at 100 wpm"),
        ("Sports nutrition, online course, 20 hours", "certificate in sports nutrition of at least 60 hours"),
        ("PSIRA Grade B, registered", "PSIRA Grade A"),
        ("Water treatment Level II", "Water treatment Level III"),
        ("NITA Grade III", "NITA Grade II or above"),
        ("Full UK licence, 3 points", "clean driving licence"),
    ],
)
def test_less_is_less(shown: str, asked: str) -> None:
    assert is_lower(shown, asked)


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("NVQ level 4 in care", "NVQ level 3"),
        ("NVQ in care", "NVQ level 3"),
        ("Six Sigma Black Belt", "Six Sigma Green Belt"),
        ("Full driver licence", "full driver licence"),
        ("OSHA 30, 2018", "OSHA 30"),
        ("First aid, March 2026", "first aid"),
        ("Clean licence, no points", "clean driving licence"),
        ("Full UK licence, 3 points", "driving licence"),
        ("Excel 2016", "Excel"),
        ("Trained the new starters as I qualified as a first aid instructor", "First aid level 2"),
    ],
)
def test_as_much_or_more_is_not(shown: str, asked: str) -> None:
    assert not is_lower(shown, asked)
