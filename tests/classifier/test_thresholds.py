"""From which scores a flag is raised, and what deserves reading first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.classifier.thresholds import attention_of, choose_thresholds
from pipelines.classifier.training import SETTINGS, read_labelled
from pipelines.types import TOPICS
from tests.classifier.test_samples import SAMPLES

OUTPUTS = 2 * len(TOPICS)  # touched by each topic, then strongly by each
scores = st.lists(st.floats(0, 1), min_size=OUTPUTS, max_size=OUTPUTS)


def test_a_threshold_lets_little_of_strength_two_slip():
    strength = read_labelled(None, SAMPLES).strength
    rng = np.random.default_rng(0)
    found = np.hstack([strength * 0.3, (strength == 2) * 0.6]) + rng.random((len(strength), OUTPUTS)) * 0.2
    for j, (topic, limits) in enumerate(choose_thresholds(found, strength, SETTINGS).items()):
        assert topic == TOPICS[j]
        assert (found[strength[:, j] == 2, j] >= limits["flag"]).mean() >= 0.9 and limits["flag"] <= limits["clear"]


@given(scores, st.integers(0, OUTPUTS - 1), st.floats(0, 1))
def test_a_higher_score_never_puts_a_provision_later(found, place, higher):
    raised = [max(value, higher) if i == place else value for i, value in enumerate(found)]
    before, after = attention_of(np.array([found, raised]))
    assert 0 <= before <= after <= 1


def test_what_is_likely_to_matter_comes_before_what_is_only_mentioned():
    mentioned, matters, neither = np.zeros((3, OUTPUTS)) + 0.05
    mentioned[0], matters[0], matters[len(TOPICS)] = 0.8, 0.7, 0.6
    assert np.argsort(-attention_of(np.array([neither, mentioned, matters]))).tolist() == [2, 1, 0]
