# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of python.yaml: every function here whose name does not begin with "_" is one."""

import re
from collections import Counter
from pathlib import Path
from typing import Literal


def loan(amount: float, percent: float, years: int, pays: Literal["monthly", "yearly"] = "monthly") -> dict:
    """Compute what a loan with equal payments costs.

    Args:
        amount: What is borrowed.
        percent: Interest for a year, such as 3.5.
        years: After how many it is paid back.
        pays: How often is paid.
    """
    if amount <= 0 or percent < 0 or years <= 0:
        raise ValueError("amount and years must be above 0, percent must not be below it")
    times = 12 if pays == "monthly" else 1
    rate, count = percent / 100 / times, years * times
    payment = amount / count if rate == 0 else amount * rate / (1 - (1 + rate) ** -count)
    return {"payment": round(payment, 2), "payments": count, "interest": round(payment * count - amount, 2)}


def frequent_words(file: str, most: int = 10, longer_than: int = 3) -> dict:
    """Count the words of a text file beside this one and give the most frequent.

    Args:
        file: Its name, such as weather.yaml.
        most: How many words to give.
        longer_than: Words of so many letters and fewer do not count.
    """
    words = re.findall(r"[^\W\d_]+", _text(file).lower())
    return dict(Counter(word for word in words if len(word) > longer_than).most_common(most))


def _text(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")
