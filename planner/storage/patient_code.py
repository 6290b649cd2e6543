"""A patient's code, such as P-7F3F: drawn at random, with a last character that shows a slip of the pen."""

import re
from collections.abc import Callable

from planner.errors import PatientEntryRefused

# No I, L, O, U: nobody has to tell 1 from I or 0 from O. 32 characters, so that they form a finite field.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")
_FORM = re.compile(rf"P-?([{ALPHABET}]{{4,8}})")
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over two elements


def draw_code(random_below: Callable[[int], int], *, length: int = 3) -> str:
    """Return a new code of ``length`` random characters and the check character.

    Examples
    --------
    >>> draw_code(lambda below: 7)
    'P-777F'
    """
    drawn = "".join(ALPHABET[random_below(len(ALPHABET))] for _ in range(length))
    return f"P-{drawn}{check_character(drawn)}"


def check_character(drawn: str) -> str:
    """Return the character that makes any one wrong character, and any two exchanged ones, show.

    The sum of x^i times the i-th character in the field of 32 elements: the factors are all different and
    none is zero or one, so neither slip leaves the sum as it was.
    """
    total = 0
    for character in reversed(drawn):
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def read_code(text: str) -> str:
    """Return the code that somebody typed, in its one right form.

    Raises
    ------
    PatientEntryRefused
        If it is no code, or its check character does not fit.
    """
    typed = "".join(text.split()).upper()
    found = _FORM.fullmatch(typed[:1] + typed[1:].translate(_MISREAD))
    if found is None:
        raise PatientEntryRefused("A patient's code is like P-777F: type the P and the characters after it.")
    drawn, check = found[1][:-1], found[1][-1]
    if check_character(drawn) != check:
        raise PatientEntryRefused(
            f"P-{found[1]} is no patient's code: one character is wrong, read it again."
        )
    return f"P-{drawn}{check}"


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 0b100000 else doubled
