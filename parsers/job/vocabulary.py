"""The words in which advertisements announce their parts, in English, Spanish, French and German.

Two tables, both read in order, the first hit wins. `PHRASES` are matched at the beginning of a heading and are so
peculiar to headings that they need no style to be believed ("What we're looking for", "Ihr Profil"). `WORDS` may stand
anywhere in a heading, but only in a line that is a heading by its looks, or that holds nothing but heading words.
"""

from __future__ import annotations

import re

from parsers.job.model import SectionName
from parsers.job.patterns import either


def _table(rows: tuple[tuple[SectionName, str], ...]) -> tuple[tuple[SectionName, re.Pattern[str]], ...]:
    return tuple((name, either(pattern)) for name, pattern in rows)


#: Matched at the beginning of the heading, folded to lower case with straight quotes (`headings.folded`).
PHRASES = _table(
    (
        (
            "other",
            r"""what (?:we|you)(?:'re| are) not|what (?:this|the) (?:job|role|post) (?:is not|isn't)|(?:this
            |the) (?:job|role) (?:is not|isn't) for you|who (?:should not|shouldn't) apply|not for you
            |lo que no buscamos|ce que nous ne|was wir nicht""",
        ),
        (
            "preferred",
            r"""(?:what|it|this) would (?:be (?:nice|great|handy|good|lovely|a (?:plus|bonus))|please|delight
            |help|impress|make|set|also)|(?:would|it'd|it would|it'?s) (?:also )?be (?:nice|great|handy|good
            |lovely|helpful|useful|a (?:plus|bonus))|what (?:will|would|could|might) (?:set you apart
            |make (?:you stand out|us smile|you shine))|what sets you apart|what'?ll set you apart
            |(?:you'?ll |how to |help you )?stand out|nice ?-? ?to ?-? ?haves?\b
            |nice(?=$|,| (?:but|extras?|if)\b)|good to have|great to have|not (?:required|essential|necessary
            |a must)|(?:bonus
            |brownie|extra|plus|gold star) (?:points?|skills?|if)|(?:it'?s )?a (?:plus|bonus)\b|(?:bonus
            |pluses|ideally|preferably|desirable|preferred|advantageous|optional|handy)$|even better
            |icing on|we'd (?:love|also love|also like|be delighted|be thrilled)|(?:extra|special) (?:love
            |credit)\b|what else (?:helps|would help)|you might also|(?:das )?w[äa]re (?:schön|toll|super
            |ein plus|von vorteil)|von vorteil|wünschenswert|idealerweise|pluspunkte|bonuspunkte
            |darüber freuen wir|kein muss|se valorar[áa]|valoramos|valorable|deseable|ser[íi]a (?:un plus
            |ideal|bueno)|un plus\b|les? plus\b|vos atouts|ce serait|serait un|id[ée]alement
            |l'id[ée]al serait|souhait[ée]e?s?$|appr[ée]ci[ée]e?s?$""",
        ),
        (
            "benefits",
            r"""what'?s in it for (?:you|me)|what is in it for|what (?:we|i|they)(?:'ll| will| can
            |'d)? (?:can )?(?:offer|give|provide|bring|pay|do for you)|what (?:you|i)(?:'ll| will| can| may
            | would)? (?:get|receive|earn|gain|enjoy|learn|be offered|expect (?:from|in return))
            |what (?:will|do|would|can) (?:you|i|we) (?:get|receive|earn|offer|give|provide)|what you (?:can
            |may) expect|what awaits|what the (?:job|post) pays|you(?:'ll| will) (?:also )?(?:get|receive|enjoy|earn)
            |in return|(?:and )?we (?:can )?(?:offer|pay|provide)|i (?:can )?(?:offer|pay)|our (?:offer
            |promise to you|thank you)|reasons to|why (?:join|work|choose|you'll love|us|we)|working (?:here
            |with us|for us)$|life (?:at|here|with)|the good (?:stuff|bits)|pay and
            |(?:das )?(?:wir )?bieten(?: wir)?|das bekommst|das erh[äa]lt|was wir (?:dir|ihnen
            |euch)? ?bieten|wir bieten|unser angebot|freue?n? (?:sie sich|dich) auf|darauf (?:kannst
            |k[öo]nnen)|warum (?:wir|zu uns|du)|(?:qu[ée]|lo que|te|le|les)? ?(?:te |le )?ofrecemos
            |por qu[ée] (?:trabajar|unirte|nosotros)|qu[ée] obtendr[áa]s|se ofrece
            |(?:ce que )?nous (?:vous )?(?:offrons|proposons)|on vous (?:offre|propose)|ce que (?:nous|l'on
            |on) (?:vous )?(?:offre|propose)|pourquoi (?:nous|rejoindre|travailler)|nos atouts""",
        ),
        (
            "application",
            r"""required documents?|documents required|how you will be (?:evaluated|assessed)|how (?:to|do i
            |can (?:i|you)|you) (?:apply|join|get in touch)|how (?:we|our) (?:hire|hiring
            |recruit|select|will assess)|to apply|apply (?:now|today|here|by|online)|how to get|(?:ready
            |interested|sound like you|sounds good|want to join|like the sound|convinced|curious)\b.{0,30}\?
            |next steps?|what happens next|send (?:us|your)|(?:deine|ihre) bewerbung|so (?:bewirbst
            |bewerben)|interesse|neugierig|haben wir (?:dein|ihr) interesse|bewirb|c[óo]mo (?:aplicar
            |postular|inscrib|solicitar)|interesad[oa]s?|[¿]?te interesa|(?:comment )?postuler|pour postuler
            |envoyez|int[ée]ress[ée]""",
        ),
        (
            "description",
            r"""why (?:this|the) (?:role|job|post|position)|purpose of (?:the|this)|(?:about|overview of) (?:the
            |this|your) (?:job|role|post|position|vacancy|opportunity|placement)|the (?:role|post|position
            |opportunity|vacancy|challenge|assignment|placement|gig)$|(?:the|this|your) (?:role|opportunity
            |position)(?: (?:at|with|in) .*)?$|(?:die|zur|ihre|deine) (?:stelle|position)|das ist (?:die
            |der) (?:stelle|job)|el puesto|la posici[óo]n|descripci[óo]n|le poste|(?:descriptif
            |description) du poste""",
        ),
        (
            "qualifications",
            r"""what (?:we|i|they)(?:'re|'d|'ll| are| am| do| would)? (?:like to see|look(?:ing)? for|need
            |expect|ask|require|want|seek|must|after|hop(?:e|ing) for|value)|what (?:do|does|are|is) (?:we|i
            |it|the) .{0,14}?(?:looking for|expect|need|require|ask|want|take)|(?:(?:this is
            |here'?s) )?whom? (?:(?:we|i)(?:'re|'m| are| am)? (?:look|need|want|seek|after|hop|search)
            |(?:are we|am i) look|should|is this for|you are|are you|you|can apply|could)|who (?:will
            |would) (?:thrive|fit|suit|love)|what (?:makes|will make) you|what you(?:'ll| will|'d| would|'ve
            | must| should| already)? (?:also )?(?:bring|need|have|know|offer|must|should|can)|what it takes
            |(?:about|is this|are|could this be|sounds? like|is it) you\b|(?:do|are) you (?:have|qualified
            |the one)|you(?:'ll| will|'d| would)? (?:also )?(?:need|bring|have|must|should|require)
            |you(?:'re| are)\b(?! (?:welcome|responsible))|(?:to be )?(?:you are )?qualified|you(?:'ve)?$
            |you (?:\(|and)|your (?:profile|background|skills?|experience|strengths|toolkit|qualifications?
            |expertise|qualities)|must[ -]?haves?\b|(?:the )?(?:must|essential|essentials|needed|mandatory
            |required)$|(?:the )?non-negotiables|(?:we|i)(?:'re| are| am)? (?:also )?(?:need|looking for
            |require|expect|seek(?:ing)?|after|ask (?:for|that))|(?:our|the|an|your)? ?(?:ideal|successful
            |right|perfect) (?:candidate|person|applicant|match|fit|colleague|teammate)|(?:the )?person(?:$
            | spec| profile|al (?:spec|qualit|attrib|skills))|applicants? (?:must|should|need)
            |candidates? (?:must|should|need)|to (?:be considered|qualify|succeed|be successful|thrive
            |do this)\b|(?:ihr|dein|unser|das) profil|(?:das )?(?:bringst du|bringen sie)(?: mit)?|(?:was
            |das|womit) (?:du|sie) .{0,12}(?:mitbring|überzeug|auszeichn)|(?:wir|was wir) (?:erwarten|suchen
            |w[üu]nschen|uns w[üu]nschen)|das (?:erwarten|w[üu]nschen) wir|du (?:bist|hast|passt)
            |sie (?:haben|sind|verf[üu]gen)|wen wir|das bist du|(?:tu|su) perfil|(?:qu[ée]|lo que
            |a qui[ée]n) (?:buscamos|pedimos|necesitas|necesitamos|esperamos)|buscamos|se (?:requiere|busca
            |necesita)|(?:qu[ée]|lo que) (?:aportas|debes)|imprescindibles?|requerido|el candidato|(?:tu
            |su) experiencia|(?:votre|ton|le|son) profil|profil(?: (?:recherch|souhait|du candidat|attendu)
            |$)|(?:ce que )?nous (?:recherchons|cherchons|attendons)|qui (?:[êe]tes|es|cherchons)
            |vous (?:[êe]tes|avez|devez|justifiez|poss[ée]dez)|(?:indispensables?|exig[ée]e?s?|requise?s?)$
            |vos (?:comp[ée]tences|qualit[ée]s)""",
        ),
        (
            "organization",
            r"""(?:about|get to know|meet|introducing) (?:us|the (?:company|team|organi[sz]ation|employer|client
            |school|practice|trust|business|charity|department|family|hospital|firm|society))\b|who(?:'s| is
            | we| are we| i am)\b|our (?:story|mission|values|vision|culture|company|team|school|client
            |world|health|service|firm|charity)\b|(?:the|your) (?:company|team|organi[sz]ation|school|firm
            |business|charity|practice|employer|client|department)$|a (?:bit|little|few words) about
            |what we do|what'?s here|we are$|where you'?ll work|über (?:uns|das)|wer wir|wir (?:sind
            |über uns)\b|das sind wir|unser (?:unternehmen|team)|das unternehmen|(?:qui[ée]nes somos
            |sobre (?:nosotr|la empresa)|la empresa|nuestr[ao] (?:empresa|equipo|misi)|acerca de)
            |qui (?:sommes|est)|(?:à|a) propos|l'(?:entreprise|[ée]quipe|association)|notre (?:entreprise
            |[ée]quipe|soci[ée]t[ée]|histoire)|la soci[ée]t[ée]""",
        ),
        (
            "responsibilities",
            r"""what (?:you(?:'ll|'d| will| would)?|i(?:'ll| will)?|the \w+) (?:actually )?(?:be )?(?:do(?:ing)?
            |own|lead|drive|work on|deliver|build|tackle|look after|responsible|handle|manage|spend)\b
            |what (?:the|this) (?:job|role|work|post|days?) (?:involves?|entails?|is|are|looks?|includes?)
            |what (?:will|would|do|does|is|are) (?:you|my|your|the|a|i)\b.{0,30}(?:do|like|work|involve|job
            |tasks?|duties)\b|(?:how|what) (?:a|your|you'?ll?) (?:day|days|week|spend)|how you(?:'ll| will)
            |(?:a|your|the)? ?(?:typical )?day (?:in the life|to day)|(?:a |your )?(?:typical|normal
            |average) (?:day|week|shift|month)|your (?:day|days|week|mission|tasks?|work|job|impact|duties
            |responsibilities|shift)\b|(?:the )?(?:job|work)(?: in (?:a nutshell|short|brief))?$
            |about the work|(?:the )?role,? in (?:a nutshell|short|brief)|in this (?:role|job|post|position)
            |as (?:a|an|our)\b.{0,40}\byou(?:'ll| will)|you(?:'ll| will)(?: be)?$|you(?:'ll
            | will) be (?:responsible|doing)|(?:your|the) first (?:year|90|six|three|month)|(?:ihre|deine
            |die|unsere) (?:aufgaben?|t[äa]tigkeiten|rolle|mission)|das (?:erwartet|machst|tust
            |sind (?:deine|ihre) aufgaben)|was (?:sie|dich|du) (?:erwartet|tust|machst|bei)|(?:dein
            |ihr) (?:job|alltag|aufgabengebiet|verantwortung)|(?:tus|sus|las|principales) (?:funciones
            |tareas|responsabilidades)|qu[ée] har[áa]s|(?:tu|su) (?:misi[óo]n|d[íi]a)|(?:vos|tes
            |les) (?:missions?|t[âa]ches|responsabilit[ée]s|activit[ée]s)|(?:votre|ta|la) (?:mission
            |quotidien|r[ôo]le)|vous serez""",
        ),
        (
            "conditions",
            r"""(?:employment type|seniority level|industr(?:y|ies)|conditions of employment|compliance
            |job type|work type)$
            |(?:the )?(?:small|fine) print|the (?:practicalities|nuts and bolts|boring bits|details)|(?:after
            |working|office) hours|hours\b|where and when|(?:what|anything) else (?:you should|to) know""",
        ),
    )
)

