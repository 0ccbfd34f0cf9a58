"""Dạy máy: reviewers' decisions teach the topic classifier, which never takes over a model that finds less."""

import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

import pipelines
from pipelines.errors import ModelError, PipelineError
from review_app import records
from review_app.parts import judges, notices, words
from review_app.viewer import show_passage, show_table
from review_app.views.studio import spelled, working

ANSWERS = (("Không", "1", 0), ("Có liên quan", "2", 1), ("Chạm rõ", "3", 2))  # label, key, strength
MEANINGS = {
    "dan_van": "vận động, lấy ý kiến, đối thoại với Nhân dân; việc của Mặt trận, đoàn thể; dân chủ ở cơ sở",
    "ton_giao": "tín ngưỡng, tôn giáo, chức sắc, tín đồ, cơ sở thờ tự, lễ hội tín ngưỡng",
    "dan_toc": "đồng bào dân tộc thiểu số, vùng đồng bào, ngôn ngữ, bản sắc của các dân tộc thiểu số",
    "quyen_cong_dan": "quyền, lợi ích, nghĩa vụ, khoản nộp, giấy tờ, đất, nhà, dữ liệu của người dân",
}
LEAST = 10  # labels of the office before a lesson is worth its while
TOPICS = {key: name for key, name in words.TOPIC_NAMES.items() if key != "the_thuc"}


def show(at: records.Desk) -> None:
    working.say()
    on = records.teaching_on(at)
    may = at.user.can("checklist")
    notices.line(
        "Khi bật, quyết định của người rà soát và các lần xem lại trở thành điều khoản có nhãn, chỉ lưu trong kho của cơ quan "
        "và mất theo hồ sơ khi xóa. Mô hình học thêm chỉ được dùng khi không tìm sót hơn mô hình đang dùng trên các mẫu đối chứng.",
        key="dy_nhac",
    )
    st.toggle("Cho phép dạy máy từ quyết định của cơ quan", on, key="dy_bat", on_change=_turn, args=(at,), disabled=not may)
    if not on:
        return
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        st.subheader("Gắn nhãn")
        _ask(at, may)
    with right:
        st.subheader("Học lại")
        _lesson(at, may)
        _models(at, may)


def _turn(at: records.Desk) -> None:
    _act(lambda: records.turn_teaching(at, st.session_state["dy_bat"]))


def _act(action, done: str = "") -> None:
    try:
        action()
        if done:
            st.session_state["dm_xong"] = done
    except PipelineError as error:
        st.session_state["dm_loi"] = error


# ---------------------------------------------------------------- labelling


def _ask(at: records.Desk, may: bool) -> None:
    """One question at a time, the least sure first; one key an answer."""
    if "dy_hoi" not in st.session_state:
        classifier = judges.classifier()[0]
        limits = {topic: values["flag"] for topic, values in classifier.card["thresholds"].items()} if classifier else {}
        st.session_state["dy_hoi"] = list(records.ask_next(at, limits))
    waiting = st.session_state["dy_hoi"]
    notices.line(f"Đã có {len(records.labelled_rows(at))} điều khoản có nhãn.", key="dy_so")
    if not waiting:
        notices.line("Không còn điều khoản nào máy phân vân.", key="dy_het")
    else:
        _question(at, waiting[0], may)
    _back()
    st.button("Lấy nhãn từ các quyết định đã có", on_click=_gather, args=(at,), disabled=not may, key="dy_lay")


def _question(at: records.Desk, question: records.Question, may: bool) -> None:
    head = [(f"{TOPICS[question.topic]}: ", "dam"), ("điều khoản này có chạm đến chủ đề ấy không?", "")]
    where = f"Hồ sơ {question.place}, {question.label}; máy cho là có với mức chắc chắn {spelled.share(question.score)}"
    about = f"{TOPICS[question.topic]} là: {MEANINGS[question.topic]}."
    above = words.shorten(question.context, 220)
    small = [("nho", [(text, "")]) for text in (about, where, above)]
    show_passage([("hoi", head), *small, ("vb", [(question.text, "")])], key="dy_cau")
    with st.container(horizontal=True):
        for label, key, strength in ANSWERS:
            st.button(label, shortcut=key, on_click=_answer, args=(at, question, strength), disabled=not may, key=f"dy_{strength}")
        st.button("Bỏ qua", shortcut="0", on_click=_skip, key="dy_bo_qua")
    notices.line(
        "Chạm rõ: điều khoản làm thay đổi việc người dân, tổ chức được làm, phải làm, được nhận, phải nộp, hoặc giao việc cụ thể. "
        "Có liên quan: chỉ nhắc chung. Phím 1, 2, 3 trả lời; 0 bỏ qua.",
        key="dy_cach",
    )


