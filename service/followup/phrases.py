"""Phrases that hurt in a message to somebody who has decided, by what is wrong with them."""

from __future__ import annotations

import re
from typing import Literal

_Code = Literal["arguing", "knows_better", "over_head", "pleading", "second_reminder", "dismissal"]

#: Before a phrase in the same clause, this turns it round: "I do not mean to argue with your decision".
NEGATED = re.compile(
    r"\b(?:not|never|without\s+\w+ing|nor|neither|no\s+(?:intention|wish|need|reason)|rather\s+than|instead\s+of|far\s+from|cannot|hardly|nobody)\b|n[’']t\b",
    re.I,
)

_DECISION = r"(?:(?:your|the|this|that)\s+(?:\w+\s+)?(?:decision|choice|rejection|judge?ment|assessment|evaluation|process|outcome|verdict))"
_BAD = (
    r"(?:wrong|unfair|unjust\w*|mistake\w*|a\s+(?:\w+\s+)?mistake|an?\s+(?:\w+\s+)?error|unacceptable|ridiculous|absurd|incomprehensible|"
    r"flawed|biased|discriminat\w+|outrageous|unreasonable|nonsense|premature|short-?sighted|a\s+joke|insulting|disrespectful|unprofessional)"
)
_SUPERIOR = (
    r"(?:ceo|coo|cfo|cto|boss(?:es)?|manager|supervisor|superiors?|director|managing\s+director|president|vice\s+president|board|owner|"
    r"head\s+of\s+(?:hr|human\s+resources|department|the\s+\w+)|hr\s+director|principal|dean|chair(?:man|woman|person)?|management|headquarters|"
    r"head\s+office|superintendent|line\s+manager)"
)

