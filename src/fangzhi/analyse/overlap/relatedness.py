"""The product space of attention: which industries are named together, and how near a region is to one."""

from collections import defaultdict

from fangzhi.analyse.overlap.measures import specialisation
from fangzhi.analyse.overlap.naming import Matrix


def specialities(matrix: Matrix) -> dict[str, set[str]]:
    """The industries of which each region speaks at least as much as its peers do: a quotient of 1 or more."""
    quotients = specialisation(matrix)
    return {region: {name for name, value in row.items() if value >= 1} for region, row in quotients.items()}


def proximity(matrix: Matrix) -> dict[tuple[str, str], float]:
    """How often two industries are specialities of the same regions (Hidalgo et al. 2007).

    ``phi_ij = (regions with both) / max(regions with i, regions with j)``, a speciality being a quotient of 1 or more.
    Pairs that never meet are left out.
    """
    special = specialities(matrix)
    holders: dict[str, set[str]] = defaultdict(set)
    for region, names in special.items():
        for name in names:
            holders[name].add(region)
    out = {}
    ordered = sorted(holders)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            both = len(holders[one] & holders[other])
            if both:
                out[one, other] = both / max(len(holders[one]), len(holders[other]))
    return out


def densities(matrix: Matrix) -> dict[str, dict[str, float]]:
    """How near each industry is to what each region already specialises in, 0 to 1 (Hidalgo et al. 2007).

    ``sum of phi_ij over the region's specialities / sum of phi_ij over all industries``; i itself is in, phi_ii is 1.

    >>> densities({"a": {"x": 1, "y": 1}, "b": {"z": 1}})["a"]["z"]
    0.0
    """
    special = specialities(matrix)
    beside: dict[str, dict[str, float]] = {name: {name: 1.0} for names in special.values() for name in sorted(names)}
    for (one, other), phi in proximity(matrix).items():
        beside[one][other] = beside[other][one] = phi
    whole = {name: sum(row.values()) for name, row in beside.items()}
    return {
        region: {
            name: sum(phi for other, phi in row.items() if other in names) / whole[name] for name, row in beside.items()
        }
        for region, names in special.items()
    }
