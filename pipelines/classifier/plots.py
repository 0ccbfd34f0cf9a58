"""The reliability of the scores as a picture: what share of the provisions given a score really touch the topic."""

from pathlib import Path

PICTURE = "do_tin_cay.png"


def draw_reliability(reliability: dict[str, list[dict]], names: dict[str, str], path: Path) -> bool:
    """Write one panel a topic; False when matplotlib, which only developers install, is missing."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return False
    figure = Figure(figsize=(12, 3.4), layout="constrained")
    for panel, (topic, bins) in zip(figure.subplots(1, len(reliability), sharey=True), reliability.items(), strict=True):
        panel.plot([0, 1], [0, 1], color="0.7", linestyle="--")
        panel.plot([b["score"] for b in bins], [b["share"] for b in bins], marker="o")
        for b in bins:
            panel.annotate(str(b["n"]), (b["score"], b["share"]), textcoords="offset points", xytext=(4, -10), fontsize=7)
        panel.set(title=names[topic], xlabel="Xác suất mô hình nêu", xlim=(0, 1), ylim=(-0.02, 1.02))
    figure.axes[0].set_ylabel("Tỷ lệ thật có chủ đề")
    figure.savefig(path, dpi=110, metadata={"Software": None})
    return True
