"""What titles, employers and places look like in the lines of a head.

Nothing here is a list of companies or cities: a title names an occupation; an employer bears a legal form or a word
such as "School", or is the subject of sentences further down ("Acme is …"); a place is what stands beside them with
capitals and a comma.
"""

from __future__ import annotations

import re

from parsers.job.patterns import either

#: A piece of this score is taken for the title without looking further.
CONFIDENT = 3

_OCCUPATION = either(
    r"""\b(?:\w{0,20}(?:manager|assistant|officer|engineer|developer|designer|analyst|administrator|coordinator
    |co-ordinator|director|supervisor|specialist|technician|consultant|representative|associate|clerk
    |receptionist|secretary|nurse|teacher|tutor|lecturer|professor|educator|instructor|trainer|coach
    |accountant|bookkeeper|auditor|controller|treasurer|driver|dispatcher|electrician|plumber|carpenter
    |joiner|welder|fitter|mechanic|mason|bricklayer|painter|roofer|operator|operative|machinist|labourer
    |laborer|cleaner|housekeeper|janitor|caretaker|porter|cook|chef|baker|butcher|barista|bartender|waiter
    |waitress|server|host|hostess|cashier|merchandiser|buyer|planner|salesperson|salesman|seller|agent
    |adviser|advisor|broker|banker|underwriter|handler|adjuster|lawyer|attorney|solicitor|paralegal|judge
    |guard|firefighter|paramedic|doctor|physician|surgeon|dentist|hygienist|pharmacist|therapist
    |psychologist|counsell?or|midwife|carer|caregiver|aide|worker|nanny|practitioner|veterinarian|vet
    |scientist|researcher|chemist|biologist|physicist|statistician|mathematician|economist|architect
    |surveyor|programmer|tester|librarian|archivist|curator|journalist|editor|writer|copywriter|translator
    |interpreter|photographer|producer|artist|musician|gardener|landscaper|farmer|farmhand|herdsperson|groom
    |forester|stylist|hairdresser|barber|beautician|tailor|seamstress|packer|picker|stocker|loader|courier
    |pilot|steward|captain|sailor|deckhand|conductor|recruiter|generalist|executive|president|head|lead
    |leader|chief|intern|trainee|apprentice|graduate|fundraiser|organi[sz]er|facilitator|strategist|marketer
    |owner|master|partner|ranger|warden|inspector|assessor|examiner|registrar|superintendent|foreman
    |headteacher|principal|pastor|minister|chaplain|crew|member|hand|helper|attendant|expert|sparky)s?
    |\w{1,20}(?:ologist|ographer|keeper|smith|wright|maker|monger)s?|\w{0,20}(?:leiter|ingenieur|entwickler|berater
    |verkäufer|fahrer|pfleger|fachkraft|kaufmann|kauffrau|techniker|mechaniker|mechatroniker|elektriker
    |elektroniker|buchhalter|lehrer|erzieher|arzt|ärztin|assistenz|assistent|referent|sachbearbeiter
    |verwalter|koch|köchin|bäcker|tischler|schreiner|schlosser|maler|gärtner|helfer|mitarbeiter|angestellte
    |fachangestellte|hilfskraft|kraft|kellner|friseur|betreuer)(?:in|innen|r|:in|\*in|/in)?|(?:gerente
    |asistente|auxiliar|técnico|ingenier|desarrollador|enfermer|profesor|maestr|cociner|camarer|conductor
    |chófer|contable|administrativ|recepcionista|dependient|vendedor|electricista|fontaner|soldador|mecánic
    |encargad|jef|director|coordinador|educador|cuidador|limpiador|operari|analista|consultor|abogad|médic
    |peluquer|panader|mozo|responsable)\w*|(?:responsable|assistante?|technicien|ingénieure?|développeu
    |infirmi|professeu|enseignante?|cuisini|serveu|chauffeur|conduct|comptable|secrétaire|vendeu|électricien
    |plombi|soudeu|mécanicien|directeu|directrice|coordinateu|coordinatrice|éducateu|éducatrice|aide|agent
    |analyste|consultante?|avocate?|médecin|coiffeu|boulang|menuisi|chargée?|employée?|hôte|magasini|ouvri
    |animateu|animatrice|caissi)\w*)\b"""
)
_WEAK_OCCUPATION = either(r"\b[^\W\d_]{3,20}(?:er|or|ist|ian|ant|eur|euse|iste|ero|era|dor|dora)s?\b")
_EMPLOYER = either(
    r"""\b(?:inc|ltd|limited|llc|llp|plc|pty|corp|corporation|gmbh|ag|kg|se|e\.?v|ug|s\.?a\.?s?|s\.?l\.?u?
    |s\.?a\.?r\.?l|bv|nv|oy|ab|company|co|group|holdings?|trust|schools?|university|universität|prifysgol
    |college|academy|hospital|hospice|clinic|practice|surgery|council|city of|town of|township|county
    |state of|department|ministry|district|services?|society|foundation|association|charity|solutions
    |technologies|systems|software|labs?|studios?|partners|agency|bank|insurance|church|institute|museum
    |library|hotel|restaurant|café|cafe|bakery|farms?|foods?|housing|logistics|wholesale|retail
    |supermarkets?|health|healthcare|robotics|industries|manufacturing|packaging|energy|media|homes?|storage|crèche|kita|kindergarten|support|arts|centre
    |center|brothers|bros|sons|brewery|garage|nursery|recruitment|staffing|consulting|team|klinikum|klinik
    |stadt|landkreis|verein|werke?|bäckerei|stiftung|ayuntamiento|hospital|colegio|universidad|fundación
    |empresa|grupo|hoteles|restaurante|panadería|talleres|mairie|commune|ville de|association|société|école
    |université|hôpital|clinique|groupe|boulangerie|garage|maison)\b"""
)
_PAY = either(
    r"""[£$€₹¥]\s?\d|\b(?:PHP|USD|EUR|GBP|INR|CHF|AUD|CAD|SEK|NOK|DKK)\s?\d|\d\s?(?:€|euros?|lakh|LPA|k\b)
    |\b(?:salary|wage|pay|gehalt|salario|salaire|TVöD|EG|Band|Grade|DOE)\b|\bper (?:hour|annum|month)\b
    |/h(?:r|our)?\b"""
)
_TERMS = either(
    r"""\b(?:full|part)[ -]?time|\bpermanent\b|\bperm\b|\btemporary\b|\bfixed[ -]term\b|\bcontract\b|\bcasual\b
    |\bhours?\b|\bhybrid\b|\bremote\b|\bon-? ?site\b|\bin office\b|\bshifts?\b|\bstart(?:s|ing)?\b|\bASAP\b
    |\bweeks?\b|\bdays?\b|\bmonday\b|\bmornings?\b|\bopenings?\b|\bvacanc|\bunlimited\b|\bexperience\b
    |\bclosing\b|\bdeadline\b|\breference\b|\bref\b|\bjob (?:id|no|number)\b|\bterm[ -]time\b|\bFTE\b
    |\bEFT\b|\bimmediately\b|\bvollzeit\b|\bteilzeit\b|\bunbefristet\b|\bbefristet\b|\bstunden\b
    |\bab sofort\b|\bjornada\b|\bindefinido\b|\bhoras\b|\bCDI\b|\bCDD\b|\btemps (?:plein|partiel)\b
    |\bheures\b|\d\d?:\d\d"""
)
_GENDER = either(r"\(?\b(?:[mwfdhx]\s?[/|*]\s?){1,3}[mwfdhx]\b\)?(?:\*)?|\((?:all genders|gn|alle geschlechter|a)\)")
_REQUISITION = either(
    r"""\s*[,#–-]?\s*\b(?:req(?:uisition)?\.?|job|ref\.?|reference|vacancy|id)\s*(?:id|no\.?|number|#)?\s*:?\s*#?
    [\w/-]*\d{2,}[\w/-]*\s*$"""
)
_ANNOUNCEMENT = either(
    r"""(?:urgent(?:ly)? |now |we(?: a|'|’)re |immediate |current )?(?:walk-?in(?: interview)?|vacanc(?:y|ies)|openings?
    |applications?|recruit(?:ment|ing)|hiring|wanted|required|position|post|job|stelle|offre|oferta)
    (?: is| are)?(?: invited| open| offer| de empleo| d[’']emploi)?\s*(?:for|of|as|als|de|:)\s+
    (?:the (?:post|position|role) of\s+)?(?:an?\s+)?"""
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w.’'-]*|of|and|the|de|la|le|les|am|an|der|im|upon|on|sur|del)"
_PLACE = re.compile(rf"(?:{_NAME_WORD}|[/–-])(?:[ ,/–]+(?:{_NAME_WORD}|[A-Z]{{1,2}}\d{{1,2}}\w?|area))*")
_SUBJECT_VERBS = (
    "is|are|was|has|have|offers?|welcomes?|hires?|believes?|helps?|runs?|designs?|makes?|builds?|sells?|provides?|does|"
    "celebrates|operates|serves|looks|cares|ist|sucht|bietet|es|ofrece|busca|est|recrute|propose"
)


_SEEKING_EMPLOYER = re.compile(
    r"(?:^|[.!?\n]\s*|\bat |\bbei |\bchez )([A-ZÀ-Þ][\w&’'.-]*(?: (?:[A-ZÀ-Þ&][\w&’'.-]*|of|and|de|und)){0,5})"
    r"(?: (?:is|are|ist|es|est))?(?: currently| now)?"
    r" (?:looking for|seeking|seeks|hiring|recruiting|sucht|busca|recherche|recrute|an? equal|proud to be)"
)

_SUBJECT_OF_TEXT = re.compile(
    r"(?:^|\n)([A-ZÀ-Þ][\w&’'.-]*(?: [A-ZÀ-Þ&][\w&’'.-]*){0,4}) (?:is|are|ist|est|es)"
    r" (?:an?|the|one of|ein|eine|une?|una|la|le|der|die)\b"
)


def names_occupation(text: str) -> bool:
    """Whether some word of it is an occupation."""
    return _OCCUPATION.search(text) is not None


def is_detail(text: str) -> bool:
    """Whether a line tells pay, hours or the like, as the lines of a head do."""
    return bool(_PAY.search(text) or _TERMS.search(text) or " | " in text or " · " in text)


def without_asides(text: str) -> str:
    """The text without gender marks, and without brackets that hold anything but a short speciality."""
    text = _GENDER.sub("", text)
    return _ASIDE.sub(lambda match: match.group() if _is_speciality(match.group()) else "", text).strip()


def _is_speciality(aside: str) -> bool:
    words = aside.strip(" ()[]").split()
    if not words or len(words) > 3 or "," in aside or _TERMS.search(aside) or _PAY.search(aside):
        return False
    return not re.search(r"\d{3}|vacanc|urgent|new|#", aside, re.IGNORECASE)


def title_score(piece: str, position: int, declared: str, body: str) -> float:
    """How much a piece of a head line looks like a title; `position` counts lines from 0."""
    words = piece.split()
    if not words or len(words) > 12 or not re.search(r"[^\W\d_]{2}", piece):
        return -9.0
    score = 3.0 if names_occupation(piece) else 1.0 if _WEAK_OCCUPATION.search(piece) else 0.0
    score += max(1.5 - 0.5 * position, 0) + (1.5 if len(piece) > 4 and piece.casefold() in declared.casefold() else 0)
    score -= (
        4 * bool(_PAY.search(piece)) + 2 * bool(_TERMS.search(piece)) + 2 * bool(re.search(r"\d{3}|@|https?:", piece))
    )
    score -= (
        2 * bool(_EMPLOYER.search(piece)) + 2 * is_subject(piece, body) + piece.rstrip().endswith((".", "!", "?", ","))
    )
    return score


def clean_title(text: str, body: str) -> str:
    """A title without pay, place, gender marks, hours, employer and requisition number."""
    text = re.sub(r"^\W+", "", without_asides(text))
    announced = _ANNOUNCEMENT.match(text)
    text = text[announced.end() :] if announced and names_occupation(text[announced.end() :]) else text
    before = re.split(r"\s+(?:at|@|bei|chez)\s+(?=[A-ZÀ-Þ])", text)[0]
    text = before if names_occupation(before) else text
    pieces = [piece.strip(" ,") for piece in re.split(r"\s+[|·•–—-]\s+|\t|\s{3,}", text) if piece.strip(" ,")]
    named = [piece for piece in pieces if names_occupation(piece)]
    text = (named or pieces or [text])[0]
    parts = re.split(r",\s+", text)
    while len(parts) > 1 and _is_beside_title(parts[-1], body):
        parts.pop()
    text = ", ".join(parts)
    text = _REQUISITION.sub("", text)
    text = re.sub(
        r"\s+(?:wanted|needed|required|gesucht)\W*$|^(?:an?|the|ein(?:en?|e)?|une?)\s+(?=\w)",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r" +(?=,)", "", " ".join(text.split())).strip(" ,;:.!–—-*|")


def _is_beside_title(part: str, body: str) -> bool:
    if _PAY.search(part) or _TERMS.search(part):
        return True
    return not names_occupation(part) and bool(
        (_EMPLOYER.search(part) and len(part.split()) > 1) or is_subject(part, body)
    )


def is_subject(name: str, body: str) -> bool:
    """Whether sentences of the advertisement have this name, or its first word, for their subject."""
    words = re.findall(r"[\w&’'-]+", name)
    if (
        not words
        or not name[:1].isupper()
        or len(words[0]) < 3
        or words[0].casefold() in {"the", "our", "we", "this", "you"}
    ):
        return False
    first = re.escape(words[0])
    return re.search(rf"(?<![\w]){first}(?: [A-Z&][\w&’'.-]*){{0,4}} (?:{_SUBJECT_VERBS})\b", body) is not None


def pieces(line: str) -> list[str]:
    """The parts of a head line between bars, dashes, points and commas."""
    line = re.sub(r"^[A-Z][\w ]{1,20}:\s", "", line)
    parts = re.split(r"\s+[|·•–—-]\s+|\t|,\s+|(?<=[a-z)])\.\s+|[()]|\s+(?:at|@|bei|chez)\s+(?=[A-ZÀ-Þ])", line)
    found = [part.strip(" ,.") for part in parts]
    return [part for part in _with_legal_forms(found) if part]


def _with_legal_forms(parts: list[str]) -> list[str]:
    """ "Acme, Inc" is one name."""
    joined: list[str] = []
    for part in parts:
        if joined and re.fullmatch(r"(?:inc|llc|ltd|gmbh|s\.?[al]\.?)\.?", part, re.IGNORECASE):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def first_piece(text: str, keep_commas: bool = False) -> str:
    """What stands before the first bar, or aside, of a labelled line."""
    text = re.split(r"\s+[|·•]\s+|\t|\s{3,}", text)[0]
    if keep_commas:
        text = _ASIDE.sub("", text)
    return text.strip(" ,.")


def employer_score(piece: str, body: str, about: str) -> float:
    """How much a piece of a head line looks like the employer's name."""
    words = piece.split()
    if not words or len(words) > 9 or not piece[0].isupper() or _PAY.search(piece) or _TERMS.search(piece):
        return -9.0
    score = 2.0 * bool(_EMPLOYER.search(piece)) + 2.0 * is_subject(piece, body) - 2.0 * names_occupation(piece)
    score += 3.0 * bool(about and piece.casefold().startswith(about.casefold()))
    score += 2.0 * _recurs(piece, body) + 2.0 * bool(re.search(r"\w &(?: \w|$)", piece))
    return score - 2.0 * bool(re.search(r"\d{3}|:", piece)) - piece.endswith("!")


def _recurs(name: str, body: str) -> bool:
    """Whether a name of several words comes up again further down, and not as a place ("in San Antonio")."""
    words = name.split()
    if len(words) < 2 or not all(word[:1].isupper() or word in {"&", "and"} for word in words[:2]):
        return False
    again = re.escape(" ".join(words[: 3 if words[1] in {"&", "and"} else 2]))
    return len(re.findall(rf"(?<!\bin )(?<!\bnear )(?<!\bof )(?<!\bfrom )\b{again}\b", body)) > 1


def employer_in_sentence(body: str) -> str:
    """The employer that a sentence names: "Acme is looking for …", "Acme is an equal opportunity employer"."""
    match = _SEEKING_EMPLOYER.search(body)
    match = match or _SUBJECT_OF_TEXT.search(body)
    name = match.group(1).strip() if match else ""
    if names_occupation(name):
        return ""
    return (
        ""
        if re.match(r"(?:We|I|Our|The|You|This|It|Wir|Nous|As|There|That|What|Here|No|Es|Ce|Das|El|La|Le)\b", name)
        else name
    )


def overlaps(piece: str, title: str) -> bool:
    """Whether a piece is the title or a part of it, or the other way round."""
    one, other = piece.casefold(), title.casefold()
    return bool(other) and (one in other or other in one)


def place_in(line: str, title: str, organization: str) -> str:
    """The place named in a head line, "" if there is none."""
    rest = line.replace(organization, "|") if organization else line
    rest = rest.replace(title, "|") if title else rest
    for part in re.split(r"\s+[·•–—-]\s+|\||\t|\.\s|[()]", rest):
        place = part.strip(" ,.")
        words = [word for word in re.split(r",\s*", place) if not _TERMS.search(word) and not _PAY.search(word)]
        place = ", ".join(words)
        if not place or len(place.split()) > 8 or len(place) < 4 or ":" in place or not _PLACE.fullmatch(place):
            continue
        if names_occupation(place) or _EMPLOYER.search(place) or (place.isupper() and "," not in place):
            continue
        return place
    return ""
