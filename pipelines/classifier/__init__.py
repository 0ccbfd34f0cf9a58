"""Which provisions touch the four topics. `load_classifier()` reads the shipped model; training and evaluation import apart."""

from pipelines.classifier.model import TopicClassifier, load_classifier
from pipelines.classifier.second_look import second_look

__all__ = ["TopicClassifier", "load_classifier", "second_look"]
