"""Turn short text into the symbols of a bar code: Code 128, code set B (ISO/IEC 15417).

https://www.iso.org/standard/43896.html
"""

from __future__ import annotations

# Widths of bar, space, bar, space, bar, space: six digits for each of the symbols 0 to 105.
_DIGITS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132"
    "221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313"
    "231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141"
    "114131311141411131211412211214211232"
)
WIDTHS = (*(_DIGITS[at : at + 6] for at in range(0, len(_DIGITS), 6)), "2331112")  # the last is the stop, with its final bar
_START, _STOP = 104, 106
MODULES = 11  # of every symbol but the stop, which has two more


def symbols(text: str) -> list[int]:
    """Start, one symbol a character, check, stop. Raises ValueError for characters outside printable ASCII."""
    if not all(" " <= character <= "~" for character in text):
        raise ValueError(f"Code 128 B has no sign for a character of {text!r}")
    values = [_START, *(ord(character) - 32 for character in text)]
    return [*values, (values[0] + sum(at * value for at, value in enumerate(values))) % 103, _STOP]


def bars(symbol: int) -> list[tuple[int, int]]:
    """(offset, width) of each bar of a symbol, in modules."""
    found, at = [], 0
    for place, width in enumerate(map(int, WIDTHS[symbol])):
        if place % 2 == 0:
            found.append((at, width))
        at += width
    return found
