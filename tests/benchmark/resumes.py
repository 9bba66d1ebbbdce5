"""Made-up résumés for measuring: each different, made of lines of our own samples, in several formats."""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
FIRST = "Ada Bela Cora Dan Edda Finn Gesa Hal Ines Jon Kaya Lev Mara Nils Oda Per Quin Rosa Sven Tova".split()
LAST = "Abel Brandt Castell Dorn Eames Falk Grove Hale Iver Jansen Kirk Lund Moor Nash Oakes Pryor".split()
EMPLOYERS = "Harbour Bakery,North Street Clinic,Elm School,Kite Logistics,Fern & Sons,City Library,Lake Hotel".split(
    ","
)
TITLES = "Assistant,Clerk,Coordinator,Technician,Team Lead,Trainee,Specialist".split(",")
#: What a mixed folder is made of, in this order again and again.
MIXED = ("pdf", "docx", "pdf", "txt", "pdf", "docx", "html", "pdf", "md", "rtf")
#: Posts of an ordinary résumé.
POSTS = (2, 4)


def lines_to_draw_from() -> list[str]:
    """Bullets of our sample résumés."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("samples/*/resume.md")))
    return sorted(
        {line.lstrip("-* ").strip() for text in texts for line in text.splitlines() if line[:2] in ("- ", "* ")}
    )


def made_up_resume(number: int, lines: list[str], posts: tuple[int, int] = POSTS, fresh: bool = True) -> list[str]:
    """The lines of one résumé; the same number gives the same. With `fresh`, hardly any line is met twice."""
    chance = random.Random(number)  # noqa: S311
    first, last = chance.choice(FIRST), chance.choice(LAST)
    text = [f"{first} {last}", f"{first.lower()}.{last.lower()}{number}@example.com", "", "Experience", ""]
    year = 2026
    for _ in range(chance.randint(*posts)):
        start = year - chance.randint(1, 5)
        text.append(f"{chance.choice(TITLES)}, {chance.choice(EMPLOYERS)}, {start} - {year}")
        drawn = chance.sample(lines, chance.randint(3, 6))
        text += [f"- {_varied(line, chance) if fresh else line}" for line in drawn]
        text.append("")
        year = start
    return [*text, "Education", "", f"Diploma, {chance.choice(EMPLOYERS)} College, {year}"]


def _varied(line: str, chance: random.Random) -> str:
    """Other numbers, so that hardly any line is met twice."""
    return re.sub(r"\d+", lambda _: str(chance.randint(2, 90)), line) + f" ({chance.randint(2, 400)} a year)"


def make_folder(
    folder: Path, count: int, form: str, posts: tuple[int, int] = POSTS, fresh: bool = True, first: int = 0
) -> None:
    """Write so many résumés: all in one format, or "mixed"."""
    lines = lines_to_draw_from()
    for number in range(first, first + count):
        kind = MIXED[number % len(MIXED)] if form == "mixed" else form
        text = made_up_resume(number, lines, posts, fresh)
        (folder / f"{number:06}.{kind}").write_bytes(WRITERS[kind](text))


def _as_text(text: list[str]) -> bytes:
    return "\n".join(text).encode()


def _as_markdown(text: list[str]) -> bytes:
    headings = {"Experience", "Education"}
    return "\n".join(f"## {line}" if line in headings else line for line in text).encode()


def _as_html(text: list[str]) -> bytes:
    def element(line: str) -> str:
        if line in ("Experience", "Education"):
            return f"<h2>{line}</h2>"
        return f"<ul><li>{html.escape(line[2:])}</li></ul>" if line[:2] == "- " else f"<p>{html.escape(line)}</p>"

    return ("<!doctype html><html><body>" + "\n".join(map(element, filter(None, text))) + "</body></html>").encode()


def _as_rtf(text: list[str]) -> bytes:
    def shown(line: str) -> str:
        plain = re.sub(r"([\\{}])", r"\\\1", line)
        return "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in plain)

    return (r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0\fs22 " + "\\par\n".join(map(shown, text)) + "}").encode()


def _as_docx(text: list[str]) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _as_pdf(text: list[str]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    page = canvas.beginText(50, 790)
    for line in (part for whole in text for part in _wrapped(whole)):
        if page.getY() < 50:
            canvas.drawText(page)
            canvas.showPage()
            page = canvas.beginText(50, 790)
        page.textLine(line)
    canvas.drawText(page)
    canvas.save()
    return made.getvalue()


def _wrapped(line: str, width: int = 90) -> list[str]:
    words, rows = line.split(" "), [""]
    for word in words:
        if len(rows[-1]) + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": _as_text,
    "md": _as_markdown,
    "html": _as_html,
    "rtf": _as_rtf,
    "docx": _as_docx,
    "pdf": _as_pdf,
}