def _back() -> None:
    """The last answer, and the way back to its question."""
    last = st.session_state.get("dy_vua")
    if last:
        question, said = last
        notices.line(f"Vừa lưu: {question.label}, {TOPICS[question.topic]}: {said}.", key="dy_vua_luu")
        st.button("Trả lời lại câu vừa rồi", on_click=_again, key="dy_lai")


def _again() -> None:
    """The question comes back; another answer takes the place of the stored one."""
    st.session_state.setdefault("dy_hoi", []).insert(0, st.session_state.pop("dy_vua")[0])


def _answer(at: records.Desk, question: records.Question, strength: int) -> None:
    try:
        records.save_label(at, question, strength)
    except PipelineError as error:
        st.session_state["dm_loi"] = error
        return
    _skip()
    st.session_state["dy_vua"] = question, ANSWERS[strength][0]


def _skip() -> None:
    st.session_state.pop("dy_vua", None)
    st.session_state["dy_hoi"].pop(0)
    if not st.session_state["dy_hoi"]:
        st.session_state.pop("dy_hoi")


def _gather(at: records.Desk) -> None:
    try:
        new = records.gather_labels(at)
        st.session_state["dm_xong"] = f"Đã lấy thêm {new} điều khoản có nhãn từ các quyết định."
    except PipelineError as error:
        st.session_state["dm_loi"] = error
    st.session_state.pop("dy_hoi", None)


# ---------------------------------------------------------------- the lesson


@dataclass
class Lesson:
    """One lesson on its way, in the background."""

    share: float = 0.0
    phase: str = "Đang chờ"
    model: records.TopicModel | None = None
    error: PipelineError | None = None
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def finished(self) -> bool:
        return self.model is not None or self.error is not None

    def step(self, share: float, phase: str) -> None:
        self.share, self.phase = share, phase


def _lesson(at: records.Desk, may: bool) -> None:
    running: Lesson | None = st.session_state.get("dy_bai")
    if running is None:
        count = len(records.labelled_rows(at))
        st.button("Học lại từ các nhãn", type="primary", on_click=_begin, args=(at,), disabled=not may or count < LEAST, key="dy_hoc")
        if count < LEAST:
            notices.line(f"Cần ít nhất {LEAST} điều khoản có nhãn.", key="dy_it")
    elif running.finished:
        _finished(running)
    else:
        _progress(running)


def _begin(at: records.Desk) -> None:
    lesson = Lesson()
    lesson.thread = threading.Thread(target=_work, args=(at, lesson), name="hoc-lai", daemon=True)
    st.session_state["dy_bai"] = lesson
    lesson.thread.start()


def _work(at: records.Desk, lesson: Lesson) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="hoc-lai-") as folder:
            report = pipelines.learn(records.labelled_rows(at), Path(folder), records.used_model_folder(at.store), lesson.step)
            lesson.model = records.keep_model(at, Path(folder), report)
    except PipelineError as error:
        lesson.error = error
    except Exception as error:  # a bug: named in the log by its kind only, and the page says so plainly
        records.log_failure(error)
        lesson.error = ModelError(
            "Có lỗi ngoài dự kiến khi học lại; mô hình đang dùng vẫn nguyên.", "Thử lại; nếu vẫn lỗi, báo người quản trị."
        )


@st.fragment(run_every=1.0)
def _progress(lesson: Lesson) -> None:
    st.progress(lesson.share)
    notices.line(f"{lesson.phase}. Có thể làm việc khác trong lúc máy học.", key="dy_buoc")
    if lesson.finished:
        st.rerun()


