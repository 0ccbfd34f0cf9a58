"""Regular expressions of an office: one that backtracks without end is refused when it is saved, within a tenth of a second."""

import time
from collections.abc import Iterable

import regex

from pipelines.checklist import strict_yaml
from pipelines.checklist.primitives.user_regex import UserRegex
from pipelines.checklist.schema import Item

BUDGET = 0.08  # seconds for all probes together: refused well within the promised tenth of a second
LONGEST = 300  # characters of an expression
_COUNT = regex.compile(r"\{(\d*),?(\d*)\}")
_MOST = 500  # of one counted repeat, and of the product of all
_LENGTHS = (24, 200, 4000)


def check_expressions(item: Item, value: strict_yaml.Value) -> None:
    """Raises ChecklistError for the first expression of the item that is too long, too repetitive or too slow."""
    for primitive in item.find.any:
        if isinstance(primitive, UserRegex) and (fault := fault_of(primitive.like)):
            raise value.refuse(f"mục {item.code}: biểu thức “{primitive.like[:40]}” {fault}")


def fault_of(expression: str) -> str:
    """Why the expression is refused, as the end of a Vietnamese sentence; "" for a good one. Takes at most about BUDGET seconds."""
    if len(expression) > LONGEST:
        return f"dài quá {LONGEST} chữ."
    if _repeats(expression) > _MOST:
        return f"lặp quá {_MOST} lần; giảm số trong dấu {{…}}."
    try:
        compiled = regex.compile(expression)
    except regex.error:
        return "viết sai."
    deadline = time.perf_counter() + BUDGET * 0.6
    for text in _probes(expression):
        left = deadline - time.perf_counter()
        try:
            if left <= 0:
                raise TimeoutError
            any(True for _ in compiled.finditer(text, timeout=left))
        except TimeoutError:
            return "chạy quá chậm (lặp lồng nhau); viết lại cho đơn giản hơn."
    return ""


def _repeats(expression: str) -> int:
    product = 1
    for low, high in _COUNT.findall(expression):
        product *= max(1, int(high or low or 1))
    return product


def _probes(expression: str) -> Iterable[str]:
    """Texts that make backtracking show: long runs of the expression's own letters that end in something it does not expect."""
    own = "".join(dict.fromkeys(c for c in expression if c.isalnum()))[:6] or "a"
    for length in _LENGTHS:
        for seed in (*own[:4], own, "a", "1", " ", "a ", "a,", "ab1 ", "hộ dân ", "1.000 "):
            yield (seed * length)[:length] + "!\n"
            yield (seed * length)[:length] + f"!{own};,"  # what the expression requires stands there, out of reach
