"""Classes of words that items speak of: models/lexicon/*.yaml, one entry a class.

- id: ho_dan
  name: người dân, hộ gia đình
  words: ["(mỗi|từng|các) hộ", …]      patterns without gaps and classes
  except: ["hộ chiếu"]                 a longer phrase that is no sign of the class: it wins over a word inside it
  includes: [tin_do]                   the words of these classes count as well
  closed: true                         no other phrase begins inside a word of this class (“ủy ban nhân dân quyết định” names no people)
"""

import dataclasses
import functools
import pathlib
from collections.abc import Iterable

from pipelines.checklist import strict_yaml
from pipelines.checklist.patterns import Automaton, Pattern, Span
from pipelines.checklist.quantities import QUANTITIES

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "models" / "lexicon"


@dataclasses.dataclass(frozen=True)
class WordClass:
    id: str
    name: str
    words: tuple[Pattern, ...] = ()
    except_: tuple[Pattern, ...] = ()
    includes: tuple[str, ...] = ()
    closed: bool = False


@dataclasses.dataclass(frozen=True)
class Lexicon:
    classes: dict[str, WordClass]
    terms: tuple[str, ...] = ()  # an office's own terms, folded: segmentation keeps each together as one word

    def phrases(self, patterns: Iterable[Pattern]) -> dict[str, set[str]]:
        """Folded phrase → labels: every class's words and every plain phrase the items' patterns hold."""
        found: dict[str, set[str]] = {}
        for word_class in self.classes.values():
            for id in self._holders(word_class.id):
                _label(found, word_class.words, f"<{id}>")
            _label(found, word_class.except_, f"!{word_class.id}")
        for pattern in patterns:
            for label in pattern.labels:
                if not label.startswith("<"):
                    found.setdefault(label, set()).add(label)
        return found

    def automaton(self, patterns: Iterable[Pattern]) -> Automaton:
        patterns = tuple(patterns)
        own = (p for c in self.classes.values() for p in (*c.words, *c.except_))
        commas = {phrase for pattern in (*own, *patterns) for part in pattern.parts for phrase in part.commas}
        return Automaton(self.phrases(patterns), commas)

    def _holders(self, id: str) -> set[str]:
        """The class itself and every class that includes it, however far."""
        holders = {id}
        while True:
            more = {c.id for c in self.classes.values() if holders & set(c.includes)} - holders
            if not more:
                return holders
            holders |= more

    def knows(self, label: str) -> bool:
        return label[1:-1] in self.classes or label[1:-1] in QUANTITIES

    @functools.cached_property
    def _shields(self) -> frozenset[str]:
        """Labels of the classes' exceptions."""
        return frozenset(f"!{c.id}" for c in self.classes.values() if c.except_)

    @functools.cached_property
    def _closed(self) -> frozenset[str]:
        return frozenset(f"<{c.id}>" for c in self.classes.values() if c.closed)

    def settle(self, marks: dict[str, list[Span]]) -> dict[str, list[Span]]:
        """Marks without the words that stand inside a longer phrase of their class's exceptions, or begin inside a closed word."""
        for label in self._shields & marks.keys():
            shields = marks.pop(label)
            name = f"<{label[1:]}>"
            _keep(marks, name, [(a, b) for a, b in marks.get(name, ()) if not any(c <= a and b <= d for c, d in shields)])
        inside = {i for label in self._closed & marks.keys() for a, b in marks[label] for i in range(a + 1, b)}
        if inside:
            for label in list(marks):
                _keep(marks, label, [span for span in marks[label] if span[0] not in inside])
        return marks


def _keep(marks: dict[str, list[Span]], label: str, kept: list[Span]) -> None:
    if kept:
        marks[label] = kept
    else:
        marks.pop(label, None)


def _label(found: dict[str, set[str]], patterns: Iterable[Pattern], label: str) -> None:
    for pattern in patterns:
        for phrase in pattern.parts[0].labels:
            found.setdefault(phrase, set()).add(label)


@functools.lru_cache(maxsize=4)
def load_lexicon(folder: pathlib.Path = FOLDER) -> Lexicon:
    """Every class of the folder's files. Raises ChecklistError with file and line."""
    classes: dict[str, WordClass] = {}
    for path in sorted(folder.glob("*.yaml")):
        for value in strict_yaml.read(path).items():
            word_class = strict_yaml.build(WordClass, value)
            if word_class.id in classes or word_class.id in QUANTITIES:
                raise value.refuse(f"lớp từ “{word_class.id}” đã có.")
            for pattern in word_class.words + word_class.except_:
                if len(pattern.parts) > 1 or pattern.parts[0].labels[0].startswith("<"):
                    raise value.refuse(f"“{pattern.text}”: trong lớp từ không dùng “…” và “<…>”.")
            classes[word_class.id] = word_class
    for word_class in classes.values():
        unknown = set(word_class.includes) - set(classes)
        if unknown:
            raise strict_yaml.ChecklistError(f"lớp từ “{word_class.id}” gộp lớp chưa có: {', '.join(sorted(unknown))}.")
    return Lexicon(classes)