def _finished(lesson: Lesson) -> None:
    if lesson.error:
        notices.refused(lesson.error, key="dy_loi")
    elif lesson.model.used:
        notices.done(f"Mô hình số {lesson.model.number} tìm không sót hơn nên đã được dùng.", key="dy_dung")
    else:
        notices.warn(f"Mô hình số {lesson.model.number} không được dùng. {lesson.model.report.why}", key="dy_khong")
    st.button("Học lần nữa", on_click=lambda: st.session_state.pop("dy_bai", None), key="dy_nua")


# ---------------------------------------------------------------- models


def _models(at: records.Desk, may: bool) -> None:
    found = records.list_models(at)
    st.subheader("Các mô hình")
    rows = [_row(model) for model in found]
    shipped = not any(model.used for model in found)
    rows.append({"id": "0", "cells": ["gốc", "theo chương trình", "", ("đang dùng", "xong") if shipped else ""]})
    columns = [("Số", "3.5rem"), ("Học", "9rem"), ("Nhãn", "4rem"), ("", "")]
    show_table(columns, rows, "", key="dy_bang", selected=st.session_state.get("dy_chon"), on_pick=_picked)
    chosen = next((model for model in found if str(model.number) == st.session_state.get("dy_chon")), found[0] if found else None)
    if chosen:
        _report(chosen)
    number = int(st.session_state.get("dy_chon", -1))
    usable = number == 0 or (chosen is not None and chosen.number == number and chosen.report.kept)
    st.button("Dùng mô hình đang chọn", on_click=_use, args=(at, number), disabled=not (may and usable), key="dy_dung_lai")


def _row(model: records.TopicModel) -> dict:
    state = ("đang dùng", "xong") if model.used else "" if model.report.kept else ("sót hơn, không dùng", "tre")
    return {"id": str(model.number), "cells": [str(model.number), words.moment(model.at), str(model.report.labels), state]}


def _picked() -> None:
    if chosen := st.session_state["dy_bang"].pick:
        st.session_state["dy_chon"] = chosen


def _use(at: records.Desk, number: int) -> None:
    _act(lambda: records.use_model(at, number), "Đã đổi mô hình; các dự thảo nạp sau được xét bằng mô hình này.")


def _report(model: records.TopicModel) -> None:
    """Recall before and after as bars with their numbers: readable without colour and in print."""
    report, rows = model.report, []
    for topic, name in TOPICS.items():
        for said, side in (("trước", report.before), ("sau", report.after)):
            low, high = side.interval[topic]
            strong = (f"{spelled.share(side.strong[topic], 1)} ({spelled.share(low)} – {spelled.share(high)})", "", side.strong[topic])
            rows.append(
                {
                    "cells": [
                        f"{name}, {said}",
                        (f"{spelled.share(side.recall[topic], 1)}", "", side.recall[topic]),
                        strong,
                        f"{spelled.share(side.precision[topic])}",
                    ]
                }
            )
    st.subheader("Độ bao phủ trên mẫu đối chứng")
    columns = [("Chủ đề", "9.5rem"), ("Có liên quan", ""), ("Chạm rõ (khoảng 95 %)", ""), ("Chính xác", "5rem")]
    show_table(columns, rows, "", key="dy_so_do")
    marked = f"{spelled.share(report.before.read, 1)} → {spelled.share(report.after.read, 1)}"
    said = f"Đo trên {report.provisions} điều khoản mẫu không dùng khi học lại. Số điều khoản được đánh dấu: {marked}."
    notices.line(said, key="dy_doc")
    if report.fresh_before:
        notices.line(_fresh(report), key="dy_chua_hoc")


def _fresh(report) -> str:
    """How the same labels change a model that never met the samples: the fair comparison."""
    both = ((name, report.fresh_before.recall[topic], report.fresh_after.recall[topic]) for topic, name in TOPICS.items())
    shares = "; ".join(f"{name} {spelled.share(before, 1)} → {spelled.share(after, 1)}" for name, before, after in both)
    return (
        "Mô hình gốc đã gặp các mẫu này khi được lập nên con số trên cao hơn thực tế, chỉ dùng để so trước với sau. "
        f"Với mô hình đối chứng chưa gặp mẫu nào trong số này, các nhãn của cơ quan làm thay đổi: {shares}. "
        "Mô hình mới chỉ được dùng khi cả hai phép đo đều không giảm."
    )
