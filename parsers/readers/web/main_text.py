"""Which part of a web page is what one came for: navigation, notices, other jobs and footers are taken out of the tree.

Decided by what the page itself says (landmarks, roles, class names), by headings such as "Similar jobs", and by how
much of a piece is links. A page without navigation is a document that somebody exported, and stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml import etree

from parsers.readers.web.markup import INLINE, tag_of, text_of, without

#: Links inside the site from which on a page without `nav` or forms counts as part of a site all the same.
_SITE_LINKS = 3
#: Links from which on the host that most of them lead to is taken for the page's own.
_HOST_LINKS = 6
#: Share of all words beyond which nothing is taken for an accessory of the page, whatever it is called.
_MOST_WORDS = 0.5
#: Words beyond which a form is more than a form: some sites put the whole page into one.
_FORM_WORDS = 150
#: Words that a heading such as "Similar jobs", or a line such as "Share this job", has at most.
_FEW_WORDS = 9

#: Words around a field for input, or in a line of legal links.
_FIELD_WORDS = 25
#: As wide as what `parsers.readers.gaps` takes for a gap.
_GAP = "\xa0\xa0\xa0"

_COOKIES = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|usercentrics|cmp-?(?:box|container)|truste|cybot", re.IGNORECASE
)
#: Parts of class names and ids, between hyphens, underscores or capitals.
_ACCESSORIES = frozenset(
    "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumbs footer related similar recommended "
    "recommendations share sharing social newsletter subscribe signup signin login modal popup overlay promo advert "
    "advertisement ads pagination pager skiplink skiplinks searchbar searchform toolbar tooltip snackbar chatbot "
    "jobalert jobalerts talentcommunity".split()
)
_PAIRS = re.compile(
    r"(?:similar|related|other|more|recommended|recent|latest)[-_ ]?(?:jobs|positions|vacancies|roles|openings|posts)"
    r"|job[-_ ]?alerts?|skip[-_ ]?(?:link|to)|site[-_ ]?(?:header|footer|nav)|back[-_ ]?to[-_ ]?top"
    r"|talent[-_ ]?community|search[-_ ]?(?:bar|form|box)|main[-_ ]?nav|app[-_ ]?download",
    re.IGNORECASE,
)
_ROLES = frozenset(
    {"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "tooltip"}
)
_OTHER_THINGS = re.compile(
    r"(?:other|similar|related|more|recommended|latest|recent|featured|further|weitere|ähnliche|andere|otr[oa]s|más|"
    r"autres|d.autres|similaires)\s+(?:open\s+|current\s+)?(?:jobs?|positions?|vacanc\w+|roles?|openings?|opportunit\w+|"
    r"stellen\w*|stellenangebote|jobangebote|empleos|ofertas|puestos|emplois|offres|postes)\b"
    r"|(?:jobs?|stellen|ofertas|empleos|offres|emplois)\s+"
    r"(?:you (?:may|might)|that (?:may|might)|for you|similaires|similares|die )"
    r"|people (?:also|who) (?:viewed|search)|job\s?alerts?$"
    r"|(?:create|set up|get|e-?mail me|sign up for)\b.{0,20}\bjob\s?alerts?"
    r"|(?:share|teilen|compartir|partager)(?:\s+(?:this|diese|esta|cette|the|on|via)\b.*)?:?$|follow us|folgen sie uns"
    r"|síguenos|suivez-nous|newsletter|(?:sign|log) in|join our talent|stay connected|similar searches|explore more"
    r"|recently viewed|leave a (?:reply|comment)|cookie",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"(?:apply|bewerben|jetzt bewerben|solicitar|postuler|save|speichern|guardar|share|teilen|print|drucken|tweet|"
    r"back|zurück|volver|retour|skip|log ?in|sign ?(?:in|up)|anmelden|register|view all|see all|all jobs|all vacancies|"
    r"next|previous|weiter|menu|home|search|show (?:more|less)|read (?:more|less)|report (?:this )?job|refer a friend|"
    r"e-?mail (?:this|a friend|me)|copy link|download (?:our|the) app)\b.*",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"©|\(c\)\s*\d{4}|all rights reserved|alle rechte vorbehalten|privacy|datenschutz|privacidad|confidentialité"
    r"|terms (?:of|and)|impressum|aviso legal|mentions légales|cookie",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|\+?\d[\d ()/-]{7,}\d")
_TITLES = ("h1", "h2")


def keep_main_text(root: etree._Element) -> None:
    """Take out of the tree what is not the page's own text; nothing if the page belongs to no site."""
    page = _Page(root)
    page.drop(page.cookie_notices())
    if not page.is_part_of_site:
        return
    page.drop(page.accessories())
    page.drop(page.headers_and_footers())
    page.drop(page.other_things())
    page.drop(page.lists_of_links())
    page.drop(page.fields())
    page.drop(page.short_lines())
    page.part_neighbours()
    page.narrow()


