"""YAML as people edit it, read strictly: every refusal names the file and the line, and lists the valid choices.

Refused: a broken file, an alias, a key twice, an unknown key, a missing key, a value of the wrong kind (so that an unquoted `no`, `1.0`
or `2026-01-01` never slips in as something else than text).
"""

import dataclasses
import pathlib
import types
import typing

import yaml

from pipelines.errors import ChecklistError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KIND = {"str": "chữ", "int": "số nguyên", "float": "số", "bool": "true/false", "null": "rỗng", "timestamp": "ngày"}


@dataclasses.dataclass(frozen=True)
class Value:
    """A YAML node together with the file it stands in."""

    node: yaml.Node
    file: str

    @property
    def line(self) -> int:
        return self.node.start_mark.line + 1

    def refuse(self, what: str) -> ChecklistError:
        return ChecklistError(f"{self.file}, dòng {self.line}: {what}")

    def pairs(self) -> dict[str, "Value"]:
        """The mapping's entries; refuses a list, a scalar and a key written twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refuse("chỗ này phải là các dòng “khóa: giá trị”.")
        found: dict[str, Value] = {}
        for key, value in self.node.value:
            if key.value in found:
                raise Value(key, self.file).refuse(f"khóa “{key.value}” viết hai lần.")
            found[key.value] = Value(value, self.file)
        return found

    def items(self) -> list["Value"]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refuse("chỗ này phải là danh sách (mỗi dòng bắt đầu bằng “- ”).")
        return [Value(node, self.file) for node in self.node.value]

    def scalar(self, kind: str) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.refuse(f"chỗ này phải là {_KIND[kind]}.")
        found = self.node.tag.rsplit(":", 1)[-1]
        if found != kind and not (kind == "float" and found == "int"):
            raise self.refuse(f"cần {_KIND[kind]}, đang là {_KIND.get(found, found)}; chữ thì đặt trong dấu ngoặc kép.")
        return self.node.value


def read(path: pathlib.Path) -> Value:
    """The file's root value. Raises ChecklistError for a missing or broken file and for aliases."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ChecklistError(f"{path.name}: không đọc được tệp.") from error
    return parse(text, path.name)


def parse(text: str, name: str) -> Value:
    """The root value of YAML text; `name` stands in the refusals."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ChecklistError(f"{name}, dòng {mark.line + 1 if mark else 1}: sai cú pháp YAML.") from error
    if node is None:
        raise ChecklistError(f"{name}, dòng 1: tệp rỗng.")
    _refuse_aliases(Value(node, name), set())
    return Value(node, name)


def _refuse_aliases(value: Value, seen: set[int]) -> None:
    if id(value.node) in seen:
        raise value.refuse("không dùng bí danh YAML (& và *).")
    seen.add(id(value.node))
    children = value.node.value if not isinstance(value.node, yaml.ScalarNode) else ()
    for child in children:
        for node in child if isinstance(child, tuple) else (child,):
            _refuse_aliases(Value(node, value.file), seen)


def build(kind: type, value: Value, given: dict[str, "Value"] | None = None):
    """A frozen dataclass made from a mapping: its fields are the keys, its defaults make a key optional."""
    pairs = value.pairs() if given is None else given
    hints = typing.get_type_hints(kind)
    fields = {f.name.rstrip("_"): f for f in dataclasses.fields(kind) if f.init}
    for key, entry in pairs.items():
        if key not in fields:
            raise entry.refuse(f"không có khóa “{key}”; các khóa dùng được: {', '.join(fields)}.")
    made = {}
    for key, field in fields.items():
        if key in pairs:
            made[field.name] = convert(hints[field.name], pairs[key])
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise value.refuse(f"thiếu khóa “{key}”.")
    try:
        return kind(**made)
    except ValueError as error:
        raise value.refuse(str(error)) from error


def convert(hint, value: Value):
    """The value as the type hint wants it. Raises ChecklistError with file and line."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hasattr(hint, "from_yaml"):
        return hint.from_yaml(value)
    if origin is typing.Literal:
        return _choice(args, value)
    if origin is tuple:
        return tuple(convert(args[0], entry) for entry in value.items())
    if origin is dict:
        return {key: convert(args[1], entry) for key, entry in value.pairs().items()}
    if origin in (typing.Union, types.UnionType):
        return convert(next(a for a in args if a is not type(None)), value)
    if dataclasses.is_dataclass(hint):
        return build(hint, value)
    return _scalar(hint, value)


def _choice(choices, value: Value):
    text = value.scalar("str")
    if text not in choices:
        raise value.refuse(f"“{text}” không dùng được; chọn một trong: {', '.join(choices)}.")
    return text


def _scalar(hint, value: Value):
    text = value.scalar(hint.__name__)
    if hint is str:
        if not text.strip():
            raise value.refuse("chữ để trống.")
        return text.strip()
    return text.lower() == "true" if hint is bool else hint(text)
