"""Complex fields (fldChar begin … separate … end): which text is an instruction and which is the result people see."""

from pipelines.intake.package import attr, child, children, value_of, whole


class Fields:
    """Follows the field marks of a part in document order. A field that never closes hides nothing."""

    def __init__(self, marks):
        self._settled = _settled(marks)
        self.around: list[bool] = []  # one a field: still in its instruction?

    def step(self, mark) -> None:
        kind = attr(mark, "fldCharType")
        if kind == "begin":
            self.around.append(mark in self._settled)
        elif kind == "separate" and self.around:
            self.around[-1] = False
        elif kind == "end" and self.around:
            self.around.pop()

    @property
    def in_instruction(self) -> bool:
        return True in self.around


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