class _Page:
    """A page, its words counted once, from which pieces can be dropped."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        body = root.find("body")
        self._body = body if body is not None else root
        self._words = len(text_of(self._body).split())
        self._hosts = _own_hosts(root)
        self.is_part_of_site = (
            any(True for _ in self._elements_called("nav", "navigation"))
            or _has(self._body, "form", "button", "input")
            or self._internal_links() >= _SITE_LINKS
        )

    def drop(self, elements: Iterable[etree._Element]) -> None:
        """Take the elements out of the tree."""
        for element in list(elements):
            if element is not self._body and element is not self._root:
                without(element)

    def cookie_notices(self) -> Iterator[etree._Element]:
        """Elements named after cookies or consent, and dialogues that talk of cookies."""
        for element in self._body.iter(etree.Element):
            named = _COOKIES.search(_names_of(element))
            spoken = (
                element.get("role") in ("dialog", "alertdialog", "region") and "cookie" in text_of(element).casefold()
            )
            if (named or spoken) and self._is_minor(element):
                yield element

    def accessories(self) -> Iterator[etree._Element]:
        """Navigation, menus, forms and whatever is named as an accessory."""
        for element in self._body.iter(etree.Element):
            tag = tag_of(element)
            if tag in ("html", "body", "main", "h1") or tag in INLINE:
                continue
            is_accessory = tag == "nav" or element.get("role") in _ROLES or _is_named_accessory(element)
            is_form = tag == "form" and len(text_of(element).split()) < _FORM_WORDS and _has_fields(element)
            if (is_accessory or is_form) and self._is_minor(element):
                yield element

    def headers_and_footers(self) -> Iterator[etree._Element]:
        """Landmarks at the edges of the page that hold neither a title nor contact details."""
        for element in self._elements_called("header", "banner", "footer", "contentinfo", "aside", "complementary"):
            text = text_of(element)
            is_legal = len(text.split()) < _FORM_WORDS and bool(_LEGAL.search(text))
            is_own = _has(element, *_TITLES) or _CONTACT.search(text)
            is_edge = tag_of(element) == "footer" or element.get("role") == "contentinfo"
            if self._is_minor(element) and ((is_edge and is_legal) or (not is_own and self._link_share(element) > 0.3)):
                yield element

    def other_things(self) -> Iterator[etree._Element]:
        """Headings like "Similar jobs" with what stands under them."""
        for heading in self._body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            text = text_of(heading)
            if len(text.split()) > _FEW_WORDS or not _OTHER_THINGS.match(text):
                continue
            yield from self._section_of(heading)

    def lists_of_links(self) -> Iterator[etree._Element]:
        """Lists and rows that are nothing but links inside the site."""
        for element in self._body.iter("ul", "ol", "div", "p", "section", "table", "td"):
            links = [link for link in element.iter("a") if self._is_internal(link)]
            if len(links) >= 3 and self._link_share(element, links) > 0.8 and self._is_minor(element):
                yield element

    def fields(self) -> Iterator[etree._Element]:
        """Fields outside of forms, with the few words around them: "Newsletter", "Search jobs"."""
        for field in self._body.iter("input", "textarea", "select"):
            container = field
            while (parent := container.getparent()) is not None and parent is not self._body:
                if len(text_of(parent).split()) > _FIELD_WORDS or not self._is_minor(parent):
                    break
                container = parent
            yield container

    def short_lines(self) -> Iterator[etree._Element]:
        """Lines made of buttons and links ("Apply now", "Back to all jobs", "Share: …"), and legal ones."""
        for element in self._body.iter("p", "div", "li", "span", "a", "section"):
            text = text_of(element)
            clickable = [each for each in element.iter("a", "button") if not _is_address(each)]
            if not text or not clickable or _has(element, *_TITLES):
                continue
            words = len(text.split())
            is_action = words <= _FEW_WORDS and bool(_ACTION.match(text) or _OTHER_THINGS.match(text))
            if is_action or (words <= _FIELD_WORDS and _LEGAL.search(text)):
                yield element

    def part_neighbours(self) -> None:
        """Put a gap between elements of a line that have no space between them, as style sheets show them."""
        for element in self._body.iter("a", "span", "strong", "label", "time", "small"):
            following = element.getnext()
            if following is None or element.tail or tag_of(following) not in ("a", "span", "label", "time", "small"):
                continue
            if re.search(r"[^\W\d_]{2}[a-zß-ÿ)\d.]$", text_of(element)) and re.match(
                r"[^\W_a-zß-ÿ]", text_of(following)
            ):
                element.tail = _GAP

    def narrow(self) -> None:
        """Keep `main` alone where it holds the page's title and most of what is left."""
        left = len(text_of(self._body).split())
        for main in self._elements_called("main", "main"):
            if _has(main, "h1") and len(text_of(main).split()) >= _MOST_WORDS * left:
                main.tail = None
                self._body.clear()
                self._body.append(main)
                return

    def _section_of(self, heading: etree._Element) -> Iterator[etree._Element]:
        """What the heading is the title and only heading of, else the heading and what follows up to the next."""
        container, title = heading, text_of(heading)
        while (parent := container.getparent()) is not None and parent is not self._body and self._is_minor(parent):
            is_its_title = text_of(parent).startswith(title) and len(list(_headings_in(parent))) == 1
            if tag_of(parent) in ("main", "article") or not is_its_title:
                break
            container = parent
        if container is not heading:
            yield container
            return
        yield heading
        for sibling in heading.itersiblings():
            if any(True for _ in _headings_in(sibling)):
                return
            yield sibling

    def _elements_called(self, *names: str) -> Iterator[etree._Element]:
        """Elements with one of these tags or roles."""
        for element in self._body.iter(etree.Element):
            if tag_of(element) in names or element.get("role") in names:
                yield element

    def _is_minor(self, element: etree._Element) -> bool:
        """Whether the element is neither most of the page nor holds its title."""
        if len(text_of(element).split()) > _MOST_WORDS * self._words:
            return False
        return not _has(element, "h1") or element.get("role") in ("dialog", "alertdialog")

    def _link_share(self, element: etree._Element, links: list[etree._Element] | None = None) -> float:
        """How much of the element's text is links, from 0 to 1."""
        everything = len(text_of(element)) or 1
        links = [link for link in element.iter("a") if not _is_address(link)] if links is None else links
        return sum(len(text_of(link)) for link in links) / everything

    def _internal_links(self) -> int:
        return sum(self._is_internal(link) for link in self._body.iter("a"))

    def _is_internal(self, link: etree._Element) -> bool:
        """Whether a link leads to another page of the same site; places inside the page do not count."""
        target = (link.get("href") or "").strip()
        if not target or target.startswith("#") or _is_address(link):
            return False
        return not re.match(r"https?://|//", target) or urlsplit(target).netloc.casefold() in self._hosts