_PATTERNS: tuple[tuple[_Code, str], ...] = (
    (
        "arguing",
        rf"(?:disagree|do(?:es)?\s?n[o’']t\s+agree|do\s+not\s+agree|cannot\s+agree|can[’']t\s+agree|take\s+issue)\s+with\s+{_DECISION}",
    ),
    ("arguing", rf"{_DECISION}\s+(?:is|was|seems|appears|feels|looks)\s+(?:\w+\s+){{0,2}}?{_BAD}"),
    (
        "arguing",
        rf"(?:you|your\s+\w+|the\s+(?:panel|committee|company|recruiter))\s+(?:(?:have|has|clearly|obviously|simply|really|must\s+have)\s+){{0,2}}(?:made|made\s+a|making)\s+(?:a|the|an)\s+(?:\w+\s+)?(?:mistake|error|wrong\s+\w+)",
    ),
    (
        "arguing",
        rf"(?:I\s+)?(?:contest|dispute|challenge|object\s+to|protest|reject|(?:can\s?not|can[’']t|do\s+not|don[’']t|refuse\s+to)\s+accept)\s+(?:against\s+)?{_DECISION}",
    ),
    (
        "arguing",
        r"(?:can\s?not|can[’']t|fail\s+to|do\s+not|don[’']t)\s+(?:really\s+)?understand\s+(?:why|how)\s+(?:you|I|my|someone|anyone|a\s+company)\b[^.?!]{0,60}?\b(?:reject\w*|turned?\b|not\s+(?:\w+\s+)?(?:chosen|selected|invited|shortlisted|hired|even)|could|declin\w+|pass\w*|overlook\w*)",
    ),
    (
        "arguing",
        r"(?:I\s+)?(?:demand|expect|insist\s+on|am\s+owed|deserve|have\s+a\s+right\s+to|require)\s+(?:an?\s+)?(?:\w+\s+){0,2}(?:explanation|answer|reasons?|apology|interview|justification)",
    ),
    (
        "arguing",
        r"you\s+(?:must|should|need\s+to|have\s+to|ought\s+to)\s+(?:\w+\s+)?(?:reconsider|rethink|re-?evaluate|reverse|change\s+your\s+mind|withdraw|correct\s+(?:this|your))",
    ),
    (
        "arguing",
        r"(?:you|nobody|no\s+one)\s+(?:clearly|obviously|evidently|apparently)?\s*(?:did\s?n[o’']t|did\s+not|never|has|have\s+not|cannot\s+have|can[’']t\s+have)\s+(?:even\s+|actually\s+|really\s+|properly\s+|bother(?:ed)?\s+to\s+){0,2}(?:read|look(?:ed)?\s+at|open(?:ed)?)\s+(?:at\s+)?(?:my|the)\s+(?:\w+\s+)?(?:cv|r[ée]sum[ée]|application|letter|documents)",
    ),
    (
        "arguing",
        r"(?:this|it|that)\s+(?:is|was|feels|seems)\s+(?:\w+\s+){0,2}?(?:unfair|unjust|discrimination|discriminatory|unacceptable|outrageous|ridiculous|absurd|insulting|age\s+discrimination)",
    ),
    (
        "arguing",
        r"I\s+(?:feel|was|have\s+been|am\s+being)\s+(?:\w+\s+)?(?:treated\s+unfairly|discriminated\s+against|unfairly\s+(?:treated|judged|rejected|excluded|passed)|cheated|wronged|misjudged)",
    ),
    ("arguing", r"how\s+(?:can|could|dare)\s+you\b"),
    (
        "arguing",
        r"(?:your|the)\s+(?:reasons?|explanation|reasoning|feedback)\s+(?:you\s+gave\s+)?(?:is|are|was|were|makes?|made|does|do)\s+(?:\w+\s+)?(?:no\s+sense|not\s+make\s+sense|wrong|untrue|nonsense|not\s+true|incorrect|an\s+excuse)",
    ),
    (
        "knows_better",
        r"I(?:[’']m|\s+am|\s+was|\s+would\s+be|[’']d\s+be)\s+(?:\w+\s+){0,2}?(?:the|your)\s+(?:\w+\s+)?(?:best|perfect|ideal|right|strongest|most\s+qualified|only\s+(?:right|real))\s+(?:\w+\s+)?(?:candidate|person|fit|match|choice|applicant|one\b)",
    ),
    (
        "knows_better",
        r"I(?:[’']m|\s+am|\s+was)\s+(?:\w+\s+){0,2}?(?:a\s+)?(?:perfect|ideal|exactly\s+(?:what|who)|precisely\s+(?:what|who))\s*(?:candidate|fit|match|for|you|the\s+(?:post|job|role))",
    ),
    (
        "knows_better",
        r"I(?:[’']m|\s+am|\s+was|\s+would\s+be|[’']d\s+be|\s+know\s+I\s+am)\s+(?:\w+\s+){0,2}?(?:more\s+(?:than\s+)?(?:qualified|experienced|suitable|competent|capable)|better(?:\s+qualified|\s+suited)?|far\s+better)\s+(?:than|for\s+(?:this|the)|to\s+do)",
    ),
    (
        "knows_better",
        r"I(?:[’']m|\s+am|\s+was)\s+(?:clearly|obviously|undoubtedly|without\s+(?:a\s+)?doubt|more\s+than|over-?|highly\s+over)\s*qualified",
    ),
    (
        "knows_better",
        r"(?:nobody|no\s+one|no\s+other\s+(?:candidate|applicant)|none\s+of\s+the\s+other\s+(?:candidates|applicants)|few\s+(?:people|candidates))\s+(?:else\s+)?(?:\w+\s+){0,3}?(?:better|as\s+(?:well|good|qualified|experienced|much)|more\s+\w+|match)",
    ),
    (
        "knows_better",
        r"you\s+(?:will|would|wo|could|can)(?:\s+not|n[’']t|[’']t|not|\s+never|\s+hardly)\s+find\s+(?:any(?:one|body)|a\s+\w+\s+candidate|someone)\b",
    ),
    (
        "knows_better",
        r"you(?:[’']re|\s+are|\s+will\s+be|\s+would\s+be)\s+(?:\w+\s+)?(?:missing\s+out|making\s+a\s+(?:\w+\s+)?mistake|losing\s+(?:a|the|out)|going\s+to\s+regret)",
    ),
    ("knows_better", r"you\s+(?:will|[’']ll|would)\s+(?:\w+\s+)?regret\b|your\s+loss\b"),
    ("knows_better", r"what\s+(?:you|your\s+(?:team|company|department))\s+(?:really|actually|truly)\s+needs?\b"),
    (
        "knows_better",
        r"you\s+(?:clearly\s+|obviously\s+|simply\s+)?(?:do\s+not|don[’']t|did\s+not|didn[’']t|failed\s+to)\s+(?:seem\s+to\s+)?(?:know|understand|reali[sz]e|recogni[sz]e|appreciate|see)\s+(?:what\s+(?:this|the|your)\s+(?:job|role|post|position|team)|how\s+(?:good|qualified|valuable|much)|my\s+(?:value|worth|talent|potential|skills|qualities|experience|abilities))",
    ),
    (
        "knows_better",
        r"(?:I\s+know|trust\s+me,?|believe\s+me,?|I(?:[’']m|\s+am)\s+(?:certain|sure|convinced)(?:\s+that)?)\s+I\s+(?:am|can|could|would|will)\s+(?:\w+\s+){0,3}?(?:this\s+job|the\s+job|this\s+role|the\s+role|best|better\s+than)\s*(?:better|than|candidate|person)?",
    ),
    (
        "knows_better",
        r"(?:better|more\s+(?:qualified|experienced))\s+than\s+(?:(?:any|all|most)\s+(?:of\s+)?(?:the\s+)?(?:other|your)|whoever|the\s+(?:person|one|candidate)\s+(?:you|who)|(?:your\s+)?other\s+(?:candidates|applicants))",
    ),
    (
        "over_head",
        rf"(?:I\s+(?:have|will|[’']ll|am|shall|might|may|intend\s+to|plan\s+to)|I[’']ve|I[’']m|I[’']ll|I)\s+(?:also\s+|already\s+|therefore\s+|now\s+|going\s+to\s+|be\s+){{0,3}}(?:cop(?:y|ied|ying)(?:\s+in)?|cc[’']?d?|cc[’']?ing|contact(?:ed|ing)?|writ(?:e|ten|ing)\s+to|wrote\s+to|email(?:ed|ing)?|call(?:ed|ing)?|forward(?:ed|ing)?\s+(?:this|my\s+\w+|it)\s+to|approach(?:ed|ing)?|inform(?:ed|ing)?|complain(?:ed|ing)?\s+to|report(?:ed|ing)?\s+(?:this|you|it)\s+to|speak(?:ing)?\s+(?:to|with)|spoke\s+(?:to|with)|talk(?:ing)?\s+(?:to|with))\s+(?:in\s+)?(?:your|the\s+company[’']s|the)\s+(?:\w+\s+){{0,2}}?{_SUPERIOR}\b",
    ),
    (
        "over_head",
        rf"(?:want|would\s+like|wish|ask|request|demand|like)\s+to\s+(?:speak|talk|be\s+put\s+through|take\s+this)\s+(?:up\s+)?(?:to|with)\s+(?:your|someone\s+(?:above|more\s+senior|higher))\s*(?:\w+\s+){{0,2}}?(?:{_SUPERIOR}\b|you\b)?",
    ),
    ("over_head", r"someone\s+(?:more\s+senior|above\s+you|higher\s+up|with\s+(?:more|real)\s+authority)"),
    (
        "over_head",
        r"\bescalat(?:e|ed|ing)\s+(?:this|it|the\s+matter|my\s+\w+)|go(?:ing)?\s+over\s+your\s+head|take\s+(?:this|it|the\s+matter)\s+(?:further|higher|up\s+with\s+(?:your|the))",
    ),
    (
        "over_head",
        r"(?:post|publish|share|write\s+about|leave)\s+(?:about\s+)?(?:this|it|a\s+(?:bad\s+|negative\s+|public\s+)?review|my\s+experience)\s+(?:\w+\s+)?(?:on|to|in)\s+(?:glassdoor|linkedin|social\s+media|kununu|google|twitter|the\s+(?:press|media|newspaper))",
    ),
    ("pleading", r"\bI(?:[’']m|\s+am)?\s+(?:\w+\s+)?(?:beg(?:ging)?|implor(?:e|ing)|plead(?:ing)?)\b"),
    ("pleading", r"please,?\s+please\b"),
    (
        "pleading",
        r"\bI(?:[’']m|\s+am|\s+have\s+been|[’']ve\s+been)\s+(?:\w+\s+)?(?:desperate|devastated|heartbroken|crushed)\b|\bdesperately\s+need",
    ),
    (
        "pleading",
        r"\bI\s+(?:really|desperately|urgently|badly|truly|absolutely|just)\s+(?:really\s+)?need\s+(?:this|the|a|your)\s+(?:job|position|post|work|role|opportunity|chance|income)",
    ),
    (
        "pleading",
        r"(?:give|grant|allow)\s+me\s+(?:just\s+)?(?:(?:a|one|another|one\s+(?:more|last)|a\s+(?:second|last|final|fair))\s+)?chance\b(?!\s+to\s+(?:explain|say|add|tell))",
    ),
    (
        "pleading",
        r"(?:one|a)\s+(?:more|last|final|second)\s+chance\b(?!\s+to\s+(?:explain|say|add|tell))|(?:my\s+)?last\s+(?:hope|chance)\b",
    ),
    (
        "pleading",
        r"\bI(?:[’']ll|\s+will|\s+would|[’']d|[’']m\s+(?:willing|ready|prepared)\s+to|\s+am\s+(?:willing|ready|prepared)\s+to)\s+(?:do\s+(?:anything|whatever)|(?:even\s+)?work\s+(?:for\s+(?:free|nothing|less|half)|without\s+pay|unpaid)|take\s+any(?:thing)?|accept\s+(?:any|a\s+lower|less|half))",
    ),
    (
        "pleading",
        r"my\s+(?:\w+\s+)?(?:family|children|kids|wife|husband|parents)\s+(?:\w+\s+){0,2}?(?:depends?|rel(?:y|ies|ying)|counts?|needs?|starv\w+)\s*(?:on)?",
    ),
    (
        "pleading",
        r"(?:can[’']t|can\s?not|unable\s+to|could\s+not|need\s+to|have\s+to|how\s+to)\s+(?:\w+\s+)?(?:pay|cover|meet|afford)\s+(?:my|our|the)\s+(?:rent|bills|mortgage|debts?)|(?:lose|losing)\s+(?:my|our)\s+(?:home|house|flat|apartment)",
    ),
    (
        "pleading",
        r"\bI\s+(?:have\s+)?cried\b|\bcrying\s+(?:all|since|for)\b|can[’']t\s+(?:sleep|eat)\b|broke\s+my\s+heart",
    ),
    (
        "pleading",
        r"(?:have|show)\s+(?:some\s+)?(?:mercy|pity)\b|from\s+the\s+bottom\s+of\s+my\s+heart\b|\bon\s+my\s+knees\b",
    ),
    (
        "second_reminder",
        r"(?:my|the)\s+(?:(?:\w+\s+){0,2}?(?:second|third|fourth|fifth|2nd|3rd|4th|two|three|four|several|many|previous|earlier|last|numerous|other|first))\s+(?:\w+\s+)?(?:e-?mails?|messages?|letters?|reminders?|notes?|calls?|voicemails?|follow-?ups?)\b(?=[^.?!]{0,80}\b(?:no|not|n[’']t|without|never|yet|still|again|unanswered|ignored)\b)",
    ),
    (
        "second_reminder",
        r"(?:no|not|n[’']t|never|yet\s+to|still\s+(?:waiting|no))\b[^.?!]{0,50}\b(?:repl(?:y|ied)|response|respond(?:ed)?|answer(?:ed)?|hear(?:d)?|word)\b[^.?!]{0,30}\b(?:to|about|since|on)\s+(?:any\s+of\s+)?(?:my|the)\s+(?:\w+\s+){0,2}?(?:e-?mails?|messages?|letters?|reminders?|notes?|calls?|voicemails?|follow-?ups?)\b",
    ),
    (
        "second_reminder",
        r"(?:this\s+is|it\s+is|here\s+is)\s+(?:already\s+|now\s+)?(?:my|the)\s+(?:second|third|fourth|fifth|2nd|3rd|4th|last|final|next)\s+(?:\w+\s+)?(?:e-?mail|message|letter|reminder|attempt|time\s+(?:I|that\s+I))",
    ),
    (
        "second_reminder",
        r"(?:follow(?:ing)?\s+up|writ(?:e|ing)(?:\s+to\s+you)?|remind(?:ing)?(?:\s+you)?|ask(?:ing)?|check(?:ing)?\s+in|reach(?:ing)?\s+out)\s+(?:\w+\s+)?(?:(?:yet\s+)?once\s+(?:again|more)|(?:yet\s+)?again)\b",
    ),
    (
        "second_reminder",
        r"\b(?:another|one\s+more|second|third|gentle|friendly|final)\s+reminder\b|\bbump(?:ing)?\s+(?:this|my)\b|\bas\s+(?:I\s+)?(?:wrote|mentioned|said|stated)\s+in\s+my\s+(?:last|previous|earlier|first|second)\s+(?:e-?mail|message|letter|note)",
    ),
    (
        "second_reminder",
        r"\bI\s+(?:have\s+)?(?:already\s+)?(?:wrote|written|emailed|messaged|called|sent\s+you)\b[^.?!]{0,60}\b(?:twice|three\s+times|several\s+times|last\s+week|two\s+weeks\s+ago|a\s+(?:week|month)\s+ago|many\s+times)\b[^?!]{0,60}\b(?:no|not|n[’']t|never|without)\b[^.?!]{0,20}\b(?:repl\w+|answer\w*|respon\w+|hear\w*)",
    ),
    (
        "dismissal",
        r"\b(?:appeal(?:ing)?|contest(?:ing)?|challeng(?:e|ing)|disput(?:e|ing)|object(?:ing)?\s+to|grievance)\b[^.?!]{0,60}\b(?:my|the|this)\s+(?:\w+\s+)?(?:dismissal|termination|firing|redundancy|lay-?off|suspension)\b",
    ),
    (
        "dismissal",
        r"\b(?:appeal(?:ing)?|contest(?:ing)?|challeng(?:e|ing)|disput(?:e|ing))\b[^.?!]{0,60}\b(?:dismiss|terminate|fire)\b(?:\s+me|\s+my)?",
    ),
    (
        "dismissal",
        r"\b(?:unfair(?:ly)?|wrongful(?:ly)?|unlawful(?:ly)?|unjust(?:ly)?)\s+(?:dismiss(?:al|ed)|terminat(?:ion|ed)|fired|sacked|laid\s+off)\b",
    ),
    (
        "dismissal",
        r"\byou\s+(?:have\s+)?(?:fired|dismissed|sacked|terminated)\s+(?:me|my)\b|\breinstat(?:e|ement|ing)\b(?:\s+me|\s+my|\s+in)?",
    ),
    ("dismissal", r"\b(?:my|the)\s+(?:disciplinary|dismissal)\s+(?:hearing|meeting|letter)\b"),
)

PHRASES: tuple[tuple[_Code, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"(?<!\w)(?:{pattern})", re.I)) for code, pattern in _PATTERNS
)
