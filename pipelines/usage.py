"""Command lines that speak Vietnamese: argparse asks gettext for its sentences, and `speak` hands them over."""

import argparse

SENTENCES = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "hiện lời hướng dẫn này rồi thoát",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lệnh chưa đúng: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không có tham số này: %s",
    "expected one argument": "cần kèm một giá trị",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần kèm ít nhất một giá trị",
    "expected %s argument": "cần kèm %s giá trị",
    "expected %s arguments": "cần kèm %s giá trị",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không dùng được",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có lựa chọn %(value)r (chọn một trong: %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "không có lệnh %(parser_name)r (chọn một trong: %(choices)s)",
    "one of the arguments %s is required": "cần một trong: %s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ, có thể là %(matches)s",
    "can't open '%(filename)s': %(error)s": "không mở được “%(filename)s”",
}


def speak() -> None:
    """From here on the usage, help and errors of every parser of this process are Vietnamese."""
    argparse._ = lambda text: SENTENCES.get(text, text)
    argparse.ngettext = lambda one, many, count: SENTENCES.get(one if count == 1 else many, many)
