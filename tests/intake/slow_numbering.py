"""A second, slow reckoning of automatic numbers, written apart from the product: it counts the whole list anew for every paragraph.

A definition here is plain data: abstracts = {key: {level: dict(start, form, text, legal, restart)}},
nums = {id: (abstract key, {level: start override}, {level: replaced level})}, paragraphs = [(num id, level)].
"""

import re


def numbers(abstracts: dict, nums: dict, paragraphs: list[tuple[int, int]]) -> list[str]:
    return [number_at(abstracts, nums, paragraphs, at) for at in range(len(paragraphs))]


def levels_of(abstracts: dict, nums: dict, num: int) -> dict:
    key, _, replaced = nums[num]
    return {**abstracts[key], **replaced}


def start_of(abstracts: dict, nums: dict, num: int, level: int) -> int:
    return nums[num][1].get(level, levels_of(abstracts, nums, num)[level]["start"])


def number_at(abstracts: dict, nums: dict, paragraphs: list, at: int) -> str:
    num, level = paragraphs[at]
    own = levels_of(abstracts, nums, num)
    text = own[level]["text"]
    for digit in re.findall("%([1-9])", text):
        place = int(digit) - 1
        if place > level:
            shown = ""
        else:
            form = own[place]["form"]
            shown = printed(value_at(abstracts, nums, paragraphs, at, place), "decimal" if own[level]["legal"] and form != "none" else form)
        text = text.replace("%" + digit, shown)
    return text


def value_at(abstracts: dict, nums: dict, paragraphs: list, at: int, place: int) -> int:
    """The value of `place` at paragraph `at`: walk back to where this level last began, then count forward."""
    key = nums[paragraphs[at][0]][0]
    value = None
    for step in range(at + 1):
        num, level = paragraphs[step]
        if nums[num][0] != key:
            continue
        if level == place:
            fresh = place in nums[num][1] and not any(
                other == num and used >= place and (used == place or began_here(abstracts, nums, paragraphs, before, place))
                for before, (other, used) in enumerate(paragraphs[:step])
            )
            value = start_of(abstracts, nums, num, place) if value is None or fresh else value + 1
        elif level > place and value is None:
            value = start_of(abstracts, nums, num, place)
        elif level < place and value is not None and restarts(levels_of(abstracts, nums, num)[place]["restart"], place, level):
            value = None
    return value


def began_here(abstracts: dict, nums: dict, paragraphs: list, at: int, place: int) -> bool:
    """Did the deeper paragraph `at` jump over `place` and so begin it?"""
    key = nums[paragraphs[at][0]][0]
    value = False
    for num, level in paragraphs[:at]:
        if nums[num][0] == key:
            if level >= place:
                value = True
            elif restarts(levels_of(abstracts, nums, num)[place]["restart"], place, level):
                value = False
    return not value


def restarts(rule: int | None, place: int, used: int) -> bool:
    if rule is None or rule > place:
        return True
    return rule != 0 and used <= rule - 1


def printed(value: int, form: str) -> str:
    if form == "none":
        return ""
    if form == "decimalZero":
        return str(value).zfill(2)
    if form in ("lowerLetter", "upperLetter"):
        letters = "" if value < 1 else "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
        hundreds = ["", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"]
        roman = "m" * (value // 1000) + hundreds[value // 100 % 10] + tens[value // 10 % 10] + units[value % 10]
        return roman.upper() if form == "upperRoman" else roman
    return str(value)
