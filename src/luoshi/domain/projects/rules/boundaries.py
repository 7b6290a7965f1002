"""Boundaries that a jurisdiction uploads for its map (docs/rules/reserve.md, MP1): GeoJSON, judged and trimmed."""

from __future__ import annotations

import json
import math
from typing import Any

from luoshi.domain.projects.errors.reserve import BoundariesUnfit

LARGEST_BYTES = 4 * 1048576
MOST_FEATURES = 500
MOST_POINTS = 200_000
DECIMALS = 5  # about a metre
NAME_PROPERTIES = ("name", "NAME", "Name", "名称", "mc")


def read_boundaries(content: bytes, *, file_name: str) -> dict[str, Any]:
    """Read a FeatureCollection of named polygons, trimmed to name and shape; raises BoundariesUnfit (MP1)."""

    def refuse(chinese: str, english: str) -> BoundariesUnfit:
        return BoundariesUnfit(name=file_name, why_zh=chinese, why_en=english)

    if len(content) > LARGEST_BYTES:
        raise refuse("超过 4 MB，请简化边界后再上传。", "it is larger than 4 MB; simplify the shapes.")
    try:
        stored = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse("不是 UTF-8 编码的 GeoJSON。", "it is no GeoJSON in UTF-8.") from None
    features = stored.get("features") if isinstance(stored, dict) else None
    if not isinstance(features, list) or not features or stored.get("type") != "FeatureCollection":
        raise refuse("应为含有区域的 FeatureCollection。", "a FeatureCollection with areas is expected.")
    if len(features) > MOST_FEATURES:
        raise refuse(f"区域超过 {MOST_FEATURES} 个。", f"it has more than {MOST_FEATURES} areas.")
    try:
        made = [_feature(feature, place) for place, feature in enumerate(features, start=1)]
    except _Fault as fault:
        raise refuse(*fault.words) from None
    points = sum(len(ring) for feature in made for polygon in feature["geometry"]["coordinates"] for ring in polygon)
    if points > MOST_POINTS:
        raise refuse(f"点数超过 {MOST_POINTS}，请简化边界。", f"it has more than {MOST_POINTS} points; simplify it.")
    names = [feature["properties"]["name"] for feature in made]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise refuse(f"“{twice}”出现了两次。", f"“{twice}” stands twice.")
    return {"type": "FeatureCollection", "features": made}


class _Fault(Exception):
    def __init__(self, chinese: str, english: str) -> None:
        self.words = (chinese, english)
        super().__init__(english)


def _feature(feature: Any, place: int) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    name = next(
        (str(properties[key]).strip() for key in NAME_PROPERTIES if properties.get(key))
        if isinstance(properties, dict)
        else iter(()),
        "",
    )
    if not name:
        raise _Fault(f"第 {place} 个区域没有名称（name）。", f"area {place} has no name.")
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise _Fault(f"“{name}”不是面（Polygon、MultiPolygon）。", f"“{name}” is no Polygon or MultiPolygon.")
    shapes = geometry.get("coordinates")
    polygons = [shapes] if kind == "Polygon" else shapes
    if not isinstance(polygons, list) or not polygons:
        raise _Fault(f"“{name}”没有坐标。", f"“{name}” has no coordinates.")
    made = [[_ring(ring, name) for ring in _listed(polygon, name)] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {"name": name[:60]},
        "geometry": {"type": "MultiPolygon", "coordinates": made},
    }


def _listed(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _Fault(f"“{name}”的坐标不完整。", f"the coordinates of “{name}” are incomplete.")
    return value


def _ring(ring: Any, name: str) -> list[list[float]]:
    points = [_point(point, name) for point in _listed(ring, name)]
    if len(points) < 4 or points[0] != points[-1]:
        raise _Fault(f"“{name}”的边界没有闭合。", f"the boundary of “{name}” is not closed.")
    return points


def _point(point: Any, name: str) -> list[float]:
    if not isinstance(point, list) or len(point) < 2 or not all(_is_number(value) for value in point[:2]):
        raise _Fault(f"“{name}”有无法识别的坐标。", f"“{name}” has a coordinate that is no number.")
    longitude, latitude = float(point[0]), float(point[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _Fault(
            f"“{name}”的坐标超出经纬度范围，请转换为经纬度（度）。",
            f"a coordinate of “{name}” is not in degrees of longitude and latitude.",
        )
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
