"""One counter value in the formats Word offers for automatic numbers."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ENGLISH = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"),
)
_ENGLISH_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_LARGEST = 32767  # Word counts no further


def _roman(value: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        shown += letters * (value // worth)
        value %= worth
    return shown


def _letter(value: int) -> str:
    """a … z, aa, bb … zz, aaa: Word repeats the letter."""
    if value < 1:
        return ""
    rounds, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def _vietnamese(value: int) -> str:
    if value < 10:
        return _VIETNAMESE[value]
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi"
    if ones == 0:
        return head
    tail = "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _VIETNAMESE[ones]
    return f"{head} {tail}"


def _ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


def _cardinal(value: int) -> str:
    if value < 20:
        return _ENGLISH[value]
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[ones].lower()}" if ones else "")


_FORMATS = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "vietnameseCounting": _vietnamese,
    "none": lambda value: "",
}


def show(value: int, number_format: str) -> str:
    """The value as Word prints it; formats of other scripts come out as decimal."""
    return _FORMATS.get(number_format, str)(min(max(value, 0), _LARGEST))
