"""What a job advertisement says: its head, its parts and its statements."""

from parsers.job.model import JobPosting, Section, SectionName, Statement, StatementKind
from parsers.job.posting import parse_job
from parsers.job.schema_org import to_job_posting

__all__ = ["JobPosting", "Section", "SectionName", "Statement", "StatementKind", "parse_job", "to_job_posting"]