def _own_hosts(root: etree._Element) -> set[str]:
    """The hosts that the page says it comes from; else the one that most of its links lead to."""
    declared = [link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"]
    declared += [base.get("href") for base in root.iter("base")]
    declared += [meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    hosts = {_host(address) for address in declared if address}
    linked = Counter(_host(link.get("href") or "") for link in root.iter("a"))
    linked.pop("", None)
    hosts.discard("")
    if not hosts and linked and linked.most_common(1)[0][1] >= _HOST_LINKS:
        hosts.add(linked.most_common(1)[0][0])
    return hosts


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).netloc.casefold()
    except ValueError:
        return ""


def _is_address(link: etree._Element) -> bool:
    return (link.get("href") or "").strip().casefold().startswith(("mailto:", "tel:"))


def _names_of(element: etree._Element) -> str:
    return " ".join(filter(None, (element.get("id"), element.get("class"), element.get("aria-label"))))


def _is_named_accessory(element: etree._Element) -> bool:
    names = " ".join(filter(None, (element.get("id"), element.get("class"))))
    parts = re.split(r"[\s_-]+|(?<=[a-z])(?=[A-Z])", names)
    return any(part.casefold() in _ACCESSORIES for part in parts) or bool(_PAIRS.search(names))


def _has_fields(form: etree._Element) -> bool:
    return _has(form, "input", "select", "textarea")


def _has(element: etree._Element, *tags: str) -> bool:
    """Whether such an element is, or stands inside, this one."""
    return next(element.iter(*tags), None) is not None


def _headings_in(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter("h1", "h2", "h3", "h4", "h5", "h6")
