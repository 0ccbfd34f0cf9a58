"""What a whole review costs, as ratios inside one run: python -m tests.benchmarks.review [FILE.docx]

Prints: review of the file against underthesea.word_tokenize of the same paragraphs (aim ≤ 1.6); its parts against the same;
ten copies of a draft in one file against one (aim ≤ 11); peak memory (aim ≤ 700 MB); the command line on a draft of about
20 pages, imports included (aim ≤ 6 s). Without a file the Civil Code beside the project is used, else the sample drafts.
"""

import dataclasses
import functools
import io
import pathlib
import resource
import subprocess
import sys
import time

from tests.benchmarks import clock

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CIVIL_CODE = ROOT.parent / "shared" / "data" / "office" / "BLuat_91-2015-QH13_dan-su.docx"
TWENTY_PAGES = ROOT / "samples" / "drafts" / "quy_che_dan_van_uong_bi.docx"


def main(arguments: list[str]) -> None:
    file = pathlib.Path(arguments[0]) if arguments else CIVIL_CODE if CIVIL_CODE.exists() else TWENTY_PAGES
    verbs = Verbs()
    whole(verbs, file)
    print(f"bộ nhớ cao nhất: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    growth(verbs)
    command_line()


class Verbs:
    """Checklist and classifier loaded once, every lazy import done."""

    def __init__(self):
        from underthesea import word_tokenize

        import pipelines

        self.read, self.review, self.tokenize = pipelines.read_draft, pipelines.review_draft, word_tokenize
        self.checklist, self.classifier = pipelines.load_checklist(), pipelines.load_classifier()
        self.run(TWENTY_PAGES)

    def run(self, source):
        """The review of a file, judged as a local regulation: of a central document (the Civil Code is one) most items ask nothing."""
        draft = self.read(source, "x.docx") if isinstance(source, bytes) else self.read(source)
        local = dataclasses.replace(draft, header=dataclasses.replace(draft.header, kind="Quy chế"))
        return self.review(local, self.checklist, self.classifier)


# By the wall clock: the reading and the command line are processes of their own.
best = functools.partial(clock.best, rounds=3, clock=time.perf_counter)


def whole(verbs: Verbs, file: pathlib.Path) -> None:
    draft = verbs.read(file)
    floor = best(lambda: [verbs.tokenize(block.text, use_token_normalize=False) for block in draft.blocks])
    print(f"{file.name}: {len(draft.text):,} ký tự, {len(draft.provisions):,} đơn vị; tách từ {floor:.2f} s")
    print(f"  toàn bộ rà soát / tách từ = {best(lambda: verbs.run(file)) / floor:.2f}  (đích ≤ 1.60)")
    print(f"  đọc tệp / tách từ         = {best(lambda: verbs.read(file)) / floor:.2f}")
    review = verbs.run(file)
    for name, aim in (("segment", ""), ("check", "(đích ≤ 0.35)"), ("classify", "(đích ≤ 0.20)")):
        print(f"  {name:<9} / tách từ       = {review.seconds[name] / floor:.2f}  {aim}")


def growth(verbs: Verbs) -> None:
    one, ten = copies(1), copies(10)
    print(f"10 bản trong một tệp / 1 bản = {best(lambda: verbs.run(ten)) / best(lambda: verbs.run(one)):.1f}  (đích ≤ 11)")


def copies(count: int) -> bytes:
    """The 20-page draft, its body repeated."""
    import copy

    import docx

    document = docx.Document(TWENTY_PAGES)
    paragraphs = [p._p for p in document.paragraphs]
    for _ in range(count - 1):
        for paragraph in paragraphs:
            document.element.body.insert(len(document.element.body) - 1, copy.deepcopy(paragraph))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def command_line() -> None:
    command = [sys.executable, "-m", "pipelines", "review", str(TWENTY_PAGES), "--json", "-"]
    seconds = best(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
    print(f"dòng lệnh, dự thảo 18 trang, tính cả nạp thư viện: {seconds:.1f} s  (đích ≤ 6 s)")


if __name__ == "__main__":
    main(sys.argv[1:])
