"""Cues inside a sentence: whether it demands or only wishes, and which part of an advertisement it plainly belongs to.

Both read English, Spanish, French and German. They are used where headings are silent: run-on advertisements, letters
from the owner, boilerplate that stands under somebody else's heading.
"""

from __future__ import annotations

import re
from typing import Literal

from parsers.job.model import SectionName
from parsers.job.patterns import either

Modal = Literal["must", "nice", ""]


_WISH = either(
    # English
    r"\bnot (?:strictly |absolutely )?(?:essential|a must|a deal[- ]?breaker|mandatory|compulsory)\b",
    r"""\b(?:isn[’']t|aren[’']t|not) (?:strictly )?(?:required|necessary|needed|expected),? (?:but|though
    |however|yet)\b""",
    r"""\b(?:welcome|helpful|useful|nice|great|appreciated)\b[^.;]{0,20}\bnot (?:necessary|required|needed
    |essential)\b""",
    r"""(?<!not )\b(?:strongly |highly |much |also |is |are )?preferred\b(?! (?:name|supplier|vendor|partner
    |provider|pronoun|employer))""",
    r"\bpreference (?:will be |is )?(?:given|goes|for)\b|\bwe(?: would|[’']d)? prefer\b",
    r"""\b(?:an?|the|real|big|added|additional|distinct|definite|huge|strong) (?:plus|bonus|advantage
    |asset)\b(?! (?:of|over))""",
    r"""\badvantageous\b|^\W*(?:also )?(?:an advantage|bonus(?: points?)?|plus|nice to have|good to have
    |desirable|optional)\b""",
    r"\b(?:but|though|although) not (?:required|essential|necessary|needed)\b|\beven better\b",
    r"\b(?:bonus|brownie|extra) points?\b|\bnice[- ]to[- ]haves?\b|\bgood[- ]to[- ]have\b",
    r"\bdesirable\b|\bdesired\b(?! (?:result|outcome|profile|start|level))",
    r"""^\W*(?:ideally|preferably)\b|\byou(?:[’']d| would| will|[’']ll)? ideally\b|\bideally,? (?:you|with|have
    |has|your|someone|the)\b""",
    r"\bideally\W*$|\bpreferably\W*$",
    r"""\b(?:would|will|could|might|may|can)(?: also| really| certainly)* (?:be(?: also| very| really)? helpful
    |help\b(?! (?:us
    |the|our|your|them|people|clients?|customers?|you|to)\b)
    |be(?: also| very| really)? (?:useful|handy|beneficial|great|nice|ideal
    |perfect|fantastic|lovely|wonderful|brilliant|welcomed?|appreciated|valued|valuable|good|interesting
    |an? (?:plus|bonus|asset|advantage)))\b""",
    r"""\b(?:is|are) (?:also |always |most |very |warmly )?(?:welcome|welcomed|helpful|useful|handy|beneficial
    |appreciated|valued|valuable|nice|advantageous|optional|favou?red)\b(?! to (?:apply|join))""",
    r"""\bwe(?:[’']d| would) (?:also |really )?(?:love|like|be (?:delighted|thrilled|happy|glad
    |pleased))\b(?: it)? (?:if|to see|someone|somebody)\b""",
    r"\bwe[’']d love\b(?! to (?:hear|meet|talk|show|welcome|help|chat|have you))|\bwe[’']ll love you\b",
    r"""\b(?:would|it[’']d) (?:delight|please|impress) (?:us|me)\b|\b(?:extra|special) (?:credit|love)\b
    |\bgives? you an edge\b|\bstand out\b""",
    r"\bset you apart\b|\bmake (?:us|me) smile\b|\bcherry on\b|\bicing on\b",
    # Spanish, French, German
    r"""\bse valora(?:r[áa]n?)?\b|\bvalora(?:ble|mos|remos)\b|\bdeseables?\b|\bun plus\b|\bpreferible\w*\b
    |\bpreferentemente\b|\bidealmente\b|\bno imprescindible\b|\bser[íi]a (?:ideal|un)\b""",
    r"""\bsouhait(?:é|ée|és|ées|able|ables|erait)\b|\bappréci(?:é|ée|és|ées)\b|\bun (?:réel |vrai )?(?:atout
    |plus)\b|\bidéalement\b|\bde préférence\b|\bserai(?:t|ent) (?:un|appréci|bienvenu)
    |\bbienvenue?s?\b(?! (?:à|chez|dans))""",
    r"""\bwünschenswert\b|\bvon vorteil\b|\bidealerweise\b|\bvorzugsweise\b|\bwäre(?:n)? (?:schön|toll|super
    |ideal|ein plus|klasse|hilfreich)\b|\bpluspunkte?\b|\bein plus\b|\bkein muss\b|\bnicht zwingend\b
    |\bgern(?:e)? gesehen\b|\boptimalerweise\b|\bhilfreich\b""",
)
#: Words that turn a demand round, shortly before or behind it.
_DENIED = either(
    r"\bno\b[^.;,]{0,60}\b(?:required|necessary|needed|essential|expected)\b",
    r"""\b(?:not|isn[’']t|aren[’']t|don[’']t|doesn[’']t|do not|does not|never|nor
    |neither)\b[^.;,]{0,25}\b(?:require|required|necessary|need|needed|essential|mandatory|must|expect
    |expected)\b""",
    r"\bwithout (?:any )?(?:required|needing)\b",
    r"\b(?:nicht|kein\w*)\b[^.;,]{0,40}\b(?:erforderlich|notwendig|nötig|voraussetzung|vorausgesetzt)\b",
    r"\b(?:no|sin)\b[^.;,]{0,40}\b(?:necesari[oa]s?|imprescindibles?|requiere|requerid[oa]s?)\b",
    r"\b(?:pas|aucune?|non)\b[^.;,]{0,40}\b(?:exigée?s?|nécessaires?|requise?s?|obligatoires?|indispensables?)\b",
)
_DEMAND = either(
    r"""(?:\b(?:is|are|be|being|absolutely|strictly|also)|[–—(,:-]|^\W*)\s*(?:required|essential|mandatory
    |compulsory|necessary|needed|imperative|crucial|vital|obligatory|non-negotiable)\b(?! (?:for (?:our
    |the) |oils?|functions?|duties|part|to (?:sit|stand|walk|lift|wear|our|the|us|keep)|by|documents?
    |documentation|reports?))""",
    r"\b(?:required|essential|mandatory|compulsory|necessary|needed|non-negotiable)\W*$",
    r"""\b(?:(?<!if )you|candidates?|applicants?|holder|person|incumbent|who|we|and|or)(?: also| therefore)? must\b
    |^\W*must(?:[ -]|\b)|\bmust[- ]?haves?\b|\ba must\b|\bmust (?:have|hold|possess|know|speak|own
    |already)\b""",
    r"""\byou(?:[’']ll| will)? (?:also |definitely |really )?(?:need|require)\b|\bwe (?:also |do )?(?:need
    |require|insist)\b|\bi (?:also )?need\b|\brequirements? (?:is|are|of|:)""",
    r"""\b(?:role|post|job|position) (?:requires|needs|demands)\b|\bprerequisite\b|\bat a minimum\b|\bcan(?:not
    |[’']t) (?:do|manage) without\b|\bneeds? to (?:have|be|hold)\b|\bhave to (?:have|be|hold)\b""",
    r"""\bimprescindibles?\b|\bindispensables?\b|\bobligatori[oa]s?\b|\bse (?:requiere|exige|precisa)n?\b
    |\bnecesari[oa]s?\b|\bdeber[áa]s?\b|\brequisitos?\b""",
    r"\bexigée?s?\b|\bobligatoires?\b|\bimpérati\w+\b|\brequise?s?\b|\bnécessaires?\b|\bvous devez\b|\bil faut\b",
    r"""\berforderlich\b|\bzwingend\b|\bvorausgesetzt\b|\bvoraussetzung\b|\bnotwendig\b|\bunbedingt\b|\bmuss\b
    |\bmüssen\b|\bunerlässlich\b|\bpflicht\b""",
)
#: "…, preferably in food": the wish is about the tail, the demand before it stands.
_TAIL_WISH = either(
    r"""(?:[,(–—]\s*|\b(?:or|and) )(?:preferably|ideally|preferred|de préférence|idéalement|idealerweise
    |vorzugsweise|preferiblemente|preferentemente|idealmente)\b\s+\w[^;,)]*"""
)


