"""Tail probabilities for whole degrees of freedom, as finite sums: exact, and no library needed."""

import math


def chi_square_tail(value: float, degrees: int) -> float:
    """P(X > value) for a chi-square variable. Source: Abramowitz & Stegun (1964), 26.4.4 and 26.4.5.

    >>> round(chi_square_tail(3.841459, 1), 6), round(chi_square_tail(9.487729, 4), 6)
    (0.05, 0.05)
    """
    if value <= 0:
        return 1.0
    half = value / 2
    if degrees % 2:
        tail = math.erfc(math.sqrt(half))
        steps = [(2 * i - 1) / 2 for i in range(1, (degrees + 1) // 2)]
    else:
        tail = math.exp(-half)
        steps = [float(i) for i in range(1, degrees // 2)]
    tail += sum(math.exp(-half + step * math.log(half) - math.lgamma(step + 1)) for step in steps)
    return min(1.0, tail)


def student_tail(value: float, degrees: int) -> float:
    """P(|T| > |value|) for Student's t: two-sided. Source: Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.

    >>> round(student_tail(2.228139, 10), 6), round(student_tail(-12.706205, 1), 6)
    (0.05, 0.05)
    """
    if degrees < 1 or math.isnan(value):
        return math.nan
    angle = math.atan(abs(value) / math.sqrt(degrees))
    cosine = math.cos(angle)
    term = cosine if degrees % 2 else 1.0
    total = term if degrees > 1 else 0.0
    for i in range(3 if degrees % 2 else 2, degrees - 1, 2):
        term *= cosine * cosine * (i - 1) / i
        total += term
    inside = (2 / math.pi) * (angle + math.sin(angle) * total) if degrees % 2 else math.sin(angle) * total
    return min(1.0, max(0.0, 1.0 - inside))


def normal_tail(value: float) -> float:
    """P(|Z| > |value|) for the standard normal: two-sided.

    >>> round(normal_tail(1.959964), 6)
    0.05
    """
    return math.erfc(abs(value) / math.sqrt(2))
