"""python -m pipelines, as machines use it: the contract's JSON, its exit statuses, nothing written for a refused file."""

import json
import pathlib

import pytest

from pipelines.__main__ import main

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "drafts" / "M01.docx"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory) -> dict:
    out = tmp_path_factory.mktemp("review") / "M01.json"
    assert main(["review", str(SAMPLE), "--json", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def whole_text(data: dict) -> str:
    text = [" "] * max(p["end"] for p in data["provisions"])
    for provision in data["provisions"]:
        text[provision["start"] : provision["end"]] = provision["text"]
    return "".join(text)


def test_the_object_has_the_contracts_keys(reviewed):
    assert {"schema", "source", "document", "coverage", "provisions", "findings", "versions", "seconds"} <= set(reviewed)
    assert reviewed["schema"] == 1
    assert reviewed["document"]["kind"] == "Kế hoạch" and reviewed["document"]["system"] == "nha_nuoc"
    assert reviewed["coverage"]["read"] + len(reviewed["coverage"]["unread"]) == reviewed["coverage"]["units"]


def test_every_quote_is_the_drafts_own_characters(reviewed):
    text = whole_text(reviewed)
    quoted = [f for f in reviewed["findings"] if f["quote"]]
    assert quoted
    assert all(text[f["start"] : f["end"]] == f["quote"] for f in quoted)
    assert all(text[e["start"] : e["end"]] == e["quote"] for f in reviewed["findings"] for e in f["evidence"])


def test_provisions_are_unique_and_each_parent_exists(reviewed):
    ids = [p["id"] for p in reviewed["provisions"]]
    assert len(ids) == len(set(ids))
    assert all(p["parent"] is None or p["parent"] in ids for p in reviewed["provisions"])


def test_judged_provisions_carry_the_four_topics(reviewed):
    judged = [p for p in reviewed["provisions"] if p["topics"]]
    assert judged
    assert all(set(p["topics"]) == {"dan_van", "ton_giao", "dan_toc", "quyen_cong_dan"} for p in judged)
    assert any(t["flag"] for p in judged for t in p["topics"].values())


def test_the_same_file_gives_the_same_findings(reviewed, tmp_path):
    out = tmp_path / "again.json"
    main(["review", str(SAMPLE), "--json", str(out)])
    again = json.loads(out.read_text(encoding="utf-8"))
    assert {k: v for k, v in again.items() if k != "seconds"} == {k: v for k, v in reviewed.items() if k != "seconds"}


def test_rules_only_gives_findings_without_topics(tmp_path):
    out = tmp_path / "rules.json"
    assert main(["review", str(SAMPLE), "--json", str(out), "--rules-only"]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["findings"] and not any(p["topics"] for p in data["provisions"])


def test_several_files_give_one_set_of_outputs_each(tmp_path):
    seed = SAMPLE.with_name("quy_che_dan_van_uong_bi.docx")
    assert main(["review", str(SAMPLE), str(seed), "--out", str(tmp_path)]) == 0
    names = {p.name for p in tmp_path.iterdir()}
    assert {"M01.json", "M01.phieu.docx", "M01.gop-y.docx", "M01.xlsx", "quy_che_dan_van_uong_bi.json"} <= names


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("rong.docx", b"", "TEP_RONG"),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(200), "KHONG_PHAI_VAN_BAN"),
        ("hong.docx", SAMPLE.read_bytes()[:3000], "TEP_HONG"),
    ],
)
def test_a_refused_file_gives_status_3_one_json_object_and_nothing_written(tmp_path, capsys, name, content, code):
    file = tmp_path / name
    file.write_bytes(content)
    assert main(["review", str(file), "--json", str(tmp_path / "ra.json")]) == 3
    error = json.loads(capsys.readouterr().err)
    assert error["error"] == code and error["message"].endswith(".")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_status_3_too(tmp_path, capsys):
    assert main(["review", str(tmp_path / "khong-co.docx")]) == 3
    assert json.loads(capsys.readouterr().err)["error"]


def test_some_refused_among_several_is_status_4_and_the_rest_are_done(tmp_path):
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04 not a zip")
    out = tmp_path / "ra"
    assert main(["review", str(bad), str(SAMPLE), "--out", str(out)]) == 4
    assert (out / "M01.json").exists() and not list(out.glob("hong*"))


def test_several_files_without_a_folder_are_wrong_usage(capsys):
    assert main(["review", str(SAMPLE), str(SAMPLE)]) == 2
    assert "--out" in json.loads(capsys.readouterr().err)["message"]


def test_classify_answers_line_by_line(tmp_path, capsys):
    units = tmp_path / "units.jsonl"
    rows = [
        {"id": "a-1", "context": "Điều 3. Mức thu", "text": "Mỗi hộ gia đình nộp 50.000 đồng một tháng."},
        {"id": "a-2", "context": "Điều 9. Kỹ thuật", "text": "Bê tông nhựa có độ dày 7 cm."},
    ]
    units.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert main(["classify", str(units)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["id"] for a in answers] == ["a-1", "a-2"]
    assert answers[0]["topics"]["quyen_cong_dan"]["flag"] and not answers[1]["topics"]["ton_giao"]["flag"]


def test_checks_lists_the_catalogue(capsys):
    assert main(["checks", "--json"]) == 0
    items = {item["code"]: item for item in json.loads(capsys.readouterr().out)}
    assert items["F04"]["severity"] == "S1" and items["B10"]["primitive"]


def test_wrong_usage_is_status_2():
    with pytest.raises(SystemExit) as stop:
        main(["review"])
    assert stop.value.code == 2
