"""Reviewing files from the command line: each file its outputs, a refused one disturbs no other."""

import json
import pathlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.errors import ModelError, PipelineError, UsageError
from pipelines.types import Decision, Dossier, Review, SheetSettings

# output option → export key
EXPORTED = {"sheet": "phieu", "annotated": "du_thao", "table": "bang"}


@dataclass(frozen=True)
class Outputs:
    json: str | None
    sheet: str | None
    annotated: str | None
    table: str | None
    out: pathlib.Path | None  # a folder, one set of outputs a file

    @classmethod
    def of(cls, options) -> "Outputs":
        """From the command's options; several files need --out."""
        outputs = cls(options.json, options.sheet, options.annotated, options.table, pathlib.Path(options.out) if options.out else None)
        if len(options.files) > 1 and outputs.out is None:
            raise UsageError("Nhiều tệp cần có --out THƯ_MỤC.")
        return outputs

    def for_file(self, file: pathlib.Path) -> dict[str, str]:
        """Where each wanted output of the file goes: json, sheet, annotated, table."""
        wanted = {"json": self.json, "sheet": self.sheet, "annotated": self.annotated, "table": self.table}
        if self.out is None:
            if not any(wanted.values()):
                wanted["json"] = "-"
            return {kind: where for kind, where in wanted.items() if where}
        suffixes = {"json": ".json", "sheet": ".phieu.docx", "annotated": ".gop-y.docx", "table": ".xlsx"}
        kinds = [kind for kind, where in wanted.items() if where] or list(suffixes)
        return {kind: str(self.out / (file.stem + suffixes[kind])) for kind in kinds}


def review_files(files: list[pathlib.Path], outputs: Outputs, as_of, rules_only: bool) -> list[PipelineError | None]:
    """Review each file and write its outputs; one entry a file: None, or the error that refused it."""
    from pipelines import load_checklist

    if outputs.out is not None:
        outputs.out.mkdir(parents=True, exist_ok=True)
    checklist = load_checklist()
    classifier = None if rules_only else _classifier()

    def one(file: pathlib.Path) -> PipelineError | None:
        return _refusal(lambda: _review_file(file, outputs.for_file(file), checklist, classifier, as_of))

    return [one(file) for file in files]


def _refusal(act: Callable[[], None]) -> PipelineError | None:
    try:
        act()
    except PipelineError as error:
        return error
    return None


def _classifier():
    """The topic classifier, or None (rules only, said on standard error) when its weights cannot be trusted."""
    from pipelines import load_classifier

    try:
        return load_classifier()
    except ModelError as error:
        print(error.sentence, file=sys.stderr)
        return None


def _review_file(file: pathlib.Path, outputs: dict[str, str], checklist, classifier, as_of) -> None:
    from pipelines import read_draft, review_draft, review_json

    clock = time.perf_counter()
    draft = read_draft(file)
    read = time.perf_counter() - clock
    review = review_draft(draft, checklist, classifier, as_of)
    seconds = {"read": read, **review.seconds, "total": time.perf_counter() - clock}
    if "json" in outputs:
        data = review_json(review) | {"seconds": {name: round(value, 3) for name, value in seconds.items()}}
        write(json.dumps(data, ensure_ascii=False, indent=1) + "\n", outputs["json"])
    _export(file, review, outputs)


def _export(file: pathlib.Path, review: Review, outputs: dict[str, str]) -> None:
    """Sheets from the command line take every finding as a comment: a first proposal, before any decision."""
    kinds = [kind for kind in EXPORTED if kind in outputs]
    if not kinds:
        return
    from pipelines import build_sheet, export_sheet

    decisions = [Decision(finding.id, "gop_y") for finding in review.findings]
    dossier = Dossier(build_sheet(review, decisions, SheetSettings()), review, file.read_bytes())
    for kind in kinds:
        export_sheet(dossier, EXPORTED[kind], outputs[kind])


def write(text: str, where: str) -> None:
    """To a file, or to the screen for “-”."""
    if where == "-":
        sys.stdout.write(text)
    else:
        pathlib.Path(where).write_text(text, encoding="utf-8")
