"""What judging topics costs, as a ratio inside one run: python -m tests.benchmarks.bench_classifier [UNITS.jsonl]

Prints: judging with explanations against underthesea.word_tokenize of the same provisions (aim ≤ 0.2), judging alone against the same,
ten times the provisions against one time (aim ≤ 11), and the time to load the model. Without a file the labelled samples are used.
"""

import pathlib
import sys

from threadpoolctl import threadpool_limits

from pipelines.classifier import load_classifier
from pipelines.classifier.corpus import read_lines
from pipelines.classifier.units import units_of_rows
from pipelines.language import segment
from tests.benchmarks.clock import best

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "samples" / "labelled" / "soan_moi.jsonl"


def main(arguments: list[str]) -> None:
    with threadpool_limits(1):  # segmentation runs on one core; threads that wait for work would be counted as work
        measure(arguments)


def measure(arguments: list[str]) -> None:
    rows = list(read_lines(pathlib.Path(arguments[0]) if arguments else SAMPLES))
    load = best(load_classifier)
    classifier = load_classifier()
    units = units_of_rows(rows)
    judging, explained = best(lambda: classifier.classify_units(rows)), best(lambda: classifier.classify(units, {}))
    tenth = best(lambda: classifier.classify(units[: len(units) // 10], {}))
    segment([rows[0]["text"]])
    words = best(lambda: segment([row["text"] for row in rows]), rounds=2)
    print(f"{len(rows)} quy định: gắn chủ đề kèm giải thích / tách từ = {explained / words:.3f}  (đích ≤ 0,2)")
    print(f"gắn chủ đề, không giải thích / tách từ = {judging / words:.3f}")
    print(f"{len(rows)} quy định / một phần mười = {explained / tenth:.1f}  (đích ≤ 11)")
    print(f"nạp mô hình: {load:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
