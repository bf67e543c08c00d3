"""Chooses what a map shows: the middle, the scale and the projection that suit where a case happens.

A case in one region gets Lambert's azimuthal equal-area projection around its middle, which has no seam at the
antimeridian and none at the poles; a case on several continents gets the whole world in the Equal Earth projection
(Šavrič, Patterson and Jenny 2018). Places far from all others do not shrink the picture; they are named beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EARTH_KM = 6371.0
WIDTH, HEIGHT = 1080, 620
#: A picture is at least this wide, so that a single town is seen with its surroundings.
LEAST_KM = 420.0
#: Beyond this width a region is the world.
MOST_KM = 11_000.0
#: How far around a place of uncertain position the picture reaches, at most.
MOST_RADIUS_KM = 350.0
#: The same where no place is known better than to a province or country.
MOST_ROUGH_KM = 1500.0
#: Space between the outermost places and the rim, as a share of the extent.
MARGIN = 0.16
#: A place counts as far off where it lies this many times as far from the middle as four fifths of all do.
_FAR = 3.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be shown: where it is, how far off that may be, and how much it weighs."""

    lon: float
    lat: float
    radius_km: float = 0.0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of the Earth: its middle in degrees, kilometres for each pixel, and its size in pixels."""

    kind: str
    lon: float
    lat: float
    km_per_px: float
    width: int = WIDTH
    height: int = HEIGHT

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the pixel of a place; it may lie outside the picture."""
        if self.kind == "world":
            x, y = equal_earth(lon, lat)  # the outlines are cut at the antimeridian, and so is this picture
        else:
            x, y = azimuthal(lon - self.lon, lat, self.lat)
        scale = EARTH_KM / self.km_per_px
        return self.width / 2 + x * scale, self.height / 2 - y * scale

    def box(self, wider: float = 1.0) -> tuple[float, float, float, float]:
        """Return west, south, east and north of what the picture shows; east may be more than 180."""
        if self.kind == "world":
            return -180.0, -90.0, 180.0, 90.0
        half_x, half_y = (wider * size * self.km_per_px / EARTH_KM / 2 for size in (self.width, self.height))
        steps = [at / 12 for at in range(-12, 13)]
        found = [from_azimuthal(x * half_x, y * half_y, self.lat) for x in steps for y in steps]
        west, east = min(lon for lon, _ in found), max(lon for lon, _ in found)
        south, north = min(lat for _, lat in found), max(lat for _, lat in found)
        for pole in (90.0, -90.0):
            x, y = azimuthal(0, pole, self.lat)
            if abs(x) <= half_x and abs(y) <= half_y:
                west, east = -180.0, 180.0
                south, north = min(south, pole), max(north, pole)
        return self.lon + west, south, self.lon + east, north


def wrapped(lon: float) -> float:
    """Return a longitude as a number from -180 up to 180."""
    return (lon + 180) % 360 - 180


def azimuthal(lon: float, lat: float, middle: float) -> tuple[float, float]:
    """Return a place in Lambert's projection around longitude 0 and a latitude, in radii of the Earth."""
    turn, phi, phi0 = math.radians(lon), math.radians(lat), math.radians(middle)
    near = 1 + math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(turn)
    k = math.sqrt(2 / max(near, 1e-6))
    return (k * math.cos(phi) * math.sin(turn),
            k * (math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(turn)))


