"""`overlooked audit`: selection and scoring rates by group, from the results of a batch."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.output import checked_target, keep_inputs, print_bytes, write_text

_PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("results")
@click.option("--groups", required=True, metavar="FILE.csv", help="id (or file), sex, race_ethnicity.")
@click.option(
    "--threshold",
    "thresholds",
    type=click.FloatRange(0, 1),
    multiple=True,
    metavar="SHARE",
    help="Score from which on somebody counts as selected, 0 to 1; may be repeated.",
)
@click.option(
    "--score",
    type=click.Choice(["coverage", "musts"]),
    default="coverage",
    show_default=True,
    help="What people are scored by: coverage, or musts and among equals the rest, as the ranking goes.",
)
@click.option("--job", metavar="NAME", help="One advertisement only, named as in results.csv; otherwise each.")
@click.option(
    "--small",
    type=click.FloatRange(0, 0.02),
    default=0.02,
    show_default=True,
    metavar="SHARE",
    help="Share below which a category is left out of the impact ratios; 0 leaves none out.",
)
@click.option("--html", type=_PATH, metavar="FILE", callback=checked_target, help="Write the tables as a page.")
@click.option("--csv", "as_csv", type=_PATH, metavar="FILE", callback=checked_target, help="Write them as CSV.")
def audit(
    results: str,
    groups: str,
    thresholds: tuple[float, ...],
    score: str,
    job: str | None,
    small: float,
    html: Path | None,
    as_csv: Path | None,
) -> None:
    """Rates and impact ratios by sex, race/ethnicity and both, as New York City's Local Law 144 defines them.

    RESULTS is the output folder of `overlooked batch`, or its results.csv, on this machine or at an address such as
    s3://bucket/results. Without --html and --csv the table is printed as CSV.
    """
    given = [Path(one) for one in (results, groups) if "://" not in one]
    keep_inputs(html, *given)
    keep_inputs(as_csv, *given)
    from service.batch.audit.places import name_of
    from service.batch.audit.rates import audit as audited
    from service.batch.audit.reading import examples, read_applications
    from service.batch.audit.writing import audit_csv, audit_page

    joined = read_applications(results, groups, job, score)
    audits = [
        audited(name, found, thresholds, small, joined.unjudged[name], score) for name, found in joined.by_job.items()
    ]
    for one in audits:
        if one.unjudged:
            were = "résumé was not judged and is" if one.unjudged == 1 else "résumés were not judged and are"
            click.echo(f"“{one.job}”: {one.unjudged} {were} left out.", err=True)
    if joined.unmatched:
        lines = "1 line" if len(joined.unmatched) == 1 else f"{len(joined.unmatched)} lines"
        which = examples(joined.unmatched)
        click.echo(
            f"Not used, since they fit no résumé in the results: {lines} of “{name_of(groups)}”, {which}.", err=True
        )
    if html:
        write_text(audit_page(audits, f"“{name_of(results)}”", len(joined.unmatched), small), html)
    if as_csv:
        write_text(audit_csv(audits), as_csv)
    if not html and not as_csv:
        print_bytes(audit_csv(audits).encode())
