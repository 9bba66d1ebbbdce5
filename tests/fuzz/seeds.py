"""Inputs to start from, made from `samples/`: small documents of every format, with nothing compressed in them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import markdown_it
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_SAMPLES = Path(__file__).parents[2] / "samples"
#: Characters of a sample that make a seed: large seeds mutate slowly.
_LENGTH = 600
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
)


def write_seeds(folder: Path) -> None:
    """Write the seeds of each target into a folder of its name."""
    for number, sample in enumerate(sorted(_SAMPLES.glob("*/resume.md"))[:4]):
        text = sample.read_text(encoding="utf-8")[:_LENGTH]
        made = {
            "text": text.encode(),
            "markdown": text.encode(),
            "html": _page(text).encode(),
            "rtf": _rich_text(text),
            "odt": _open_document(text).encode(),
            "pdf": _pdf(text),
            "json_resume": _json_resume(text).encode(),
            "json_ld": _json_ld(text).encode(),
            "linkedin": b"First Name,Last Name,Company Name,Title,Started On,Finished On,Name\n"
            b'Anna,Example,"Hobbs, Ltd",Baker,Mar 2019,,Rye\n',
        }
        for target, content in made.items():
            _write(folder / target / str(number), content)
            _write(folder / "sniffing" / f"{target}-{number}", content)
    for number, sample in enumerate(sorted(_SAMPLES.glob("*/resume.docx"))[:3]):
        with zipfile.ZipFile(sample) as archive:
            _write(folder / "docx" / str(number), archive.read("word/document.xml"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _page(text: str) -> str:
    body = markdown_it.MarkdownIt().render(text)
    return f"<!doctype html><title>Anna</title><nav><a href='/'>Jobs</a></nav><style>p{{color:#000}}</style>{body}"


def _rich_text(text: str) -> bytes:
    lines = "\\par\n".join(line.replace("\\", "\\\\") for line in text.splitlines())
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\b Anna\\b0\\par " + lines.encode("cp1252", "replace") + b"}"


def _open_document(text: str) -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.replace("&", "").replace("<", "").splitlines())
    table = "<table:table><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell></table:table-row>"
    return f"{_ODT}{lines}{table}</table:table></office:text></office:body></office:document-content>"


def _pdf(text: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=0, invariant=1)
    for number, line in enumerate(text.splitlines()[:30]):
        canvas.setFont("Helvetica-Bold" if line.startswith("#") else "Helvetica", 10)
        canvas.drawString(60 + 260 * (number % 2), 780 - 14 * number, line[:60])
    canvas.line(50, 700, 500, 700)
    canvas.rect(50, 400, 100, 20, fill=1)
    canvas.save()
    return target.getvalue()


def _json_resume(text: str) -> str:
    job = {"name": "Hobbs Ltd", "position": "Baker", "startDate": "2019-03", "highlights": text.splitlines()[:5]}
    return json.dumps({"basics": {"name": "Anna Example", "email": "anna@example.org"}, "work": [job], "skills": []})


def _json_ld(text: str) -> str:
    posting = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Baker", "description": text[:400]}
    return json.dumps({**posting, "hiringOrganization": {"@type": "Organization", "name": "Hobbs Ltd"}})
