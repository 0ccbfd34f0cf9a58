"""YAML text ↔ plain values (text, whole numbers, fractions, true/false, lists, mappings), exact both ways and readable by strict_yaml.

Text is always written in quotes, so that `no`, `1.0` or a date never turns into something else than text.
"""

import re

import yaml

from pipelines.checklist import strict_yaml
from pipelines.errors import ChecklistError

Plain = str | int | float | bool | list | dict


class _Quoting(yaml.SafeDumper):
    """Quotes every text value, never writes an anchor."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


class _Key(str):
    """A key of a mapping: written bare."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Quoting.add_representer(_Key, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text)))


def write(value: Plain) -> str:
    """YAML text of the value; "" for an empty list."""
    if value == []:
        return ""
    return yaml.dump(_keyed(value), Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=10_000)


def _keyed(value: Plain):
    if isinstance(value, dict):
        return {_Key(key): _keyed(inner) for key, inner in value.items()}
    return [_keyed(inner) for inner in value] if isinstance(value, list) else value


_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What the YAML reader says of a broken text, and what to look for in that line.
_HINTS = (
    ("tab character", "dòng thụt vào bằng phím Tab; thay bằng dấu cách"),
    ("cannot start any token", "chữ bắt đầu bằng ký tự đặc biệt (@ % `) hoặc phím Tab; đặt cả chữ trong dấu ngoặc kép"),
    ("mapping values are not allowed", "thừa dấu hai chấm hoặc thụt đầu dòng sai; chữ có dấu hai chấm thì đặt trong dấu ngoặc kép"),
    ("end of stream", "thiếu dấu ngoặc kép đóng ở một dòng phía trên"),
    ("expected node content", "thiếu dấu đóng ngoặc ] hoặc } ở dòng này hay dòng trên"),
    ("expected ','", "thiếu dấu phẩy hoặc dấu đóng ngoặc ] hay } ở dòng này hay dòng trên"),
    ("'-' indicator", "thụt đầu dòng không thẳng với các dòng “- ” phía trên"),
    ("expected key", "thụt đầu dòng không thẳng với các dòng trên, hoặc còn chữ sau dấu ngoặc kép đóng"),
    ("another document", "tệp chỉ được có một phần; bỏ dòng ---"),
    ("escape character", "dấu \\ trong ngoặc kép phải viết hai lần: \\\\"),
    ("nesting", "ngoặc lồng nhau quá nhiều"),
    ("undefined alias", "chữ bắt đầu bằng dấu *; đặt cả chữ trong dấu ngoặc kép"),
)


def parse(text: str, name: str) -> strict_yaml.Value:
    """The root value of YAML text that a person wrote. Raises ChecklistError with `name`, the line and what to look for there."""
    if odd := _UNREADABLE.search(text):
        raise ChecklistError(f"{name}, dòng {text.count(chr(10), 0, odd.start()) + 1}: có ký tự điều khiển không dùng được; xóa đi.")
    try:
        return strict_yaml.parse(text, name)
    except ChecklistError as error:
        problem, mark = (getattr(error.__cause__, name, None) for name in ("problem", "problem_mark"))
        if mark and any(line.lstrip(" ").startswith("\t") for line in text.splitlines()[mark.line : mark.line + 1]):
            problem = "tab character"  # the reader often stumbles over it without saying so
        hint = next((hint for sign, hint in _HINTS if sign in (problem or "")), "")
        if not hint:
            raise
        raise ChecklistError(f"{error.message.removesuffix('.')}: {hint}.") from error


def key_at(text: str, row: int) -> str:
    """The key of the entry under which line `row` of its YAML text stands, "" unknown."""
    heads = (re.match(r"(\w+):", line) for line in reversed(text.splitlines()[:row]))
    return next((head[1] for head in heads if head), "")


def read(text: str, name: str) -> list[strict_yaml.Value]:
    """The entries of a YAML list, none for empty text. Raises ChecklistError with `name` and the line."""
    return parse(text, name).items() if text.strip() else []


def value_of(value: strict_yaml.Value) -> Plain:
    """The node as plain values. Raises ChecklistError for a date or an empty value, which stand in no item."""
    node = value.node
    if isinstance(node, yaml.MappingNode):
        return {key: value_of(inner) for key, inner in value.pairs().items()}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(inner) for inner in value.items()]
    kind = node.tag.rsplit(":", 1)[-1]
    convert = {"str": str, "int": int, "float": float, "bool": lambda text: text.lower() == "true"}.get(kind)
    if convert is None:
        raise value.refuse("giá trị để trống hoặc là ngày không đặt trong dấu ngoặc kép.")
    try:
        return convert(node.value)
    except ValueError as error:
        raise value.refuse("số viết sai.") from error