def modal(text: str) -> Modal:
    """What the sentence itself says: "must", "nice", or "" where it is silent.

    >>> modal("A forklift licence is essential."), modal("No experience required."), modal("An MSW would be an asset.")
    ('must', '', 'nice')
    """
    tail = _TAIL_WISH.search(text)
    is_about_tail = tail is not None and len(text[: tail.start()].split()) >= 2
    core = text[: tail.start()] + text[tail.end() :] if tail and is_about_tail else text
    if _WISH.search(core):
        return "nice"
    if _DENIED.search(core):
        return ""
    return "must" if _DEMAND.search(core) else ""


#: Boilerplate that is known by its own words, whatever heading it stands under.
_BOILERPLATE: tuple[tuple[SectionName, re.Pattern[str]], ...] = (
    (
        "equal_opportunity",
        either(
            r"""\bequal[- ](?:employment )?opportunit|\baffirmative action\b|\bE(?:EO|OE)\b
            |\bregardless of\b.{0,60}\b(?:race|gender|age|origin|religion|disab|sex)""",
            r"""\bwithout regard to\b|\bdiscriminat(?:e|es|ion|ory)\b(?! (?:law|case|train))
            |\bon the basis of (?:race|sex|gender|age|color|colour)|\bprotected (?:characteristic|veteran
            |class|status)""",
            r"""\baccommodations? (?:is|are) available
            |\breasonable (?:accommodation|adjustment)|\b(?:need|require)s? an? (?:accommodation|adjustment)
            |\bdisability confident\b|\bvEVRAA\b|\bE-Verify\b|\bveterans?[’']? preference\b""",
            r"""\bwelcome(?:s)? (?:applications|applicants|candidates|everyone|people)\b|\bencourage(?:s
            |d)?\b.{0,60}\b(?:to apply|applications|applicants)\b|\bapplications? (?:are )?welcome from\b
            |\b(?:all|every|diverse) backgrounds?\b""",
            r"""\bcelebrates? (?:diversity|difference|all)\b|\bcommitted to (?:safeguarding|diversity|equality
            |inclusion|equal)|\bsafeguarding and promoting\b|\brehabilitation of offenders\b""",
            r"""\b(?:privacy|data[- ]protection) (?:policy|notice|statement)\b|\bpersonal information is\b
            |\bno (?:agencies|recruiters)\b|\bagencies,? please\b|\bemployment (?:agency|business)\b
            |\bhires? on merit\b""",
            r"""\bwomen returning\b|\bpeople with (?:severe )?disabilities\b.{0,60}\b(?:preference|preferred
            |welcome|encourag|apply)|\bplay no part in\b|\bopen to all\b|\bwhatever your background\b""",
            r"""\bchancengleichheit\b|\bschwerbehindert|\bunabhängig von\b.{0,60}\b(?:geschlecht|herkunft|alter)
            |\bvielfalt\b|\bdatenschutz""",
            r"""\bigualdad de oportunidades\b|\bsin distinci[óo]n\b|\bdiscriminaci[óo]n\b
            |\bégalité des chances\b|\bsans distinction\b|\bsituation de handicap\b|\bhandi-?accueillant""",
        ),
    ),
    (
        "application",
        either(
            r"""(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w|\b(?:send|submit|e-?mail|forward|upload|attach|drop)
            (?: us| me| in| over)?(?: your| an?| the)?(?: copy of)?(?: your| an?)?(?: short| brief| updated| current)?
            (?: c\.?v\b| curriculum| r[ée]sum[ée]| letter| application| cover(?:ing)?\b| portfolio| details)""",
            r"""\b(?:to apply|apply (?:by|to|online|now|via|at|through|with|using|here|today|in)|please apply
            |applying)\b(?! (?:knowledge|principles))|\bapplications? (?:close|must be|should be|will be
            |are (?:read|reviewed|screened|due|accepted|invited)|deadline|form|received)\b""",
            r"""\bclosing date\b|\bdeadline (?:for|to) appl|\bshortlist(?:ed|ing)?\b|\b(?:interviews?
            |assessments?) (?:will|are|take|in|on|is|from)\b|\b(?:invited|called|selected) (?:to
            |for) (?:an? )?(?:\w+ )?(?:interview|exam|exercise|assessment|tour)""",
            r"""\bcover(?:ing)? letter\b|\b(?:write|message) (?:to )?(?:me|us) (?:with|at|and)\b|\b(?:ring|call
            |phone|text|telephone) (?:me|us|\w+)? ?(?:on|at)? ?\+?\(?\d{3}|\binformal (?:chat|discussion
            |conversation)\b|\bonly (?:shortlisted|selected|successful)\b|\bplacement fee\b|\bwalk in with\b""",
            r"""\bwe (?:answer|reply to|read) every(?:one)?\b|\bquote ref\b|\bvisits? (?:are|is
            |to the school)\b.{0,30}\b(?:welcome|encouraged)\b|\bclose (?:this |the )?(?:advert|vacancy
            |posting|earlier)""",
            r"""\bbewerbungsunterlagen\b|\bbewerben sie sich\b|\bbewirb dich\b
            |\bihre (?:aussagekräftige )?bewerbung\b|\blebenslauf\b|\bansprechpartner
            |\bfreuen (?:wir )?uns auf (?:ihre|deine)""",
            r"""\benv[íi](?:a|e|ar)(?:nos)?\b.{0,40}\b(?:cv|curr[íi]culum|candidatura)|\bcandidatura\b
            |\binscr[íi]bete\b|\benvoyez\b|\badresser? (?:votre|cv|lettre)|\blettre de motivation\b
            |\bpostulez\b|\bcandidatures? (?:à|avant|par)""",
        ),
    ),
    (
        "conditions",
        either(
            r"""\b(?:background|criminal(?: record)?|police|reference|credit|barred list|right[- ]to[- ]work
            |vulnerable sector|working with children|intervention record|prohibition|DBS|PVG|BCI|FBI
            |pre-?employment) (?:record )?(?:check|screening|clearance|investigation)s?\b|\bDBS\b
            |\bfingerprint""",
            r"""\bdrug (?:test|screen|and alcohol)|\bproof of immuni[sz]ation\b
            |\bsubject to (?:an? )?(?:satisfactory|enhanced|successful|basic|background|clean|pre
            |references)|\b(?:contingent|conditional) (?:up)?on\b|\bprobation(?:ary)?\b(?! officer)""",
            r"""\b(?:right|authori[sz]ed|authori[sz]ation|eligible|permitted
            |entitled) to (?:live and )?work in\b|\bworking rights\b
            |\b(?:visa )?sponsor(?:ship)?\b.{0,30}\bvisas?\b|\bvisa sponsorship\b|\bmedical examination\b""",
            r"""\blift(?:ing)? (?:up to|objects|\d+)|\boccasionally lift\b|\bregularly required to (?:sit|stand)
            |\bdisaster service workers?\b|\bTB test\b""",
            r"""\bhours are\b|\bjob description (?:is|may|does)\b|\bf[üu]hrungszeugnis\b
            |\bper[íi]odo de prueba\b|\bpériode d[’']essai\b|\bcasier judiciaire\b|\bprobezeit\b""",
        ),
    ),
)
_OFFER = either(
    r"""\bwe (?:can |also |will |do |currently )?(?:offer|provide (?:you|all|our|a|full|free|training)|pay|match
    |cover your|fund)\b|\bwe[’']ll (?:give|pay|teach|train|cover|fund|provide|send|help) you\b|\b(?:will
    |we) (?:happily )?(?:train you|fund|pay (?:for|our|college))|\bi can offer\b|\bin return\b|\b(?:they|it
    |company|city|county|trust|district|school|office) (?:will |also )?(?:offers?|pays?|provides?|fund)\b""",
    r"""\b\d+ (?:paid )?(?:days?|weeks)[’']? (?:of )?(?:paid )?(?:holiday|leave|vacation|annual|PTO)|\b(?:annual
    |parental|maternity|sick|birthday|paid|military) leave\b|\bpaid (?:time off|holidays?|vacation|breaks?
    |training|study)|\bPTO\b|\bweeks(?: of|[’']) (?:vacation|leave|holiday)|\bholiday pay\b""",
    r"""\bpension\b(?! (?:fund|scheme) (?:admin|manage|account))|\b401\s?\(?k\)?|\b403\s?\(?b\)?|\b(?:medical
    |health|dental|life|vision|private)(?:,| and|/| or)* (?:dental|vision|insurance|cover|plan|care
    |spending)|\bHMO\b|\bhealth insurance\b|\bretirement\b.{0,20}\b(?:plan|match|benefit|medical)
    |\bsuperannuation\b|\bHSA\b""",
    r"""\bsalary sacrifice\b|\b(?:annual|performance|signing|quarterly|target|christmas|holiday) bonus\b
    |\bfree (?:parking|lunch|coffee|shuttle|gym|meals?|on-site|uniform|training|food|tea|brew|car)
    |\b(?:staff|employee) discount\b|\bdiscount(?:ed)?\b.{0,30}\b(?:cover|range|gym|store|travel|rail)
    |\bstock options?\b|\bequity\b(?=[,.]| plan|$)|\bESOPs?\b""",
    r"""\b(?:cycle|bike)[- ]to[- ]work\b|\btuition (?:assistance|reimbursement|help)|\blearning (?:budget
    |allowance|stipend)\b|\bvolunteering days?\b|\bteam events?\b|\bmileage (?:at|paid|allowance|reimburs)
    |\bcompany (?:car|pension|vehicle|phone)\b|\btraining (?:is )?(?:provided|given|on the job)\b
    |\bfull training\b|\byou(?:[’']ll| will) (?:get|receive|enjoy|be paid|be trained|have access to)\b""",
    r"""[£$€₹]\s?\d[\d.,]*\s?(?:k\b|lakh|an? |per |p\.?/?[ah]|/|[–—-])|\b(?:PHP|USD|EUR|GBP|INR|CHF|AUD|CAD) ?\d
    |\b\d[\d.,]* ?(?:€|euros?|lakh)\b|\bsalary (?:of|is|from|range|depending)|\bpay (?:is|of|range)\b
    |\bcompetitive (?:salary|pay|compensation)|\bmax(?:imum)? salary\b""",
    r"""\b(?:wir bieten|bieten wir|tage urlaub|urlaubstage|altersvorsorge|weihnachtsgeld|jobticket|jobrad
    |vergütung)\b|\b(?:ofrecemos|se ofrece|salario|d[íi]as de vacaciones|seguro m[ée]dico)\b
    |\b(?:nous (?:vous )?(?:offrons|proposons)|mutuelle|tickets?[- ]restaurant|congés|rémunération|RTT
    |prime d)""",
)
_ASK = either(
    r"""\byou (?:[\w’']+ ){0,2}?(?:have|hold|bring|possess|need|must|should|know|speak|own)\b|\byou[’'](?:ve
    |ll need|ll have|ll bring|ll already)\b|\byou will (?:need|have|bring|already|hold|possess)\b
    |\byou are (?:an? |also |fully |already )?(?:\w+ly )?(?:experienced|registered|certified|licensed
    |qualified|fluent|comfortable|confident|familiar|able|at home|good|strong|proficient|used to|someone
    |somebody|organi[sz]ed|trained|graduate|skilled|[a-z]+ enough)\b""",
    r"""\b(?:we|i)(?:[’']re| are|[’']m| am)?(?: also| really| do| only)? (?:looking|need|require|expect
    |seek(?:ing)?|ask|want|insist|hop(?:e|ing))\b(?! (?:to (?:hear|appoint|grow|expand|meet|welcome|hire)
    |forward))|\b(?:would|[’']d) like to hear from you if\b|\bin search of\b|\bis (?:looking for
    |seeking)\b(?=.{0,60}\b(?:with|who|experience))""",
    r"""\b(?:you|candidates?|applicants?|person|who|holder)(?: \w+)? (?:must|should|needs? to|has to
    |will need)\b|\bmust (?:have|be|hold|possess)\b|\b(?:essential|required|mandatory|necessary|needed)\W*$""",
    r"""\b\d+\+? ?(?:\+|or more|plus)? ?(?:years?|yrs?|months)[’']?\b.{0,40}\b(?:experience|in|of|as|working
    |background)\b|\b(?:at least|minimum(?: of)?|over|more than) (?:\d+|one|two|three|four|five|six|seven
    |eight|ten|twelve) ?(?:\(\d+\) )?(?:years?|months?)""",
    r"""\b(?:proven|previous|prior|solid|strong|demonstrated|hands-on|relevant|some|good|excellent|extensive
    |recent) (?:\w+ )?(?:experience|knowledge|skills?|track record|command|understanding|working knowledge
    |communication|background)\b|\bexperience (?:of|in|with|as|using|working)\b|\bknowledge of\b|\bfluen(?:t
    |cy)\b|\bproficien(?:t|cy)\b""",
    r"""\b(?:degree|diploma|qualification|certificate|certification|licen[cs]e|registration) (?:in|from|is|as
    |with|required|or)\b|\bdriv(?:ing|er[’']?s?) licen[cs]e\b|\bgood (?:english|hindi|german|french
    |spanish)\b|\bability to\b|\bable to\b|\bfamiliar(?:ity)? with\b|\bwilling(?:ness)? to\b""",
    r"""\b(?:sie|du) (?:haben|hast|verfügen|verfügst|bringen|bringst|sind|bist|sprichst|sprechen)\b
    |\bberufserfahrung\b|\babgeschlossene\b|\bkenntnisse\b|\bführerschein\b|\bwir (?:erwarten|suchen
    |brauchen)\b|\berfahrung (?:in|mit|im|als)\b""",
    r"""\b(?:experiencia (?:en|con|m[íi]nima|de|previa)|se requiere|buscamos|titulaci[óo]n|dominio de
    |conocimientos|necesitas|carn[ée] de conducir|nivel de)\b|\b(?:vous (?:avez|êtes|possédez|maîtrisez
    |justifiez|disposez|parlez|devez)|nous (?:recherchons|cherchons)|titulaire|expérience (?:de|en|dans)
    |maîtrise|permis [a-e]\b|diplôme)""",
)
_DUTY = either(
    r"""\byou(?:[’']ll| will|[’']d| would) (?!get\b|receive\b|need\b|have (?:a|an|access|at)\b|find\b|enjoy\b
    |love\b|earn\b|hear\b|be paid\b|be (?:asked|expected|required) to (?:provide|submit)\b)\w+|\b(?:the
    |this) (?:role|job|post|work|successful \w+|post-?holder|position) (?:will|involves|includes|covers
    |carries|reports)\b""",
    r"""\bresponsible for\b|\bresponsibilit(?:y|ies) (?:for|include)|\breporting to\b|\b(?:your|main|key
    |daily) (?:duties|tasks|work|job|day|role)\b|\bduties\b|\bon a (?:typical|normal) day\b
    |\bday[- ]to[- ]day\b|\b(?:the )?(?:job|work) (?:is|means|includes?)\b""",
    r"""^\W*you (?:also )?(?!are\b|have\b|hold\b|must\b|need\b|should\b|can\b|know\b|speak\b|get\b|may\b|might\b
    |do\b|don)[a-z]+\b|\band you (?!are\b|have\b|hold\b|must\b|need\b|get\b|may\b|can\b)[a-z]+\b""",
    r"""\b(?:sie|du) (?:übernehm|betreu|unterstütz|verantwort|plan|entwick|leite|kümmer|bearbeit|erstell|führ
    |sorg|berät|arbeit)\w*|\bihre aufgaben\b|\bzu (?:ihren|deinen) aufgaben\b|\bte (?:encargar[áa]s
    |ocupar[áa]s)\b|\bser[áa]s responsable\b|\bsus funciones\b|\bvous (?:serez|assurez|gérez|participez
    |prenez|accueillez|réalisez|assurerez|aurez à|contribuez)""",
)
_EMPLOYER = either(
    r"""^\W*we (?:are|have|were|make|run|build|grow|insure|serve|look after|believe|design|sell|[a-z]+)\b
    |\bour (?:team|company|clients|customers|mission|school|practice|values|office|founder|people|group
    |homes)\b|\bfounded (?:in|by)\b|\bestablished in\b|\bsince (?:18|19|20)\d\d\b|\bfamily[- ](?:owned|run
    |business)\b|\b(?:i[’']?m|my name is|my (?:sister|brother|wife|husband|father|mother|partner))\b""",
    r"""\b(?:wir sind|unser(?:e|em)? (?:team|unternehmen)|gegründet)\b|\b(?:somos|nuestra empresa|fundada)\b
    |\b(?:nous sommes|notre (?:entreprise|équipe|société)|fondée?)\b""",
)


