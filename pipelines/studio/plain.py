"""YAML text ↔ plain values (text, whole numbers, fractions, true/false, lists, mappings), exact both ways and readable by strict_yaml.

Text is always written in quotes, so that `no`, `1.0` or a date never turns into something else than text.
"""

import yaml

from pipelines.checklist import strict_yaml

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


def read(text: str, name: str) -> list[strict_yaml.Value]:
    """The entries of a YAML list, none for empty text. Raises ChecklistError with `name` and the line."""
    return strict_yaml.parse(text, name).items() if text.strip() else []


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
