"""Text in the encodings that old and new programs save."""

from __future__ import annotations

import hashlib

import pytest

from parsers.encoding import decoded
from parsers.errors import UnknownFormat

WESTERN = "Résumé – Zoë Müller’s “garçon” café\n• façade, naïve, señor: 20 €\n"
POLISH = "Życiorys. Księgowość w małej firmie, współpraca z urzędem skarbowym, świadectwa i zaświadczenia. " * 4
RUSSIAN = "Опыт работы: бухгалтер в небольшой фирме, отчётность и расчёт заработной платы. " * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_western_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decoded(WESTERN.encode(encoding)) == WESTERN


@pytest.mark.parametrize("accent", ["Café", "Zoë's", "10 £ an hour", "2019 – 2021", "naïve", "Ñandú"])
def test_one_windows_character_is_enough(accent: str) -> None:
    assert decoded(f"Worked at {accent}.".encode("cp1252")) == f"Worked at {accent}."


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_other_alphabets_are_told_apart(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_a_stray_windows_byte_does_not_spoil_utf8() -> None:
    assert decoded("é è à ü ö ".encode() * 3 + b"2019 \x96 2021") == "é è à ü ö " * 3 + "2019 – 2021"


def test_text_saved_twice_is_put_right() -> None:
    broken = "".join(bytes([byte]).decode("cp1252" if byte != 0x9D else "latin-1") for byte in WESTERN.encode())
    assert decoded(broken.encode()) == WESTERN


@pytest.mark.parametrize("text", ["Â£ is not mended alone", "CAFÉ – BAR", "ÎLE", "Ã la carte"])
def test_honest_accents_are_left_alone(text: str) -> None:
    assert decoded(text.encode()) in (text, text.replace("Â£", "£"))


def test_noise_is_no_text() -> None:
    with pytest.raises(UnknownFormat):
        decoded(hashlib.shake_128(b"noise").digest(4000))
