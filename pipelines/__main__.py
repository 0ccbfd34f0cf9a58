"""python -m pipelines: review, classify, train, evaluate, checks. Machines read this; see --help.

Exit status: 0 done; 2 wrong usage; 3 the file was refused or could not be read; 4 some of several files were refused.
"""

import argparse
import datetime
import json
import pathlib
import sys

from pipelines import usage
from pipelines.batch import Outputs, review_files, write
from pipelines.errors import IntakeError, PipelineError, UsageError

REFUSED, PARTLY, WRONG = 3, 4, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; errors become one JSON object on standard error."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except PipelineError as error:
        report(error)
        return REFUSED if isinstance(error, IntakeError) else WRONG


def parser() -> argparse.ArgumentParser:
    usage.speak()
    top = argparse.ArgumentParser(prog="python -m pipelines", description="Rà soát dự thảo văn bản liên quan công tác dân vận.")
    commands = top.add_subparsers(required=True, metavar="LỆNH")

    review = commands.add_parser("review", help="rà soát dự thảo")
    review.add_argument("files", nargs="+", metavar="FILE")
    review.add_argument("--json", metavar="OUT", help="kết quả dạng JSON; “-” là màn hình")
    review.add_argument("--sheet", metavar="OUT.docx", help="phiếu ý kiến, coi mọi gợi ý là ý kiến")
    review.add_argument("--annotated", metavar="OUT.docx", help="dự thảo kèm góp ý trong Word")
    review.add_argument("--table", metavar="OUT.xlsx", help="bảng ý kiến")
    review.add_argument("--as-of", metavar="YYYY-MM-DD", type=_date, help="ngày dùng để xét hiệu lực, tên gọi")
    review.add_argument("--rules-only", action="store_true", help="chỉ dùng danh mục kiểm tra, không dùng mô hình")
    review.add_argument("--out", metavar="DIR", help="thư mục kết quả khi có nhiều tệp")
    review.set_defaults(run=run_review)

    classify = commands.add_parser("classify", help="gắn chủ đề cho từng quy định trong tệp JSONL")
    classify.add_argument("units", metavar="UNITS.jsonl")
    classify.add_argument("--json", metavar="OUT", default="-")
    classify.set_defaults(run=run_classify)

    train = commands.add_parser("train", help="huấn luyện lại mô hình")
    train.add_argument("--corpus", metavar="DIR", type=pathlib.Path, help="thư mục dữ liệu bổ sung; không có thì chỉ dùng samples/")
    train.add_argument("--out", metavar="DIR", type=pathlib.Path, default=None, help="nơi ghi; mặc định models/")
    train.set_defaults(run=run_train)

    evaluate = commands.add_parser("evaluate", help="đo chất lượng mô hình trên tệp đã gắn nhãn")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", nargs="?", type=pathlib.Path)
    evaluate.add_argument("--out", metavar="DIR", type=pathlib.Path)
    evaluate.set_defaults(run=run_evaluate)

    checks = commands.add_parser("checks", help="liệt kê danh mục kiểm tra")
    checks.add_argument("--json", action="store_true")
    checks.set_defaults(run=run_checks)
    return top


def run_review(options) -> int:
    outputs = Outputs.of(options)
    results = review_files([pathlib.Path(f) for f in options.files], outputs, options.as_of, options.rules_only)
    refused = [error for error in results if error is not None]
    for error in refused:
        report(error)
    if not refused:
        return 0
    return REFUSED if len(refused) == len(results) else PARTLY


def run_classify(options) -> int:
    from pipelines import load_classifier

    answers = load_classifier().classify_units(_rows(options.units))
    write("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers), options.json)
    return 0


def run_train(options) -> int:
    from pipelines.training import train_all

    write(json.dumps(train_all(options.corpus, options.out), ensure_ascii=False, indent=1) + "\n", "-")
    return 0


def run_evaluate(options) -> int:
    from pipelines.training import evaluate_all

    write(json.dumps(evaluate_all(options.gold, options.out), ensure_ascii=False, indent=1) + "\n", "-")
    return 0


def run_checks(options) -> int:
    from pipelines import load_checklist

    rows = [{"code": i.code, "severity": i.severity, "primitive": i.primitive, "question": i.question} for i in load_checklist().items]
    if options.json:
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(f"{r['code']}  {r['severity']}  {r['primitive']:<14} {r['question']}\n" for r in rows)
    write(text, "-")
    return 0


def report(error: PipelineError) -> None:
    print(json.dumps({"error": error.code, "message": error.sentence}, ensure_ascii=False), file=sys.stderr)


def _rows(path: str) -> list[dict]:
    try:
        with open(path, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError("Không đọc được tệp JSONL.", "Mỗi dòng là một đối tượng JSON có id, context, text.") from error


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sys.exit(main())
