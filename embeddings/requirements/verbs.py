"""Whether a phrase begins with a verb, as duties do ("reconcile the accounts and prepare the return")."""

from __future__ import annotations

from embeddings.words import stem

_VERBS = """
accept access achieve act adapt adhere adjust administer advise advocate align allocate analyse analyze answer apply
appraise approve arrange assemble assess assign assist attend audit authorise authorize automate balance bake be bill
book brief bring budget build buy calculate calibrate call care carry cash catalogue chair change charge chart chase
check choose clean clear close coach code collaborate collate collect commission communicate compile complete compose
conduct configure confirm connect consult contact contribute control cook coordinate correct count counsel cover
create cultivate curate cut deal debug decide decorate define delegate deliver demonstrate deploy design detect
determine develop devise diagnose direct discuss dispatch dispense distribute document draft draw dress drill drive
edit educate empty enable encourage enforce engage ensure enter escalate escort establish estimate evaluate examine
execute explain facilitate feed fell file fill find fit fix follow forecast form foster fund gather generate get give
go grade greet grow guide handle harvest help hire hold host identify implement improve influence inform initiate
inspect install instruct integrate interpret interview introduce inventory investigate invoice issue join keep label
lay lead learn liaise lift listen load log look maintain make manage map mark market measure mediate meet mentor mix
model moderate monitor motivate move navigate negotiate network nurse observe obtain offer onboard open operate order
organise organize oversee own pack paint participate patrol pay perform photograph pick pitch plan plant play position
post prepare present prevent price prioritise prioritize process procure produce program programme promote proofread
propose prospect protect provide prune publish pull purchase push qualify raise read receive recommend reconcile
record recover recruit refer register rehearse reduce remind remove repair replace reply report represent research
resolve respond restock retrieve review revise roster rotate route run safeguard sample scaffold scan schedule screen
sell send serve service set setup sew shape share ship shoot show sign simplify sit sketch solve sort source speak
spot staff steer stock strengthen structure study submit supervise supply support survey tailor take teach test think
tidy trace track trade train transcribe translate transport travel treat troubleshoot tune turn type undertake
understand update upgrade upload use validate verify visit wash watch weigh welcome weld wire work wrap write
"""
_STEMS = frozenset(stem(verb) for verb in _VERBS.split())
_ADVERBS = frozenset(
    "also then independently accurately actively confidently effectively regularly safely jointly to".split()
)


def begins_with_verb(phrase: list[str]) -> bool:
    """True where the first word, adverbs aside, can be a verb in its base form, -s or -ing form."""
    for word in phrase[:3]:
        lower = word.casefold()
        if lower in _ADVERBS or lower.endswith("ly"):
            continue
        return not lower.endswith("ed") and stem(lower) in _STEMS
    return False


def verb_form(phrase: list[str]) -> str:
    """ "ing", "s" or "base" for a phrase that begins with a verb, else ""."""
    if not phrase or not begins_with_verb(phrase):
        return ""
    first = next((w.casefold() for w in phrase if not w.casefold().endswith("ly")), "")
    if first.endswith("ing"):
        return "ing"
    return "s" if first.endswith("s") and not first.endswith("ss") else "base"
