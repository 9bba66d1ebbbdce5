"""`index.html` opens offline, and nothing in it can come from a document as code."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

from service.batch.export import Job, Scored
from service.batch.model import Batch, Failure, Trouble
from service.batch.page import page
from service.batch.pool import Pool
from service.batch.table import Row

EVIL = "</script><img src=x onerror=alert(1)>"


def row(number: int) -> Row:
    counts = dict.fromkeys(("must_met", "must_partial", "must_missing", "nice_met", "nice_partial", "nice_missing"), 0)
    return Row(
        id=f"{number:016x}",
        file=f"cvs/{number}{EVIL}.pdf",
        copies=(),
        copy_count=0,
        media_type="application/pdf",
        pages=1,
        coverage=0.5,
        must_coverage=0.5,
        nice_coverage=None,
        statuses="mx",
        counts=counts | {"not_judged": 0, "must_met": 1, "must_missing": 1},
        work_years=3.5,
        volunteer_years=0.0,
        warnings=(),
    )


def drawn(rows: int, jobs: int = 1, blind: bool = False) -> str:
    asked = (("r1", f"know{EVIL}", "must", "skill"), ("r2", "cook", "must", "skill"))
    made = [Job(f"key{number}", f"ad{number}.txt", EVIL, "", asked) for number in range(jobs)]
    scored = Scored(
        {job.key: [(1, row(number)) for number in range(rows)] for job in made},
        {job.key: Pool.of(asked) for job in made},
        {},
    )
    troubles = [Trouble(f"bad{EVIL}", Failure(code="damaged", message="Broken.", advice="Mend it."), resume="ab" * 32)]
    return page(scored, made, troubles, Batch(("cvs",), ("ad.txt",), "out", blind=blind))


def with_unjudged(judged: int, unjudged: int) -> str:
    asked = (("r1", "Keep the ledger", "must", "skill"), ("r2", "word " * 60, "nice", "skill"))
    nothing = replace(row(0), coverage=None, must_coverage=None, statuses="nn", warnings=("not_judged",))
    rows = [(1, row(number)) for number in range(judged)] + [(None, nothing)] * unjudged
    job = Job("key", "ad.txt", "Cook", "", asked)
    return page(Scored({"key": rows}, {"key": Pool.of(asked)}, {}), [job], [], Batch(("cvs",), ("ad.txt",), "out"))


def data(html: str) -> list[dict]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL).group(1))


def test_everything_is_in_the_file() -> None:
    html = drawn(3)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:|//)|@import|url\(""", html)


def test_only_the_script_that_is_ours_may_run() -> None:
    html = drawn(1)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL).group(1)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'" in html


def test_words_from_outside_are_never_markup() -> None:
    html = drawn(2, jobs=2)
    assert "<img" not in html
    assert data(html)[0]["rows"][0][2] == f"cvs/0{EVIL}.pdf"


def test_thousands_of_rows_are_data_and_no_elements() -> None:
    html = drawn(5_000)
    assert len(data(html)[0]["rows"]) == 5_000
    assert html.count("<tr") < 50


def test_beyond_what_a_browser_takes_the_first_are_shown_and_that_is_said() -> None:
    html = drawn(15_000, jobs=2)
    assert [len(job["rows"]) for job in data(html)] == [10_000, 10_000]
    assert "The first 10000 of 15000 are shown here." in html


def test_how_many_could_not_be_judged_is_counted_over_all_even_those_beyond_what_a_browser_takes() -> None:
    [job] = data(with_unjudged(19_999, 3))
    assert (job["unjudged"], len(job["rows"]), job["rows"][-1][0], job["rows"][-1][3]) == (3, 20_000, None, None)


def test_a_numbered_legend_names_every_requirement_and_cuts_the_long_ones() -> None:
    legend = re.search(r"What the numbers stand for</h3>(.*?)</ol>", with_unjudged(1, 0), re.DOTALL).group(1)
    first, second = re.findall(r"<li[^>]*><span>(\d+)</span> (.*?)</li>", legend)
    assert first == ("1", "Keep the ledger")
    assert second[0] == "2"
    assert second[1].endswith("word …")
    assert len(second[1]) <= 90


@pytest.mark.parametrize(("blind", "named"), [(False, True), (True, False)])
def test_a_blind_page_does_not_name_the_files_that_failed(blind: bool, named: bool) -> None:
    assert ("<strong>bad" in drawn(1, blind=blind)) == named


def test_a_run_without_usable_advertisements_still_has_a_page() -> None:
    assert "could not be used" in drawn(0, jobs=0)
