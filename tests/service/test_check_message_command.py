from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli import main


def test_findings_are_printed_with_line_quote_and_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mail.txt"
    path.write_text("Dear Kim,\n\nI am the best candidate for this post.\n")
    with pytest.raises(SystemExit) as exit_:
        main(["check-message", str(path)])
    assert exit_.value.code == 0
    shown = capsys.readouterr().out
    assert "line 3: “I am the best candidate”" in shown
    assert "Leave this out." in shown


def test_findings_as_json_have_offsets(tmp_path: Path) -> None:
    text = "Dear Kim,\nplease give me one more chance. É"
    path = tmp_path / "mail.txt"
    path.write_text(text, "utf-8")
    code = "import sys; from service.cli import main; main(sys.argv[1:])"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "check-message", "--json", str(path)], capture_output=True, check=True
    )
    findings = json.loads(done.stdout)
    assert [finding["code"] for finding in findings] == ["pleading"]
    assert all(text[finding["start"] : finding["end"]] == finding["quote"] for finding in findings)


def test_a_missing_file_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["check-message", str(tmp_path / "none.txt")])
    assert exit_.value.code == 3
    assert "no such file" in capsys.readouterr().err
