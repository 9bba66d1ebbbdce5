"""What a folder of résumés costs: wall-clock, core-seconds and memory of `overlooked batch`, and of the obvious way.

    python tests/benchmark/batch.py --count 1000 --workers 1 2

The résumés are made here, each different: people, employers, years and a sample of lines from our own samples. The
obvious pipeline is what one would write in an afternoon: pdfminer's text, and the same model in single precision on the
unique lines, on one thread, with nothing judged. It runs on a part of the folder and is scaled up.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("overlooked")
FIRST = "Ada Bela Cora Dan Edda Finn Gesa Hal Ines Jon Kaya Lev Mara Nils Oda Per Quin Rosa Sven Tova".split()
LAST = "Abel Brandt Castell Dorn Eames Falk Grove Hale Iver Jansen Kirk Lund Moor Nash Oakes Pryor".split()
EMPLOYERS = "Harbour Bakery,North Street Clinic,Elm School,Kite Logistics,Fern & Sons,City Library,Lake Hotel".split(
    ","
)
TITLES = "Assistant,Clerk,Coordinator,Technician,Team Lead,Trainee,Specialist".split(",")
#: Résumés that the obvious pipeline is timed on.
SAMPLE = 40


def lines_to_draw_from() -> list[str]:
    """Bullets of our sample résumés."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("samples/*/resume.md")))
    return sorted(
        {line.lstrip("-* ").strip() for text in texts for line in text.splitlines() if line[:2] in ("- ", "* ")}
    )


def made_up_resume(number: int, lines: list[str]) -> list[str]:
    """The lines of one résumé; the same number gives the same."""
    chance = random.Random(number)  # noqa: S311
    first, last = chance.choice(FIRST), chance.choice(LAST)
    text = [f"{first} {last}", f"{first.lower()}.{last.lower()}{number}@example.com", "", "Experience", ""]
    year = 2026
    for _ in range(chance.randint(2, 4)):
        start = year - chance.randint(1, 5)
        text.append(f"{chance.choice(TITLES)}, {chance.choice(EMPLOYERS)}, {start} - {year}")
        text += [f"- {_varied(line, chance)}" for line in chance.sample(lines, chance.randint(3, 6))]
        text.append("")
        year = start
    return [*text, "Education", "", f"Diploma, {chance.choice(EMPLOYERS)} College, {year}"]


def _varied(line: str, chance: random.Random) -> str:
    """Other numbers, so that hardly any line is met twice."""
    return re.sub(r"\d+", lambda _: str(chance.randint(2, 90)), line) + f" ({chance.randint(2, 400)} a year)"


def make_folder(folder: Path, count: int, form: str) -> None:
    """Write the résumés, as PDF or as text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    lines = lines_to_draw_from()
    for number in range(count):
        text = made_up_resume(number, lines)
        if form == "txt":
            (folder / f"{number:06}.txt").write_text("\n".join(text), encoding="utf-8")
            continue
        canvas = Canvas(str(folder / f"{number:06}.pdf"), pagesize=A4, invariant=1)
        page = canvas.beginText(50, 790)
        for line in (part for whole in text for part in _wrapped(whole)):
            if page.getY() < 50:
                canvas.drawText(page)
                canvas.showPage()
                page = canvas.beginText(50, 790)
            page.textLine(line)
        canvas.drawText(page)
        canvas.save()


def _wrapped(line: str, width: int = 90) -> list[str]:
    words, rows = line.split(" "), [""]
    for word in words:
        if len(rows[-1]) + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def timed(arguments: list[str]) -> dict[str, float]:
    """Run a command; wall-clock and core-seconds, and the most memory of it and all that it started (megabytes)."""
    started = time.monotonic()
    process = psutil.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    most = 0.0
    while process.poll() is None:
        memory = 0
        for one in _family(process):
            try:
                times = one.cpu_times()
                spent[one.pid] = times.user + times.system
                memory += one.memory_info().rss
            except psutil.Error:
                continue
        most = max(most, memory / 1e6)
        time.sleep(0.25)
    return {
        "exit_code": process.returncode,
        "seconds": round(time.monotonic() - started, 1),
        "core_seconds": round(sum(spent.values()), 1),
        "megabytes": round(most),
    }


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def obvious_pipeline(folder: Path) -> float:
    """Core-seconds a résumé of extraction and encoding alone."""
    import torch
    from pdfminer.high_level import extract_text

    from embeddings.encoder import packaged_model

    torch.set_num_threads(1)
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(packaged_model()), device="cpu")
    files = sorted(folder.iterdir())[:SAMPLE]
    started = time.process_time()
    for path in files:
        text = extract_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
        model.encode(list(dict.fromkeys(line for line in text.splitlines() if line.strip())), show_progress_bar=False)
    return (time.process_time() - started) / len(files)


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--format", choices=["pdf", "txt"], default="pdf")
    parser.add_argument("--job", default=str(ROOT / "samples" / "01-bookkeeper-treasurer" / "job.txt"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "cvs")
        folder.mkdir()
        make_folder(folder, given.count, given.format)
        runs = {}
        for workers in given.workers:
            out = f"{place}/out-{workers}"
            figures = timed(
                [str(COMMAND), "batch", str(folder), "--job", given.job, "--out", out, "--workers", str(workers)]
            )
            figures["core_seconds_a_resume"] = round(figures["core_seconds"] / given.count, 3)
            figures["resumes_a_second"] = round(given.count / figures["seconds"], 2)
            runs[str(workers)] = figures
        obvious = round(obvious_pipeline(folder), 3)
    print(  # noqa: T201
        json.dumps(
            {"resumes": given.count, "format": given.format, "workers": runs, "obvious_pipeline": obvious}, indent=2
        )
    )


if __name__ == "__main__":
    main()
