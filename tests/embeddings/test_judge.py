"""The judge from end to end, on candidates of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from embeddings.encoder import Encoder, SentenceEncoder
from embeddings.judge import load_judge
from embeddings.judge.model import Candidate, Judge, Judgement, Passage
from embeddings.passages import passages_of_answer, passages_of_resume
from embeddings.requirements.model import Kind, Requirement
from parsers.dates import Month
from parsers.limits import Limits
from parsers.readers.text import read_text
from parsers.resume import parse_resume

TODAY = Month(2026, 11)
Lines = Callable[[str], tuple[Passage, ...]]
Asked = Callable[..., Requirement]

CARETAKER = """
work/School Caretaker, Hill Road School | Apr 2017 – present: Open and lock up the buildings every day
work/School Caretaker, Hill Road School | Apr 2017 – present: Repair taps, locks, desks and doors
work/School Caretaker, Hill Road School | Apr 2017 – present: Check fire extinguishers monthly and keep the log book
work/School Caretaker, Hill Road School | Apr 2017 – present: The boiler is serviced by an outside firm
volunteer/Treasurer, Allotment Society | 2015 – 2022: Kept the accounts of 140 plot holders in QuickBooks
volunteer/Treasurer, Allotment Society | 2015 – 2022: Reconciled the bank statement every month
education: City & Guilds Plumbing, level 2, 2010
certificates: First aid at work, valid to 2028
certificates: IPAF scissor lift course booked for March
skills: Word, Excel, hand tools
languages: English, Punjabi (fluent)
"""
NURSE = """
summary: Registered nurse with eleven years on hospital wards
work/Staff Nurse, Leith General | Sep 2015 – present: Give intravenous antibiotics and monitor patients after surgery
work/Staff Nurse, Leith General | Sep 2015 – present: Mentor student nurses on their first placement
work/Staff Nurse, Leith General | Sep 2015 – present: Write discharge letters and hand over to community teams
work/Staff Nurse, Leith General | Sep 2015 – present: The rota is made by the ward manager
work/Care Assistant, Elm Court | 2012 – 2015: Helped residents with dementia to wash, dress and eat
education: BSc Adult Nursing, Queen Margaret University, 2015
education: MSc Public Health, in progress
certificates: NMC registration, current
certificates: Driving licence, provisional
skills: EMIS, SystmOne, Excel
languages: English, basic French
"""
DEVELOPER = """
work/Software Developer, Ferry Tickets | Jan 2021 – present: Built the booking service in Java and Spring Boot
work/Software Developer, Ferry Tickets | Jan 2021 – present: Moved nightly jobs from cron to Kubernetes
work/Software Developer, Ferry Tickets | Jan 2021 – present: Write unit and integration tests for every change
work/Software Developer, Ferry Tickets | Jan 2021 – present: Our designers draw the screens in Figma
work/Support Technician, City Library | 2018 – 2020: Answered forty calls a day and closed tickets in Zendesk
education: BSc Computer Science, Aarhus, 2018
skills: PostgreSQL, Docker, Git, Terraform
languages: Danish (native), English C1, German B1
"""
WAITER = """
work/Waiter, Hotel Adler | May 2022 – present: Serve up to sixty covers a night and explain the wine list
work/Waiter, Hotel Adler | May 2022 – present: Take payments and balance the till at closing
work/Waiter, Hotel Adler | May 2022 – present: Train new staff in silver service
work/Warehouse Picker, Parcel Hub | Jun 2020 – Apr 2022: Picked orders with a handheld scanner on night shifts
education: High school diploma
certificates: Food hygiene certificate, expired 2021
skills: Excel
interests: Interested in learning Photoshop
languages: Spanish (native), English B2
"""

#: Candidate, requirement, kind, and the answer that a fair recruiter would give.
TABLE: list[tuple[str, str, Kind, str]] = [
    (CARETAKER, "routine building repairs", "skill", "met"),
    (CARETAKER, "fire safety checks", "skill", "met"),
    (CARETAKER, "keyholding duties", "experience", "met"),
    (CARETAKER, "bookkeeping", "skill", "met"),
    (CARETAKER, "bank reconciliation", "skill", "met"),
    (CARETAKER, "QuickBooks", "tool", "met"),
    (CARETAKER, "5 years of caretaking", "experience", "met"),
    (CARETAKER, "15 years of caretaking", "experience", "partial"),
    (CARETAKER, "boiler servicing", "skill", "missing"),
    (CARETAKER, "IPAF licence", "certification", "missing"),
    (CARETAKER, "first aid certificate", "certification", "met"),
    (CARETAKER, "fluent Punjabi or Urdu", "language", "met"),
    (CARETAKER, "fluent Polish", "language", "missing"),
    (CARETAKER, "experience of Excel reporting", "tool", "partial"),
    (CARETAKER, "forklift licence", "licence", "missing"),
    (CARETAKER, "degree in facilities management", "education", "missing"),
    (CARETAKER, "tree surgery", "skill", "missing"),
    (CARETAKER, "swimming pool plant operation", "skill", "missing"),
    (CARETAKER, "payroll", "skill", "missing"),
    (CARETAKER, "plumbing qualification", "education", "met"),
    (NURSE, "intravenous medication", "skill", "met"),
    (NURSE, "post-operative care", "experience", "met"),
    (NURSE, "mentoring students", "skill", "met"),
    (NURSE, "current NMC registration", "licence", "met"),
    (NURSE, "degree in nursing", "education", "met"),
    (NURSE, "Master's degree in public health", "education", "partial"),
    (NURSE, "dementia care", "experience", "met"),
    (NURSE, "10 years of nursing", "experience", "met"),
    (NURSE, "full driving licence", "licence", "partial"),
    (NURSE, "planning staff rotas", "skill", "missing"),
    (NURSE, "fluent French", "language", "partial"),
    (NURSE, "fluent Arabic", "language", "missing"),
    (NURSE, "prescribing qualification", "certification", "missing"),
    (NURSE, "experience in a hospice", "experience", "missing"),
    (NURSE, "SystmOne", "tool", "met"),
    (NURSE, "midwifery registration", "licence", "missing"),
    (NURSE, "discharge planning", "skill", "met"),
    (NURSE, "clinical research trials", "experience", "missing"),
    (NURSE, "immunising children", "skill", "missing"),
    (NURSE, "budget management", "skill", "missing"),
    (DEVELOPER, "Java", "tool", "met"),
    (DEVELOPER, "JavaScript", "tool", "missing"),
    (DEVELOPER, "Spring Boot", "tool", "met"),
    (DEVELOPER, "automated testing", "skill", "met"),
    (DEVELOPER, "Kubernetes in production", "tool", "met"),
    (DEVELOPER, "5 years of Java", "experience", "met"),
    (DEVELOPER, "10 years of Java", "experience", "partial"),
    (DEVELOPER, "Figma", "tool", "missing"),
    (DEVELOPER, "relational databases", "skill", "met"),
    (DEVELOPER, "experience with Terraform", "tool", "partial"),
    (DEVELOPER, "degree in computer science", "education", "met"),
    (DEVELOPER, "PhD in computer science", "education", "missing"),
    (DEVELOPER, "fluent German", "language", "partial"),
    (DEVELOPER, "native Danish", "language", "met"),
    (DEVELOPER, "customer support", "experience", "met"),
    (DEVELOPER, "iOS development in Swift", "skill", "missing"),
    (DEVELOPER, "managing a team of engineers", "experience", "missing"),
    (DEVELOPER, "AWS certification", "certification", "missing"),
    (DEVELOPER, "embedded C", "tool", "missing"),
    (DEVELOPER, "Git", "tool", "met"),
    (WAITER, "table service", "experience", "met"),
    (WAITER, "cash handling", "skill", "met"),
    (WAITER, "wine knowledge", "skill", "met"),
    (WAITER, "training colleagues", "skill", "met"),
    (WAITER, "three years in hospitality", "experience", "met"),
    (WAITER, "ten years in hospitality", "experience", "partial"),
    (WAITER, "order picking", "experience", "met"),
    (WAITER, "willing to work nights", "logistics", "met"),
    (WAITER, "valid food hygiene certificate", "certification", "partial"),
    (WAITER, "Photoshop", "tool", "missing"),
    (WAITER, "native Spanish", "language", "met"),
    (WAITER, "English at C1", "language", "partial"),
    (WAITER, "high school diploma or equivalent", "education", "met"),
    (WAITER, "degree in hotel management", "education", "missing"),
    (WAITER, "cocktail making", "skill", "missing"),
    (WAITER, "forklift licence", "licence", "missing"),
    (WAITER, "menu planning", "skill", "missing"),
    (WAITER, "stock ordering", "skill", "missing"),
    (WAITER, "driving licence", "licence", "missing"),
    (WAITER, "CAD drawing", "skill", "missing"),
]


@pytest.fixture(scope="session")
def judge(encoder: Encoder) -> Judge:
    return load_judge(encoder)


@pytest.fixture
def answers(judge: Judge, lines_of: Lines, asked: Asked) -> Callable[..., list[Judgement]]:
    """Judgements of `(quote, kind)` pairs on a résumé given as lines."""

    def make(lines: str, *pairs: tuple[str, Kind]) -> list[Judgement]:
        requirements = [asked(quote, kind, number) for number, (quote, kind) in enumerate(pairs, start=1)]
        return judge.judge(requirements, Candidate(lines_of(lines)), TODAY)

    return make


def test_most_answers_are_a_fair_recruiters(answers: Callable[..., list[Judgement]]) -> None:
    """80 requirements on four résumés: 68 right (85 %) when written; 60 (75 %) are the least that will do."""
    right, wrong = 0, []
    for resume in (CARETAKER, NURSE, DEVELOPER, WAITER):
        rows = [(quote, kind, status) for owner, quote, kind, status in TABLE if owner is resume]
        for judgement, (quote, _, status) in zip(
            answers(resume, *((quote, kind) for quote, kind, _ in rows)), rows, strict=True
        ):
            right += judgement.status == status
            wrong += [] if judgement.status == status else [f"{quote}: {judgement.status}, not {status}"]
    assert len(TABLE) == 80
    assert right >= FLOOR, "\n".join([f"{right} of {len(TABLE)} right", *wrong])


FLOOR = 60


@pytest.mark.parametrize(
    ("quote", "kind", "evidence"),
    [
        ("Reconciled the bank statement every month", "skill", "Reconciled the bank statement every month"),
        ("Repair taps, locks, desks and doors", "skill", "Repair taps, locks, desks and doors"),
        ("First aid at work", "certification", "First aid at work, valid to 2028"),
        pytest.param(
            "keeping accounts in QuickBooks",
            "tool",
            "Kept the accounts of 140 plot holders in QuickBooks",
        ),
    ],
)
def test_plain_evidence_is_met_and_quoted_first(
    quote: str, kind: Kind, evidence: str, answers: Callable[..., list[Judgement]]
) -> None:
    (judgement,) = answers(CARETAKER, (quote, kind))
    assert judgement.status == "met"
    assert judgement.evidence[0].quote == evidence


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("commercial diving ticket", "certification"),
        ("fluent Icelandic", "language"),
        ("PhD in marine biology", "education"),
        ("opera singing", "skill"),
        ("experience of drug discovery", "experience"),
        pytest.param(
            "helicopter pilot's licence",
            "licence",
        ),
    ],
)
def test_what_nothing_speaks_for_is_missing_without_evidence(
    quote: str, kind: Kind, answers: Callable[..., list[Judgement]]
) -> None:
    for resume in (CARETAKER, NURSE, WAITER):
        (judgement,) = answers(resume, (quote, kind))
        assert judgement.status == "missing"
        assert judgement.evidence == ()


@pytest.mark.parametrize(
    ("lines", "quote", "kind"),
    [
        ("certificates: Forklift test booked for March", "forklift licence", "licence"),
        ("certificates: Planning to take the CISSP exam in 2027", "CISSP", "certification"),
        ("summary: Hoping to learn Dutch next year", "Dutch", "language"),
        ("summary: Eager to learn Kubernetes", "Kubernetes", "tool"),
        ("education: BSc Nursing, second year, not yet completed", "degree in nursing", "education"),
        ("certificates: First aid certificate, expired 2019", "valid first aid certificate", "certification"),
        ("work/Clerk, Mill | 2015 – 2020: Payroll was run by the accountant", "payroll", "skill"),
        pytest.param(
            "work/Clerk, Mill | 2015 – 2020: No experience with SAP",
            "SAP",
            "tool",
        ),
    ],
)
def test_plans_lapses_and_other_peoples_work_do_not_meet(
    lines: str, quote: str, kind: Kind, answers: Callable[..., list[Judgement]]
) -> None:
    (judgement,) = answers(f"{lines}\nwork/Clerk, Mill | 2015 – 2020: Sorted the post\nskills: Word", (quote, kind))
    assert judgement.status != "met", judgement.why


def test_quotes_are_exact_and_the_same_input_gives_the_same_output(
    judge: Judge, lines_of: Lines, asked: Asked, forgetful: Callable[[], SentenceEncoder]
) -> None:
    requirements = [asked(quote, kind, n) for n, (_, quote, kind, _) in enumerate(TABLE[:20], start=1)]
    passages = lines_of(CARETAKER)
    text = "\n".join(p.text for p in passages)
    first = judge.judge(requirements, Candidate(passages), TODAY)
    assert first == judge.judge(requirements, Candidate(passages), TODAY)
    assert first == load_judge(forgetful()).judge(requirements, Candidate(passages), TODAY)
    for judgement in first:
        assert 0 <= judgement.confidence <= 1
        assert judgement.why.endswith(".")
        assert bool(judgement.evidence) == (judgement.status != "missing") or "written in English" in judgement.why
        assert all(text[e.start : e.end] == e.quote and len(e.quote) <= 300 for e in judgement.evidence)


def test_the_order_and_the_company_of_requirements_change_no_answer(
    judge: Judge, lines_of: Lines, asked: Asked
) -> None:
    requirements = [asked(quote, kind, n) for n, (_, quote, kind, _) in enumerate(TABLE[:20], start=1)]
    candidate = Candidate(lines_of(CARETAKER))
    together = {j.requirement.id: j.status for j in judge.judge(requirements, candidate, TODAY)}
    backwards = {j.requirement.id: j.status for j in judge.judge(requirements[::-1], candidate, TODAY)}
    alone = {r.id: judge.judge([r], candidate, TODAY)[0].status for r in requirements}
    assert together == backwards == alone


def test_no_passages_mean_missing_with_a_reason(judge: Judge, asked: Asked) -> None:
    (judgement,) = judge.judge([asked("Excel", "tool")], Candidate(()), TODAY)
    assert (judgement.status, judgement.evidence) == ("missing", ())
    assert judgement.why


def test_no_requirements_give_no_judgements(judge: Judge, lines_of: Lines) -> None:
    assert judge.judge([], Candidate(lines_of(NURSE)), TODAY) == []


def test_another_language_is_not_judged(judge: Judge, lines_of: Lines, asked: Asked) -> None:
    (judgement,) = judge.judge([asked("Excel", "tool")], Candidate(lines_of(NURSE), language="de"), TODAY)
    assert judgement.status == "not_judged"
    assert "English" in judgement.why


STORY = (
    "Since 2019 I have been treasurer of our food bank. I keep the books in QuickBooks and reconcile the bank account."
)


@pytest.mark.xfail(reason="books kept for a food bank are not yet taken for bookkeeping", strict=False)
def test_a_told_story_fills_what_the_resume_lacks_and_is_quoted(judge: Judge, lines_of: Lines, asked: Asked) -> None:
    told = passages_of_answer("a1", STORY, TODAY)
    candidate = Candidate((*lines_of(WAITER), *told))
    (judgement,) = judge.judge([asked("bookkeeping in QuickBooks", "skill")], candidate, TODAY)
    assert judgement.status in ("met", "partial")
    best = judgement.evidence[0]
    assert best.source == "answer:a1"
    assert STORY[best.start : best.end] == best.quote


@pytest.mark.parametrize(
    "story",
    [
        "At weekends I take photographs of birds in the marshes.",
        "My sister is an accountant and talks about it at dinner.",
        "I love long walks and my grandmother's soup.",
    ],
)
def test_an_idle_story_lifts_nothing(story: str, judge: Judge, lines_of: Lines, asked: Asked) -> None:
    requirements = [asked("bookkeeping in QuickBooks", "skill"), asked("forklift licence", "licence", 2)]
    before = judge.judge(requirements, Candidate(lines_of(WAITER)), TODAY)
    told = Candidate((*lines_of(WAITER), *passages_of_answer("a1", story, TODAY)))
    assert [j.status for j in judge.judge(requirements, told, TODAY)] == [j.status for j in before]


RESUME = """{name}
{contact}

