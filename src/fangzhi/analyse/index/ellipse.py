"""Centre of gravity and standard deviation ellipse of a score over the map."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.projection import albers, inverse_albers
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Centre (degrees), half axes (km), direction of the long axis (degrees clockwise from north), area (km²)."""

    longitude: float
    latitude: float
    long_axis_km: float
    short_axis_km: float
    direction: float
    area_km2: float


def deviation_ellipse(
    longitude: Floats, latitude: Floats, weights: Floats, *, form: Literal["linear", "squared"] = "linear"
) -> Ellipse:
    """Weighted standard deviation ellipse in the Albers plane: axes are the eigenvectors of the weighted covariance.

    Centre = Σ w x / Σ w. Half axes = √eigenvalue: one standard deviation, without the factor √2 that some programs
    apply. ``linear`` weights the covariance by w (Yuill, Geografiska Annaler B 53, 1971); ``squared`` by w², as many
    papers print the formula (Σ w² x̃² / Σ w²). InputError for fewer than three points or weights that are not positive.

    >>> e = deviation_ellipse(np.array([100.0, 105.0, 110.0]), np.array([30.0, 31.0, 30.0]), np.ones(3))
    >>> round(e.longitude, 2), 85 < e.direction < 95
    (105.0, True)
    """
    if len(weights) < 3 or weights.min() < 0 or weights.sum() <= 0:
        raise InputError(
            "an ellipse needs at least three regions and scores of 0 or more; "
            "use a normalisation without negative scores"
        )
    x, y = albers(longitude, latitude)
    share = weights / weights.sum()
    centre_x, centre_y = float(share @ x), float(share @ y)
    factor = share if form == "linear" else share**2 / (share**2).sum()
    offsets = np.vstack([x - centre_x, y - centre_y])
    eigenvalues, vectors = np.linalg.eigh((offsets * factor) @ offsets.T)
    short, long = np.sqrt(eigenvalues.clip(0.0))
    direction = math.degrees(math.atan2(vectors[0, 1], vectors[1, 1])) % 180.0
    lon, lat = inverse_albers(np.array([centre_x]), np.array([centre_y]))
    return Ellipse(float(lon[0]), float(lat[0]), float(long), float(short), direction, math.pi * float(long * short))


def shift_km(before: Ellipse, after: Ellipse) -> tuple[float, float]:
    """How far the centre moved: km in the Albers plane, and degrees clockwise from north.

    >>> a = Ellipse(105.0, 30.0, 1, 1, 0, 1); b = Ellipse(105.0, 31.0, 1, 1, 0, 1)
    >>> km, bearing = shift_km(a, b)
    >>> 105 < km < 118, round(bearing, 1) % 360
    (True, 0.0)
    """
    x, y = albers(np.array([before.longitude, after.longitude]), np.array([before.latitude, after.latitude]))
    east, north = float(x[1] - x[0]), float(y[1] - y[0])
    return math.hypot(east, north), math.degrees(math.atan2(east, north)) % 360.0
