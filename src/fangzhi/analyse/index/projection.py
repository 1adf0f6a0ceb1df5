"""From longitude and latitude to kilometres on a plane that keeps areas."""

import math

import numpy as np

from fangzhi.analyse.index.arrays import Floats

EARTH_RADIUS_KM = 6371.0088
_CENTRE = math.radians(105.0)
_ORIGIN = math.radians(0.0)
_LOWER = math.radians(25.0)
_UPPER = math.radians(47.0)
_CONE = (math.sin(_LOWER) + math.sin(_UPPER)) / 2
_CONSTANT = math.cos(_LOWER) ** 2 + 2 * _CONE * math.sin(_LOWER)
_POLE = math.sqrt(_CONSTANT - 2 * _CONE * math.sin(_ORIGIN)) / _CONE


def albers(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Albers equal-area coordinates in km east and north of 105° E, 0° N; standard parallels 25° and 47° N.

    The usual projection of maps of China, on a sphere. Source: Snyder, Map Projections (USGS 1987), 14.

    >>> x, y = albers(np.array([105.0]), np.array([0.0]))
    >>> float(x[0]), float(y[0])
    (0.0, 0.0)
    """
    radius = np.sqrt(np.maximum(_CONSTANT - 2 * _CONE * np.sin(np.radians(latitude)), 0.0)) / _CONE
    angle = _CONE * (np.radians(longitude) - _CENTRE)
    return EARTH_RADIUS_KM * radius * np.sin(angle), EARTH_RADIUS_KM * (_POLE - radius * np.cos(angle))


def inverse_albers(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude in degrees of plane coordinates in km.

    >>> lon, lat = inverse_albers(*albers(np.array([116.4]), np.array([39.9])))
    >>> round(float(lon[0]), 9), round(float(lat[0]), 9)
    (116.4, 39.9)
    """
    east, north = np.asarray(x) / EARTH_RADIUS_KM, _POLE - np.asarray(y) / EARTH_RADIUS_KM
    radius = np.hypot(east, north)
    longitude = np.degrees(np.arctan2(east, north) / _CONE + _CENTRE)
    latitude = np.degrees(np.arcsin((_CONSTANT - (radius * _CONE) ** 2) / (2 * _CONE)))
    return longitude, latitude


def great_circle_km(longitude: Floats, latitude: Floats) -> Floats:
    """Distances in km between all points along the sphere (n × n). Source: haversine formula.

    >>> float(great_circle_km(np.array([0.0, 90.0]), np.array([0.0, 0.0]))[0, 1].round(1))
    10007.6
    """
    lon, lat = np.radians(longitude), np.radians(latitude)
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
