"""The transformer: what is read together does not mix, the order of words counts, and torch learns the same function."""

import numpy as np
import pytest

from pipelines.checklist.encoder.network import layers, logits, padded
from pipelines.checklist.encoder.text import PAD, cut
from tests.checklist.encoder.factories import LAYERS, vocabulary, weights

TEXTS = ["Hộ dân nộp quỹ phải thu, không nộp quỹ dân thu.", "Dân không phải nộp quỹ thu.", "Hộ " * 300, "Quỹ thu hộ dân nộp"]


def judged(*texts: str) -> list[np.ndarray]:
    return logits(weights(), cut(texts, vocabulary())[0])


def test_a_text_is_judged_alike_alone_and_beside_longer_ones():
    together = judged(*TEXTS)
    alone = [one for text in TEXTS for one in judged(text)]
    assert len(together) == len(alone) > len(TEXTS)
    for left, right in zip(together, alone, strict=True):
        np.testing.assert_allclose(left, right, atol=1e-4)


def test_the_same_words_in_another_order_are_judged_otherwise():
    (left,), (right,) = judged("hộ không phải nộp quỹ"), judged("quỹ không nộp phải hộ")
    assert np.abs(left - right).max() > 1e-3


def test_what_stands_around_a_window_changes_its_judgement():
    alone, beside = judged("hộ dân nộp quỹ thu")[0], judged("hộ dân nộp quỹ thu; không phải nộp quỹ dân")[0]
    assert np.abs(alone[0] - beside[0]).max() > 1e-3


def test_nothing_is_asked_of_no_text():
    assert logits(weights(), []) == []


def test_torch_learns_the_function_that_judges():
    torch = pytest.importorskip("torch", reason="học lại bộ đọc câu cần gói torch; máy này không cài")
    from pipelines.checklist.encoder.training.module import Module
    from pipelines.checklist.encoder.training.train import _places

    given = weights()
    head = {name: given[name] for name in ("hidden", "hidden_bias", "judge", "judge_bias")}
    module = Module({name: values for name, values in given.items() if name not in head}, 16, 2).eval()
    with torch.no_grad():
        for name, values in head.items():
            module.of(name).copy_(torch.from_numpy(values))
        stretches, _ = cut(TEXTS, vocabulary())
        numbers = torch.from_numpy(padded(stretches))
        learned = module(numbers, numbers != PAD, *_places(stretches)).numpy()
    np.testing.assert_allclose(learned, np.concatenate(logits(given, stretches)), atol=1e-3)
    assert module.arrays().keys() == given.keys() and module.layers == layers(given) == LAYERS
