"""Numbers of lists as word processors and browsers print them."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 4999


def in_format(number: int, form: str) -> str:
    """A number as a format prints it, by the names that Word gives to formats."""
    match form:
        case "lowerRoman" | "upperRoman":
            return _cased(roman(number), form)
        case "lowerLetter" | "upperLetter":
            return _cased(letters(number), form)
        case "decimalZero":
            return f"{number:02}"
        case "numberInDash":
            return f"- {number} -"
        case "ordinal":
            return f"{number}{_ending(number)}"
        case "none":
            return ""
        case _:
            return str(number)


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def roman(number: int) -> str:
    """A number in small Roman numerals; in digits where they cannot say it."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    text = ""
    for worth, letter in _ROMAN:
        text += letter * (number // worth)
        number %= worth
    return text


def letters(number: int) -> str:
    """A number in small letters as Word counts: a … z, aa, bb … zz, aaa; in digits where they cannot say it."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