Work experience

Bookkeeper, Mill Lane Garage
2016 – 2021
- Kept the ledgers in Sage and ran the payroll for twelve people
- Chased late invoices by telephone

Education

Diploma in Accounting, 2015
"""


@pytest.mark.parametrize(
    ("name", "contact"),
    [
        ("Mohammed Al-Rashid", "m.alrashid@example.org | 555-0111 | Lagos"),
        ("Siobhán O'Grady", "siobhan@example.com | 555-0122 | Cork"),
        ("Nguyễn Thị Hoa", "hoa.nguyen@example.net | 555-0133 | Hà Nội"),
    ],
)
def test_another_name_and_address_change_no_answer(name: str, contact: str, judge: Judge, asked: Asked) -> None:
    requirements = [
        asked("payroll", "skill", 1),
        asked("Sage", "tool", 2),
        asked("three years of bookkeeping", "experience", 3),
        asked("credit control", "skill", 4),
        asked("fluent Arabic", "language", 5),
        asked("diploma in accounting", "education", 6),
        asked("tree surgery", "skill", 7),
    ]

    def judged(name: str, contact: str) -> list[tuple[str, float, list[str]]]:
        resume = parse_resume(read_text(RESUME.format(name=name, contact=contact).encode(), Limits()))
        found = judge.judge(requirements, Candidate(passages_of_resume(resume)), TODAY)
        return [(j.status, j.confidence, [e.quote for e in j.evidence]) for j in found]

    assert judged(name, contact) == judged("John Smith", "john.smith@example.com | 555-0100 | London")


def test_work_told_in_a_sentence_among_skills_is_work_and_no_list(judge: Judge, lines_of: Lines, asked: Asked) -> None:
    """Some résumés are built by skills: what stands below them as whole sentences was done."""
    [told, named] = (
        replace(passage, kind="bullet")
        for passage in lines_of(
            "skills: Reconciled the bank statement of a club of ninety members with its ledger every month\n"
            "skills: Ledgers, reconciliation, Excel"
        )
    )
    assert (told.listed, told.place) == (False, "work")
    assert (named.listed, named.place) == (True, "skills")
    [judgement] = judge.judge([asked("reconciling bank statements")], Candidate((told, named)), TODAY)
    assert judgement.status == "met"
    assert "list" not in judgement.why


SPEAKER = "work/Clerk, Harbour Office | 2019 – 2024: Filed permits and answered the telephone\nlanguages: {languages}"


@pytest.mark.parametrize(
    ("quote", "languages", "status"),
    [
        ("English at C1", "Polish (native), English B1", "partial"),
        ("German at B2", "Polish (native), German B2", "met"),
        ("conversational Ndebele", "Shona is my mother tongue; Ndebele callers I leave to my colleague", "missing"),
        ("Dutch, enough for a supplier on the telephone", "Dutch (menus only)", "partial"),
        ("fluent Arabic", "English, French", "missing"),
    ],
)
def test_what_is_written_beside_a_language_counts(
    quote: str, languages: str, status: str, judge: Judge, lines_of: Lines, asked: Asked
) -> None:
    passages = lines_of(SPEAKER.format(languages=languages))
    [judgement] = judge.judge([asked(quote, "language")], Candidate(passages), TODAY)
    assert judgement.status == status


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ("I have kept the books of our rowing club since 2016 and pay the coach every month.", "partial"),
        ("From 2019 to 2023 I lived in Leeds with my sister; at work and at home we spoke English all day.", "met"),
    ],
)
def test_english_is_shown_by_a_story_about_it_not_by_a_story_in_it(
    story: str, status: str, judge: Judge, lines_of: Lines, asked: Asked
) -> None:
    resume = lines_of(SPEAKER.format(languages="Polish (native), English B1"))
    told = passages_of_answer("u1", story, TODAY)
    [judgement] = judge.judge([asked("fluent English", "language")], Candidate((*resume, *told)), TODAY)
    assert judgement.status == status


@pytest.mark.parametrize(
    ("quote", "line", "status"),
    [
        (
            "Bachelor's degree or paralegal certificate",
            "Paralegal certificate, Mill Creek College: 4 of 7 courses completed",
            "partial",
        ),
        ("a finished apprenticeship as a joiner", "Apprenticeship as a joiner, examination passed, 2014", "met"),
        ("PhD in chemistry", "Secondary school, 2014", "missing"),
    ],
)
def test_what_will_do_instead_of_a_degree_is_weighed(
    quote: str, line: str, status: str, judge: Judge, lines_of: Lines, asked: Asked
) -> None:
    passages = lines_of(f"work/Assistant, Reed & Moss | 2015 – 2024: Kept the files\neducation: {line}")
    [judgement] = judge.judge([asked(quote, "education")], Candidate(passages), TODAY)
    assert judgement.status == status
