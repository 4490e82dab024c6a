"""Numbers as agreements print them: "IV" and "4" are the same article."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def arabic(number: str) -> str:
    """An article's number in digits: "IV" gives "4"; anything else in small letters."""
    text = number.lower()
    if not text or set(text) - set(_ROMAN):
        return text
    values = [_ROMAN[letter] for letter in text]
    return str(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))