def boilerplate(text: str) -> SectionName | None:
    """The part that a sentence plainly belongs to, whatever heading it stands under, or None."""
    return next((name for name, pattern in _BOILERPLATE if pattern.search(text)), None)


def offers(text: str) -> bool:
    """Whether a sentence says what the employer gives: pay, leave, insurance, training."""
    return _OFFER.search(text) is not None


def asks(text: str) -> bool:
    """Whether a sentence says what the candidate has to be, have or know."""
    return _ASK.search(text) is not None


def section_by_content(text: str) -> SectionName | None:
    """The part that an unheaded sentence seems to belong to, None where it gives no hint.

    >>> section_by_content("You will need a clean licence."), section_by_content("You will drive the van.")
    ('qualifications', 'responsibilities')
    """
    told = boilerplate(text)
    if told:
        return told
    wish = modal(text)
    if wish == "nice" and not _EMPLOYER.match(text):
        return "preferred"
    demanding = wish == "must" or asks(text)
    if demanding and not (offers(text) and not re.search(r"\byou\b", text, re.IGNORECASE)):
        return "qualifications"
    if offers(text):
        return "benefits"
    if _DUTY.search(text):
        return "responsibilities"
    return "organization" if _EMPLOYER.search(text) else None


_ANNOUNCED_OFFER = either(
    r"\bwe (?:can |will |also )*(?:offer|provide|give|pay)\b|\byou(?:[’']ll| will)? (?:also )?(?:get|receive|enjoy)\b"
)
_ANNOUNCED_ASK = either(r"\b(?:you|candidate|applicant|someone|somebody)\b.{0,30}\b(?:have|are|who|with)\W*$")
_ANNOUNCED_DUTY = either(r"\b(?:day|week|month|duties|tasks|job|role|responsib\w+)\b")
_EMPLOYER_SPEAKS = either(
    r"""\W*(?:we|in return|our|the (?:company|firm|city|county|school|trust)|benefits|pay|salary|wir|nous
    |ofrecemos)\b"""
)
_READER = either(r"\b(?:you|your|candidates?|applicants?|sie|ihr|du|dein|vous|votre|tú|usted)\b")


def announced(lead: str) -> SectionName | None:
    """What a sentence that introduces a list announces: "It would be great if you also have:"."""
    if _WISH.search(lead):
        return "preferred"
    if _ANNOUNCED_OFFER.search(lead):
        return "benefits"
    if modal(lead) == "must" or _ASK.search(lead) or _ANNOUNCED_ASK.search(lead):
        return "qualifications"
    if _DUTY.search(lead) or _ANNOUNCED_DUTY.search(lead):
        return "responsibilities"
    return section_by_content(lead)


def speaks_as_employer(text: str) -> bool:
    """Whether a sentence has the employer for its subject."""
    return _EMPLOYER_SPEAKS.match(text) is not None


def addresses_reader(text: str) -> bool:
    """Whether a sentence speaks to the reader or of the candidate."""
    return _READER.search(text) is not None
