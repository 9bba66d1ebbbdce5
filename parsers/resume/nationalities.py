"""Words for where somebody comes from, standing alone among the contact details: "British", "Omani national"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.resume.units import Unit

_DEMONYMS = """
Afghan Albanian Algerian American Andorran Angolan Antiguan Argentine Argentinian Argentinean Armenian
Australian Austrian Azerbaijani Azeri Bahamian Bahraini Bangladeshi Barbadian Bajan Belarusian Belgian
Belizean Beninese Bhutanese Bolivian Bosnian Botswanan Motswana Brazilian British Bruneian Bulgarian Burkinabe
Burmese Burundian Cambodian Cameroonian Canadian Chadian Chilean Chinese Colombian Comorian Congolese Croatian
Croat Cuban Cypriot Czech Danish Djiboutian Dominican Dutch Ecuadorian Egyptian Emirati English Eritrean
Estonian Ethiopian European Fijian Filipino Filipina Finnish French Gabonese Gambian Georgian German Ghanaian
Greek Grenadian Guatemalan Guinean Guyanese Haitian Honduran Hungarian Icelandic Indian Indonesian Iranian
Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kazakhstani Kenyan Kosovar Kosovan
Kuwaiti Kyrgyz Lao Laotian Latvian Lebanese Liberian Libyan Lithuanian Luxembourgish Macedonian Malagasy
Malawian Malaysian Maldivian Malian Maltese Mauritanian Mauritian Mexican Micronesian Moldovan Mongolian
Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani
Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Polish Portuguese Qatari Romanian Russian Rwandan
Salvadoran Samoan Saudi Scottish Senegalese Serbian Seychellois Singaporean Slovak Slovenian Slovene Somali
Spanish Sudanese Surinamese Swazi Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Togolese Tongan
Trinidadian Tunisian Turkish Turkmen Ugandan Ukrainian Uruguayan Uzbek Vanuatuan Venezuelan Vietnamese Welsh
Yemeni Zambian Zimbabwean deutsch österreichisch schweizerisch türkisch polnisch französisch italienisch
spanisch española español francés francesa alemán alemana italiano italiana mexicana mexicano française
français allemande allemand
""".split()
_OF_TWO_WORDS = ("New Zealander", "Sri Lankan", "South African", "South Korean", "North Macedonian", "Cape Verdean")
_NAME = "|".join(map(re.escape, (*_DEMONYMS, *_OF_TWO_WORDS)))
_ALONE = re.compile(
    rf"(?:^|(?<=[|·•;,/\t\n–—-]))\s*(?P<name>(?:{_NAME})(?:\s?[/-]\s?(?:{_NAME}))?)"
    r"(?=\s*(?:$|[|·•;,/\t\n–—-]|\(|citizen|national\b|passport|dual))",
    re.IGNORECASE,
)


def nationality_spans(text: str, head: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Spans of nationalities that stand as a part of their own in the contact details, and nowhere else."""
    for unit in head:
        if len(unit.text) <= 220:
            for match in _ALONE.finditer(text[unit.start : unit.end]):
                yield unit.start + match.start("name"), unit.start + match.end("name")
