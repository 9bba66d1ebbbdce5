"""Makes the binary samples from their readable sources: `make samples`, or `python samples/make.py [FOLDER]`.

`resume.md` and `job.txt` are written by hand; PDF and DOCX beside them are made here, to the same bytes every time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from making import pdf_layouts, source, word_layouts

Layout = Callable[[source.Paper, Path], None]

HERE = Path(__file__).parent

#: Sample → file → layout.
MADE: dict[str, dict[str, Layout]] = {
    "01-bookkeeper-treasurer": {"resume.pdf": pdf_layouts.one_column, "job.docx": word_layouts.plain},
    "02-dental-nurse": {"resume.pdf": pdf_layouts.sidebar},
    "03-junior-web-developer": {"resume.docx": word_layouts.plain},
    "04-pastry-cook": {"resume.pdf": pdf_layouts.two_columns},
    "05-museum-educator": {"resume.docx": word_layouts.header_and_text_box},
    "06-hvac-technician": {"resume.pdf": pdf_layouts.dates_left, "job.pdf": pdf_layouts.plain_print},
    "07-veterinary-nurse": {"resume.docx": word_layouts.table},
    "08-bus-driver": {"resume.pdf": pdf_layouts.one_column},
    "09-translator": {"resume.docx": word_layouts.typed},
    "10-landscape-gardener": {"resume.pdf": pdf_layouts.sidebar, "job.docx": word_layouts.plain},
}


def paper_of(sample: str, kind: str) -> source.Paper:
    """The source of a sample's résumé (`kind` "resume") or advertisement ("job")."""
    if kind == "resume":
        return source.resume((HERE / sample / "resume.md").read_text(encoding="utf-8"))
    return source.advertisement((HERE / sample / "job.txt").read_text(encoding="utf-8"))


def make(folder: Path, sample: str) -> list[Path]:
    """Write the binary files of one sample into `folder`; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, layout in MADE[sample].items():
        layout(paper_of(sample, Path(name).stem), folder / name)
    return [folder / name for name in MADE[sample]]


def main() -> None:
    into = Path(sys.argv[1]) if sys.argv[1:] else HERE
    for sample in MADE:
        for path in make(into / sample, sample):
            print(f"{path.stat().st_size:7} {path}")


if __name__ == "__main__":
    main()