#: Anywhere in a heading that is one by its looks or is made of heading words alone.
WORDS = _table(
    (
        (
            "equal_opportunity",
            r"""\bequal\b|\beeo\b|\bdiversity\b|\binclusi(?:on|ve)|\bsafeguarding\b|data[ -]protection
            |\bprivacy\b|\blegal\b|disclaimer|\baccommodations?\b|accessibility|chancengleich|vielfalt
            |datenschutz|igualdad|diversidad|protecci[óo]n de datos|[ée]galit[ée]|handicap|diversit[ée]""",
        ),
        (
            "conditions",
            r"""\bphysical\b|(?:working|work) (?:conditions?|environment|schedule|pattern|hours)|\bconditions\b
            |\bpre-?employment\b|background checks?|\bvetting\b|\bhours\b|\bschedule\b|\bshifts?\b
            |terms (?:of|and)|\bcontract\b|employment type|\btravel\b|environmental|\b(?:job )?(?:location
            |status)\b|\bstart date\b|\bduration\b|arbeitszeit|rahmen(?:bedingungen|daten)|\bstandort\b
            |arbeitsort|\bhorario\b|condiciones|\bcontrato\b|jornada|\bubicaci[óo]n|\bhoraires?\b
            |\bcontrat\b|conditions de|lieu de travail|\blieu\b""",
        ),
        (
            "application",
            r"""\bappl(?:y|ying|ication|ications)\b|(?:selection|hiring|recruitment|interview) (?:process
            |procedure|timeline|stages?|steps?)|\binterviews?\b|\bclosing\b|\bdeadline\b|\bcontacts?\b
            |\benquiries\b|\binquiries\b|informal (?:chat|discussion)|\bcover letter\b|\bhow to\b|bewerbung
            |\bkontakt\b|ansprechpartner|bewerbungsfrist|\bcontacto\b|candidatura|proceso de selecci
            |\bpostul|candidatures?|processus de recrutement""",
        ),
        (
            "preferred",
            r"""\bpreferred\b|\bdesirables?\b|\bdesired\b(?! (?:candidate|profile))|\bnice\b.{0,6}\bhaves?\b
            |\bbonus\b(?! (?:scheme|plan|program|structure|and benefits))|\ba plus\b|\bpluses\b
            |\badvantageous\b|\boptional\b|\bpreferences\b|\bwould be (?:nice|great|handy|good|an? (?:plus
            |bonus|advantage))|\bassets?$|\bset you apart\b|\bstand out\b|wünschenswert|von vorteil
            |\bwunschprofil\b|\bdeseable|\bvalorable
            |\bse valora|souhait(?:é|able|ées)|\bun plus\b|\batouts?\b|\bappréci""",
        ),
        (
            "benefits",
            r"""\bbenefits?\b|\bperks?\b|\bcompensation\b|\bsalary\b|\bwages?\b|\bpay\b|\bremuneration\b
            |\brewards?\b|\bpackage\b|(?:we|our) offer|\bwhy\b|\boffer(?:ing|ed|s)?\b|\btraining (?:provided
            |and development|on offer)|\bleistungen\b|\bvorteile\b|verg[üu]tung|\bgehalt\b|\bbenefits\b
            |\bbieten\b|\bbeneficios\b|\bsalario\b|remuneraci[óo]n|ofrec|\bavantages\b|r[ée]mun[ée]ration
            |\bsalaire\b|(?:offrons|proposons)""",
        ),
        (
            "responsibilities",
            r"""responsibilit|\bresult areas\b|\bdut(?:y|ies)\b|\b(?:essential|job|key|main|major|primary
            |core) functions?\b
            |\bfunctions\b|\baccountabilit|\bdeliverables\b|\btasks?\b|scope of (?:work|the)|\bday\b
            |\bactivities\b|\bobjectives\b|\baufgaben|t[äa]tigkeit|verantwortlichkeit|verantwortung
            |\bfunciones\b|responsabilidad|\btareas\b|\bmissions?\b|t[âa]ches|responsabilit[ée]|activit[ée]s""",
        ),
        (
            "qualifications",
            r"""qualifi|requirements?|\bmust[ -]haves?\b|\bessentials?\b|\brequired\b|\bminimum\b|\bmandatory\b
            |person spec|\bselection criteria\b|\bcriteria\b|candidate (?:profile|requirements)|\bskills?\b
            |\bexperience\b|\bknowledge\b|\bcompetenc|\beducation(?:al)?\b|\bcertifi|\blicen[cs](?:e|es|ure
            |ing)\b|\babilit(?:y|ies)\b|\battributes\b|\bcredentials\b|eligib|\bprofile\b|\bprerequisites?\b
            |\blanguages?\b|\bcandidates?\b|\bexpertise\b|\btech(?:nical)? stack\b|\bbackground\b
            |\btraining\b|\bwho\b.{0,12}\b(?:looking|need|apply)|looking for|\bcharacteristics\b
            |\bexpectations\b|anforderung|\bprofil\b|anforderungsprofil|voraussetzung|qualifikation
            |kenntnisse|\bausbildung\b|berufserfahrung|\bf[äa]higkeiten\b|\bsprachen\b|requisitos|\bperfil\b
            |formaci[óo]n|\bexperiencia\b|conocimientos|habilidades|competencias|aptitudes|\bidiomas\b
            |titulaci[óo]n|exigences|comp[ée]tences|pr[ée]requis|\bformation\b|exp[ée]rience|\bqualit[ée]s\b
            |connaissances|dipl[ôo]mes?|savoir[ -](?:faire|[êe]tre)|\blangues\b|aptitudes""",
        ),
        (
            "organization",
            r"""\babout\b(?! (?:the )?(?:you|role|job|post|position|work|opportunity)\b)|company (?:profile
            |overview|description|background|summary)|\bcompany\b|\borgani[sz]ation(?:al)? (?:overview
            |profile|description)|\bmission\b|\bvalues\b|\bculture\b|\bwho we\b|unternehmen|über uns
            |\bempresa\b|\bentreprise\b""",
        ),
        (
            "description",
            r"""\b(?:job|role|position|post|posting|general)? ?(?:summary|overview|description|definition
            |purpose|outline|brief|profile)\b|\b(?:the )?(?:role|position|post|opportunity|vacancy)\b
            |\bobjective\b|\bbackground\b|\bintroduction\b|stellenbeschreibung|\bstelle\b|descripci[óo]n
            |\bpuesto\b|\bposte\b|descriptif""",
        ),
    )
)

