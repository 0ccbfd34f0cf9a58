"""A new version of the draft: every provision is found again, whatever was done to it."""

import gzip
import json
import random

import pytest

from pipelines.rounds import align
from tests.conftest import ROOT
from tests.rounds.revisions import OPERATIONS, Revision, draft_of, links

LINES = (
    "QUY CHẾ",
    "về tiếp nhận ý kiến của Nhân dân",
    "Điều 1. Phạm vi điều chỉnh",
    "Quy chế này quy định việc tiếp nhận, trả lời ý kiến của Nhân dân trên địa bàn phường Hoa Ban.",
    "Điều 2. Tiếp nhận ý kiến",
    "1. Bộ phận một cửa ghi nhận ý kiến bằng sổ và trả giấy hẹn cho người nộp ngay trong ngày.",
    "2. Ý kiến gửi qua cổng thông tin được chuyển đến công chức phụ trách, chậm nhất hai ngày làm việc phải có phản hồi.",
    "3. Không yêu cầu người dân nộp thêm giấy tờ đã có trong cơ sở dữ liệu dân cư.",
    "Điều 3. Trả lời ý kiến",
    "1. Trả lời bằng văn bản, nêu rõ căn cứ pháp luật và quyền khiếu nại của người dân.",
    "2. Danh sách ý kiến đã trả lời được dán ở bảng tin tổ dân phố mỗi quý một lần.",
    "Điều 4. Tổ chức thực hiện",
    "Văn phòng theo dõi, đôn đốc việc thực hiện Quy chế này.",
)


def changes_of(new_lines, id):
    pair = next(p for p in align(draft_of(list(LINES)), draft_of(new_lines)).pairs if id in p.old)
    return pair.changes, pair.new


def revised(edit):
    lines = list(LINES)
    edit(lines)
    return lines


def test_the_same_draft_is_unchanged_throughout():
    draft = draft_of(list(LINES))
    assert {pair.changes for pair in align(draft, draft).pairs} == {("unchanged",)}


def test_every_provision_of_both_versions_stands_in_one_pair():
    old, new = draft_of(list(LINES)), draft_of([*LINES[:5], *LINES[6:9], "4. Một khoản hoàn toàn mới về giám sát.", *LINES[9:]])
    pairs = align(old, new).pairs
    for side, draft in (("old", old), ("new", new)):
        assert sorted(id for pair in pairs for id in getattr(pair, side)) == sorted(p.id for p in draft.provisions)


def test_a_new_article_in_front_renumbers_what_follows():
    def insert(lines):
        lines[8:8] = ["Điều 3. Giám sát", "Mặt trận Tổ quốc phường giám sát việc tiếp nhận ý kiến."]
        lines[10] = lines[10].replace("Điều 3", "Điều 4")
        lines[13] = lines[13].replace("Điều 4", "Điều 5")

    assert changes_of(revised(insert), "dieu_3__khoan_1") == (("renumbered",), ("dieu_4__khoan_1",))


@pytest.mark.parametrize(
    ("edit", "id", "change", "new"),
    [
        (lambda lines: lines.__setitem__(9, "1. Trả lời bằng văn bản hoặc thư điện tử, nêu rõ căn cứ pháp luật."), "dieu_3__khoan_1",
         "reworded", ("dieu_3__khoan_1",)),
        (lambda lines: lines.__setitem__(9, "1. Người dân nhận kết quả trên giấy, có ghi rõ nơi khiếu nại và thời hạn."), "dieu_3__khoan_1",
         "reworded", ("dieu_3__khoan_1",)),
        (lambda lines: lines.__setitem__(9, "1. Kinh phí in sổ lấy từ ngân sách phường hằng năm."), "dieu_3__khoan_1", "removed", ()),
        (lambda lines: lines.pop(7), "dieu_2__khoan_3", "removed", ()),
        (lambda lines: lines.insert(9, lines.pop(7)), "dieu_2__khoan_3", "moved", ("dieu_3__khoan_3",)),
        (lambda lines: lines.__setitem__(slice(6, 7), [
            "2. Ý kiến gửi qua cổng thông tin được chuyển đến công chức phụ trách.",
            "3. Chậm nhất hai ngày làm việc phải có phản hồi."]), "dieu_2__khoan_2", "split", ("dieu_2__khoan_2", "dieu_2__khoan_3")),
        (lambda lines: lines.__setitem__(slice(5, 7), [lines[5].rstrip(".") + "; " + lines[6][3:]]), "dieu_2__khoan_2", "merged",
         ("dieu_2__khoan_1",)),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_named(edit, id, change, new):
    changes, counterpart = changes_of(revised(edit), id)
    assert change in changes
    assert counterpart[: len(new)] == new


def test_scores_lie_between_none_and_the_same():
    def edit(lines):
        lines[9] = "1. Trả lời bằng văn bản hoặc thư điện tử, nêu rõ căn cứ."

    scores = {pair.changes[0]: pair.score for pair in align(draft_of(list(LINES)), draft_of(revised(edit))).pairs}
    assert scores["unchanged"] == 1.0 and 0 < scores["reworded"] < 1


def samples() -> list:
    """The sample drafts, read from their files."""
    import pipelines

    drafts = [pipelines.read_draft(path) for path in sorted((ROOT / "samples" / "drafts").glob("*.docx"))]
    return [draft_of([block.text for block in draft.blocks]) for draft in drafts]


def published(shared, count: int) -> list:
    """That many published documents of two to twelve pages."""
    with gzip.open(shared / "data" / "corpus" / "van_ban.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    chosen = [text for text in texts if 6_000 < len(text) < 36_000]
    return [draft_of(text.split("\n")) for text in chosen[:: max(1, len(chosen) // count)][:count]]


def measured(bases: list, count: int) -> float:
    """F1 of links over that many generated revisions of the drafts."""
    hit = false = missed = 0
    for seed in range(count):
        rng = random.Random(seed)
        old = bases[seed % len(bases)]
        revision = Revision(old, rng)
        for _ in range(rng.choice([2, 5, 9])):
            revision.change(rng.choice(OPERATIONS))
        new, truth = revision.build()
        found = links(align(old, new))
        hit, false, missed = hit + len(found & truth), false + len(found - truth), missed + len(truth - found)
    f1 = 2 * hit / (2 * hit + false + missed)
    print(f"{count} bản sửa, {len(bases)} văn bản: F1 {f1:.4f}, nối sai {false}, nối thiếu {missed}")
    return f1


def test_generated_revisions_are_followed():
    assert measured(samples(), 10) >= 0.98


@pytest.mark.slow
def test_two_hundred_generated_revisions_are_followed():
    assert measured(samples(), 200) >= 0.98


@pytest.mark.slow
@pytest.mark.shared
def test_two_hundred_revisions_of_published_documents_are_followed(shared):
    assert measured(published(shared, 50), 200) >= 0.98
