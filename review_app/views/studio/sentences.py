"""Câu thử: sentences that must be raised and that must not, run while one types, and what to do about those judged otherwise."""

import streamlit as st

import pipelines
from pipelines import studio
from review_app.parts import notices
from review_app.viewer import edit_lines
from review_app.views.studio import spelled

HINT = "gõ một câu như trong dự thảo"
EXAMPLES = (
    ("hits", "Câu máy phải nêu (ít nhất 3)", "so_phai"),
    ("misses", "Câu máy không được nêu (ít nhất 3)", "so_khong"),
)


def show(entry: dict, checklist, turn: int) -> studio.Trial:
    """The boxes of both kinds of sentences; what stands in them goes into the entry, which is tried at once."""
    for key, _, box in EXAMPLES:
        entry[key] = _typed(entry.get(key, []), f"{box}_{turn}")
    trial = studio.try_entry(entry, checklist, pipelines.build_draft)
    _boxes(entry, trial, turn)
    _verdict(entry, trial)
    return trial


def _typed(first: list, key: str) -> list:
    """The examples as they stand in the boxes; those that are more than a sentence stay as they are."""
    held = st.session_state.get(key)
    if held is None or held.lines is None:
        return first
    return [*dict.fromkeys(line.strip() for line in held.lines if line.strip()), *(e for e in first if not isinstance(e, str))]


def _boxes(entry: dict, trial, turn: int) -> None:
    for key, title, box in EXAMPLES:
        notices.line(title, "dam", key=f"{box}_ten")
        plain = [e for e in entry[key] if isinstance(e, str)]
        verdicts = [(line.text, line.right) for line in trial.lines if line.wanted == (key == "hits") and line.caught is not None]
        edit_lines(plain, verdicts, turn, title, HINT, key=f"{box}_{turn}")
        if len(plain) < len(entry[key]):
            notices.line(f"và {len(entry[key]) - len(plain)} ví dụ có bối cảnh hoặc là cả văn bản (xem ở phần YAML)", key=f"{box}_them")


def _verdict(entry: dict, trial) -> None:
    wrong = [line for line in trial.lines if not line.right]
    if trial.fault:
        notices.warn(_plain_fault(entry, trial), key="so_loi")
    elif wrong:
        notices.warn(_wrong(wrong), key="so_sai")
    else:
        notices.done(f"Cả {len(trial.lines)} câu đều đúng.", key="so_dung")


def _wrong(lines: list) -> str:
    """What to do about the sentences that are not judged as wanted."""
    missed, taken = sum(line.wanted for line in lines), sum(not line.wanted for line in lines)
    said = [f"{len(lines)} câu chưa đúng."]
    if missed:
        said.append(f"{missed} câu phải nêu mà máy chưa nêu: thêm cách viết trong câu ấy vào phần 3.")
    if taken:
        said.append(f"{taken} câu không được nêu mà máy lại nêu: thêm cụm từ loại trừ ở “Điều kiện kèm theo và ngoại lệ” của phần 3.")
    return " ".join(said)


BOXES = {
    "question": "Câu hỏi kiểm tra", "comment": "Ý kiến gợi ý", "code": "Mã", "any": "Nêu khi gặp", "act": "Làm việc gì",
    "when": "Khi nêu việc A",
    "needed": "Thiếu việc B", "missing": "Dấu hiệu của việc B", "like": "Biểu thức chính quy", "name": "Tên thủ tục",
}  # fmt: skip


def _plain_fault(entry: dict, trial) -> str:
    """The boxes that are still empty, else the refusal with its place."""
    found = entry["find"] if isinstance(entry["find"], list) else [entry["find"]]
    fields = [*((key, entry[key]) for key in ("question", "code", "comment")), *(pair for rule in found for pair in rule.items())]
    empty = [BOXES[key] for key, value in fields if key in BOXES and not value]
    if empty:
        return f"Còn để trống: {', '.join(dict.fromkeys(empty))}."
    if trial.field in ("", "code"):  # said of the item as a whole
        return trial.fault
    return f"Phần “{spelled.field(trial.field)}” (dòng {trial.row} của YAML): {trial.fault}"