def from_azimuthal(x: float, y: float, middle: float) -> tuple[float, float]:
    """Return longitude (from the middle) and latitude of a point of :func:`azimuthal`."""
    rho = min(math.hypot(x, y), 2.0)
    if rho < 1e-12:
        return 0.0, middle
    c, phi0 = 2 * math.asin(rho / 2), math.radians(middle)
    lat = math.asin(max(-1.0, min(1.0, math.cos(c) * math.sin(phi0) + y * math.sin(c) * math.cos(phi0) / rho)))
    lon = math.atan2(x * math.sin(c), rho * math.cos(phi0) * math.cos(c) - y * math.sin(phi0) * math.sin(c))
    return math.degrees(lon), math.degrees(lat)


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Return a place in the Equal Earth projection, in radii of the Earth."""
    theta = math.asin(_M * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    a1, a2, a3, a4 = _A
    x = math.radians(lon) * math.cos(theta) / (_M * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


def frame(spots: Sequence[Spot]) -> Frame:
    """Return the picture that shows the places of a case, without those far from all others."""
    near = without_far(spots)
    most = MOST_ROUGH_KM if all(spot.radius_km > MOST_RADIUS_KM / 2 for spot in near) else MOST_RADIUS_KM
    lon, lat = middle(near)
    extent = (0.0, 0.0)
    for _ in range(3):  # the box around the places is the better middle, and moves it, and settles
        boxes = [_around(spot, (lon, lat), most) for spot in near]
        west, east = min(b[0] for b in boxes), max(b[1] for b in boxes)
        south, north = min(b[2] for b in boxes), max(b[3] for b in boxes)
        turn, lat = from_azimuthal((west + east) / 2, (south + north) / 2, lat)
        lon, extent = wrapped(lon + turn), ((east - west) * EARTH_KM, (north - south) * EARTH_KM)
    wide, high = (max(size * (1 + 2 * MARGIN), LEAST_KM * share) for size, share in zip(extent, (1, .5), strict=True))
    if max(wide, high * WIDTH / HEIGHT) > MOST_KM:
        return world()
    return Frame("region", round(lon, 3), round(lat, 3), round(max(wide / WIDTH, high / HEIGHT), 4))


def world() -> Frame:
    """Return the whole world, Greenwich in its middle."""
    across, up = equal_earth(180, 0)[0] * 2, equal_earth(0, 90)[1] * 2
    return Frame("world", 0.0, 0.0, round(across * EARTH_KM / WIDTH, 4), WIDTH, round(up / across * WIDTH))


def without_far(spots: Sequence[Spot]) -> list[Spot]:
    """Return the places without those far from the middle of all, unless they hold a fifth of the weight."""
    lon, lat = middle(spots)
    ranked = sorted(spots, key=lambda spot: distance_km((lon, lat), (spot.lon, spot.lat)))
    total, so_far, usual = sum(spot.weight for spot in ranked), 0.0, 0.0
    for spot in ranked:
        so_far += spot.weight
        usual = distance_km((lon, lat), (spot.lon, spot.lat))
        if so_far >= 0.8 * total:
            break
    reach = max(_FAR * usual, LEAST_KM)
    return [spot for spot in spots if distance_km((lon, lat), (spot.lon, spot.lat)) <= reach]


def middle(spots: Iterable[Spot]) -> tuple[float, float]:
    """Return the place with the least weighted distance to all (Weiszfeld's steps on the sphere)."""
    vectors = [(_vector(spot.lon, spot.lat), spot.weight) for spot in spots]
    at = _sum(vectors)
    for _ in range(24):
        away = [(vector, weight / max(math.dist(vector, at), 1e-3)) for vector, weight in vectors]
        at = _sum(away)
    return math.degrees(math.atan2(at[1], at[0])), math.degrees(math.asin(max(-1.0, min(1.0, at[2]))))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two places (longitude, latitude) along the Earth."""
    chord = math.dist(_vector(*one), _vector(*other))
    return 2 * math.asin(min(1.0, chord / 2)) * EARTH_KM


def _around(spot: Spot, centre: tuple[float, float], most: float) -> tuple[float, float, float, float]:
    x, y = azimuthal(spot.lon - centre[0], spot.lat, centre[1])
    radius = min(spot.radius_km, most) / EARTH_KM
    return x - radius, x + radius, y - radius, y + radius


def _vector(lon: float, lat: float) -> tuple[float, float, float]:
    turn, up = math.radians(lon), math.radians(lat)
    return math.cos(up) * math.cos(turn), math.cos(up) * math.sin(turn), math.sin(up)


def _sum(vectors: list[tuple[tuple[float, float, float], float]]) -> tuple[float, float, float]:
    x, y, z = (sum(vector[axis] * weight for vector, weight in vectors) for axis in range(3))
    size = math.sqrt(x * x + y * y + z * z)
    return (x / size, y / size, z / size) if size > 1e-9 else (1.0, 0.0, 0.0)