#: Single words that name a kind of requirement rather than a part of the advertisement: under "Desirable" they stay
#: desirable.
FACETS = either(
    r"""education(?:al)?|qualifications?|experience|skills?|knowledge|training|abilit(?:y|ies)|attributes
    |competenc(?:e|y|es|ies)|licen[cs]es?|licensure|certifi\w+|languages?|background|qualities|credentials|expertise
    |aptitudes?|attainments?|achievements?|ausbildung|(?:berufs)?erfahrung|kenntnisse|sprachen|studium|führerschein
    |formaci[óo]n|experiencia|conocimientos|idiomas|habilidades|competencias|titulaci[óo]n|carn[ée]t?
    |formation|exp[ée]rience|comp[ée]tences|connaissances|langues|dipl[ôo]mes?|permis"""
)

#: Words that say nothing about which part it is, yet are at home in headings.
FILLERS = frozenset(
    re.findall(
        r"\S+",
        """a an and & or of the for in to at on with from by as is are be we you your our us i it this that will can
        job role position post vacancy work key main general additional other specific further core primary major
        basic minimum principal typical relevant information section details more what who how why
        please part full level professional personal technical soft demands demand procedure process nutshell about
        selection supplemental candidate candidates applicant applicants ideal successful und oder der die das den
        dem ihr ihre ihren dein deine unser unsere wir sie du für im zu zur zum mit bei als was wer y o el la los
        las del de tu su sus en para con por que qué se nuestro nuestra puesto principales et ou le les des un une
        votre vos notre nos au aux pour avec poste set apart stand out""",
    )
)
