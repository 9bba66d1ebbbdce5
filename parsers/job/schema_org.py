"""An advertisement in the terms of https://schema.org/JobPosting."""

from __future__ import annotations

from parsers.job.model import JobPosting, SectionName

#: Part of the advertisement → property of JobPosting with a list of statements. schema.org has no word of its own for
#: what is only wished for, and defines `qualifications` widely enough for it.
_LISTS: dict[SectionName, str] = {
    "qualifications": "qualifications",
    "preferred": "qualifications",
    "responsibilities": "responsibilities",
    "benefits": "jobBenefits",
}
#: Part of the advertisement → property of JobPosting with running text.
_TEXTS: dict[SectionName, str] = {"description": "description", "organization": "employerOverview"}


def to_job_posting(job: JobPosting) -> dict[str, object]:
    """JSON-ready; keys that have nothing to say are absent, lists hold statements in the advertisement's own words.

    `title` str, `hiringOrganization` {name}, `jobLocation` {address}, `qualifications`, `responsibilities` and
    `jobBenefits` list[str], `description` and `employerOverview` str.
    """
    posting: dict[str, object] = {"@context": "https://schema.org", "@type": "JobPosting"}
    if job.title:
        posting["title"] = job.title
    if job.organization:
        posting["hiringOrganization"] = {"@type": "Organization", "name": job.organization}
    if job.location:
        posting["jobLocation"] = {"@type": "Place", "address": job.location}
    for name in dict.fromkeys(_LISTS.values()):
        said = [each.text for each in job.statements if _LISTS.get(each.section) == name and each.kind != "heading"]
        if said:
            posting[name] = said
    for section, name in _TEXTS.items():
        said = [each.text for each in job.statements if each.section == section and each.kind != "heading"]
        if said:
            posting[name] = " ".join(said)
    return posting
