"""Mutated files of every format, read until the time is up: `python -m tests.intake.fuzz SECONDS [SEED] [FOLDER OF MORE FILES]`.

An escape is anything but a reading or a named refusal: another exception, more than five seconds of the processor,
a broken promise of the reading.
Each escape prints one JSON line with the number that builds it again.
"""

import io
import json
import pathlib
import random
import re
import signal
import sys
import time
import warnings
import zipfile

from pipelines.errors import IntakeError
from pipelines.intake import formats, guard, wire
from pipelines.intake.child import place_of
from tests.intake import docx_factory as f
from tests.intake import files

SECONDS_A_FILE = 5
VALUES = ["", "0", "-1", "1", "9", "255", "65536", "2147483648", "99999999999999999999", "true", "NaN", "\u0130", "x" * 3000, "../a", "%s"]
WORDS = re.compile(rb"<[^>]*>|\\[a-z]+-?\d*|[^<\\]+", re.S)

RICH = f.docx(
    f.styled("Điều", "H1", f.num_pr(1))
    + f.p("một ", f.ins(f.t("thêm")), f.deleted("bớt"), f.field(" PAGE ", "3"), f.run(inside='<w:footnoteReference w:id="2"/>'))
    + f.table(f.row(f.cell(f.p("a"), f.table(f.row(f.cell(f.p("b")))), properties='<w:gridSpan w:val="2"/>')))
    + f.sdt(f.p(f.run(inside=f.alternate(f.drawing_box(f.p("khung")), f.vml_box(f.p("khung"))))))
    + f.p(f.run("c«ng t¸c", f.font(".VnTime")), f.run(inside=f.picture()))
    + f.listed("mục", 1, 1),
    headers=(f.p("đầu"),),
    footnotes=f'<w:footnote w:id="2">{f.p("chú")}</w:footnote>',
    numbering=f.abstract(0, f.level(0, "Điều %1."), f.level(1, "%1.%2", "upperRoman", more="<w:isLgl/>"))
    + f.num(1, 0, f.start_override(0, 4)),
    styles=f.style("H1", f.num_pr(1), default=True),
    comments='<w:comment w:id="0">' + f.p("lời bàn") + "</w:comment>",
)
ODT = files.odt(
    "<text:tracked-changes><text:changed-region text:id='c'><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region>"
    "</text:tracked-changes><text:list text:style-name='L'><text:list-item><text:p>một<text:s text:c='3'/><text:change text:change-id='c'/>"
    "</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>ô</text:p></table:table-cell>"
    "</table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>",
    automatic="<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style>",
)
RTF = files.rtf(
    r"{\header d\par}\pard\intbl a\cell b\cell\row\pard{\listtext 1.\tab}\f0\u7853?\'cb{\*\annotation x}{\footnote n\par}{\deleted y}"
    r"{\shp{\*\shpinst{\shptxt k\par}}}{\field{\*\fldinst X}{\fldrslt r}}{\pict\bin3 abc}{\upr{a}{\*\ud{b}}}\par"
)
PDF = files.pdf(
    [(70, 800, "CÔNG BÁO"), (70, 700, "Điều 1. Phạm vi"), (320, 700, "Cột hai")], [(70, 800, "CÔNG BÁO"), (70, 700, "tiếp theo")]
)
DOC = files.doc("Điều 1\rô\x07ô\x07\x07\x13 REF \x14kết quả\x15\r", "đầu\r", "khung\r")
TXT = "Điều 1. Phạm vi điều chỉnh\r\n§iÒu 2\n".encode()
SEEDS = [RICH, ODT, RTF, PDF, DOC, TXT]


def mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(out) + 1)
        kind = chance.randrange(5)
        if kind == 0 and out:
            out[at % len(out)] = chance.randrange(256)
        elif kind == 1:
            out[at:at] = chance.randbytes(chance.randrange(1, 8))
        elif kind == 2:
            del out[at : at + chance.choice((1, 4, 50, 5000))]
        elif kind == 3:
            out[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x00"))
        else:
            start = chance.randrange(len(out) + 1)
            out[at:at] = out[start : start + chance.choice((4, 40, 400))]
    return bytes(out)


def mutate_words(data: bytes, chance: random.Random) -> bytes:
    """Tags and control words lost, doubled, moved, nested deep, their values replaced."""
    words = WORDS.findall(data) or [data]
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(words))
        kind = chance.randrange(6)
        if kind == 0:
            del words[at : at + chance.choice((1, 3))]
        elif kind == 1:
            words[at:at] = words[at : at + chance.randrange(1, 6)] * chance.choice((1, 3, 200))
        elif kind == 2:
            words.insert(chance.randrange(len(words) + 1), words[at])
        elif kind == 3:
            value = chance.choice(VALUES).encode()
            words[at] = re.sub(rb'"[^"]*"', b'"' + value + b'"', words[at], count=1)
        elif kind == 4:
            words[at] = re.sub(rb"\d+", lambda _: str(chance.choice((0, -1, 7, 2**31, 10**20))).encode(), words[at])
        else:
            words[at : at + 1] = words[at : at + 1] + [chance.randbytes(3)]
        words = words or [b""]
    return b"".join(words)


def mutate(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.85:
        return _mutate_package(data, chance)
    return chance.choice((mutate_bytes, mutate_words))(data, chance)


def _mutate_package(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(members))
    if chance.random() < 0.1:
        del members[name]
    elif chance.random() < 0.1:
        members[chance.choice(sorted(members))] = members[name]
    else:
        members[name] = (mutate_words if chance.random() < 0.85 else mutate_bytes)(members[name], chance)
    return files.package(members)


def trouble(data: bytes) -> str:
    """What went wrong with one file, "" when nothing did."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, 4 * SECONDS_A_FILE)
    try:
        guard.check_size(len(data))
        reading = formats.read_here(data, {"name": "a", "sha256": ""}, lambda share, label: None)
        wire.to_line(wire.Answer(reading=reading))
    except IntakeError:
        reading = None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return place_of(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if time.process_time() - start > SECONDS_A_FILE:
        return "too slow"
    return broken_promise(reading) if reading else ""


def broken_promise(reading) -> str:
    places = [unit.where for unit in (*reading.blocks, *reading.unread)]
    if len(set(places)) != len(places):
        return "places not unique"
    for block in reading.blocks:
        ends = [0, *(piece.end for piece in block.pieces)]
        if ends[-1] != len(block.text) or any(piece.start != end for piece, end in zip(block.pieces, ends, strict=False)):
            return f"pieces do not tile a {block.kind}"
        if block.number and not block.text.startswith(block.number):
            return "number is not the head of its text"
    if any(not 0 <= aside.block <= len(reading.blocks) for aside in reading.asides):
        return "aside out of range"
    return ""


def hang(signum, frame):
    raise TimeoutError


def run(seconds: float, first: int, seeds: list[bytes]) -> dict:
    """Try files until the time is up; returns counts and the escapes by place, with the number of a first example."""
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, hang)
    end, number, escapes = time.monotonic() + seconds, first, {}
    while time.monotonic() < end:
        chance = random.Random(number)
        data = mutate(chance.choice(seeds), chance)
        found = trouble(data)
        if found and found not in escapes:
            escapes[found] = number
            print(json.dumps({"escape": found, "number": number}), flush=True)
        number += 1
    return {"files": number - first, "escapes": escapes}


if __name__ == "__main__":
    found = [path for folder in sys.argv[3:] for path in sorted(pathlib.Path(folder).iterdir())]
    more = [path for path in found if path.is_file() and path.stat().st_size < 400_000]
    seeds = SEEDS + [path.read_bytes() for path in more]
    print(json.dumps(run(float(sys.argv[1]), int((sys.argv[2:] or ["0"])[0]), seeds)))
