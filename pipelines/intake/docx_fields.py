"""Complex fields (fldChar begin … separate … end): which text is an instruction and which is the result people see."""

from pipelines.intake.package import attr, child, children, value_of, whole


class Fields:
    """Follows the field marks of a part in document order. A field that never closes hides nothing."""

    def __init__(self, marks):
        self._settled = _settled(marks)
        self._around: list[bool] = []  # one a field: still in its instruction?
        self._instructions = 0  # how many of them are

    def step(self, mark) -> None:
        kind = attr(mark, "fldCharType")
        if kind == "begin":
            self._around.append(mark in self._settled)
            self._instructions += self._around[-1]
        elif kind in ("separate", "end") and self._around:
            self._instructions -= self._around[-1]
            self._around[-1] = False
            if kind == "end":
                self._around.pop()

    @property
    def inside(self) -> bool:
        return bool(self._around)

    @property
    def in_instruction(self) -> bool:
        return self._instructions > 0


def _settled(marks) -> set:
    """The begin marks that a separate or end mark belongs to."""
    settled, stack = set(), []
    for mark in marks:
        kind = attr(mark, "fldCharType")
        if kind == "begin":
            stack.append(mark)
        elif stack:
            settled.add(stack[-1])
            if kind == "end":
                stack.pop()
    return settled


def chosen_entry(mark) -> str:
    """The entry a drop-down form field shows; "" for other fields."""
    choices = child(child(mark, "ffData"), "ddList")
    entries = children(choices, "listEntry")
    chosen = whole(value_of(child(choices, "result"), "0"))
    return value_of(entries[chosen]) if 0 <= chosen < len(entries) else ""
