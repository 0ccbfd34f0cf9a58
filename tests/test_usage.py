"""A wrong command is explained in Vietnamese, by both programs."""

import re

import pytest

from pipelines.__main__ import main as library
from review_app.__main__ import main as desk

ENGLISH = re.compile(r"\b(usage|error|arguments?|required|invalid|choice|choose|expected|unrecognized|options|show this|positional)\b")


@pytest.mark.parametrize("program", [library, desk])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--khong-co"],
        ["khong-co-lenh"],
        ["--port"],
        ["--port", "chin"],
        ["review"],
        ["review", "a.docx", "--as-of"],
        ["backup"],
        ["--help"],
    ],
)
def test_no_english_is_printed(program, arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        program(arguments)
    printed = "".join(capsys.readouterr())
    assert ended.value.code == (0 if arguments == ["--help"] else 2)
    assert printed and not ENGLISH.search(printed)
