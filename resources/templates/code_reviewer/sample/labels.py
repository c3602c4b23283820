# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels for drawers: short enough to print, and each one different."""

MAX_LENGTH = 12


def shorten(name):
    """The name without vowels, except at its beginning, cut to MAX_LENGTH."""
    head, tail = name[:1], name[1:]
    kept = "".join(letter for letter in tail if letter.lower() not in "aeiou")
    return (head + kept)[:MAX_LENGTH]


def labels(names):
    """A dictionary from name to label; equal labels are numbered."""
    result = {}
    for name in names:
        label = shorten(name)
        number = 2
        while label in result.values():
            label = f"{shorten(name)[:MAX_LENGTH - 2]}-{number}"
            number += 1
        result[name] = label
    return result
