from __future__ import annotations

import pytest

from parsers.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I kept the books of a small food bank and trained two others in its software.", "en"),
        ("Two years of bookkeeping experience", "en"),
        ("Responsable de las cuentas de la asociación y de la caja", "es"),
        ("Buscamos una persona con experiencia en contabilidad para nuestro equipo", "es"),
        ("Responsable de la comptabilité et des relations avec les fournisseurs", "fr"),
        ("Nous recherchons un assistant comptable pour notre équipe à Lyon", "fr"),
        ("Verantwortlich für die Buchhaltung und die Kasse des Vereins", "de"),
        ("Wir suchen eine Buchhalterin für unser Team in Leipzig", "de"),
    ],
)
def test_the_four_languages_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019 – 2020 | 555-0123",
        "Prowadziłam księgowość stowarzyszenia i szkoliłam innych z obsługi programu.",
        "Ik hield de boeken bij van een kleine vereniging en leidde twee collega's op.",
        "Я вела бухгалтерию благотворительной организации.",
        "Tenho experiência em contabilidade e formei duas pessoas na utilização do programa.",
        "Tenevo la contabilità di una piccola associazione e ho formato due persone.",
    ],
)
def test_any_other_language_is_undetermined(text: str) -> None:
    assert language_of(text) == "und"


def test_an_english_resume_with_foreign_names_is_english() -> None:
    text = (
        "María del Carmen Ortuño Salas. Worked at the Gestoría de la Rambla in Murcia and at the Hotel del Río. "
        "Kept accounts, answered the telephone and trained the new staff."
    )
    assert language_of(text) == "en"
