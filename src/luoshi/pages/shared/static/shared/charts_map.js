// Maps from the boundaries of the jurisdiction itself: shaded areas, and points.

import { between, colourOf, numbersOf } from "./charts_look.js";

// A ground for points without boundaries: an invisible rectangle around them.
function groundOf(places) {
  const [xs, ys] = [places.map((place) => place.at[0]), places.map((place) => place.at[1])];
  const margin = Math.max(0.05, (Math.max(...xs) - Math.min(...xs)) * 0.15, (Math.max(...ys) - Math.min(...ys)) * 0.15);
  const [west, east] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
  const [south, north] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  const ground = { type: "Feature", properties: { name: "ground" }, geometry: { type: "Polygon", coordinates: [ring] } };
  return { type: "FeatureCollection", features: [ground] };
}

// The ring of an area that holds most of it.
function largestRing({ type, coordinates }) {
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
  const size = (ring) => Math.abs(ring.reduce((sum, [x, y], n) => sum + x * ring[(n + 1) % ring.length][1] - ring[(n + 1) % ring.length][0] * y, 0));
  return rings.reduce((best, ring) => (size(ring) > size(best) ? ring : best));
}

function isInside([x, y], ring) {
  return ring.reduce((inside, [x1, y1], n) => {
    const [x2, y2] = ring[(n + 1) % ring.length];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);
}

// Names are wide and low: what lies beside one is nearer than what lies above it.
const FLAT = 0.35;

function farFromEdge([x, y], ring) {
  return Math.min(
    ...ring.map(([x1, y1], n) => {
      const [x2, y2] = ring[(n + 1) % ring.length];
      const [dx, dy] = [(x2 - x1) * FLAT, y2 - y1];
      const along = Math.max(0, Math.min(1, (((x - x1) * FLAT) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot((x - x1) * FLAT - along * dx, y - y1 - along * dy);
    }),
  );
}

// Where an area's name stands: as far as can be from its edges and from the points.
function roomFor(feature, places) {
  const ring = largestRing(feature.geometry);
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  let [best, most] = [[(west + east) / 2, (south + north) / 2], -1];
  for (let n = 0; n < 400; n += 1) {
    const spot = [west + ((east - west) * ((n % 20) + 0.5)) / 20, south + ((north - south) * (Math.floor(n / 20) + 0.5)) / 20];
    if (!isInside(spot, ring)) continue;
    const near = Math.min(...places.map(({ at }) => Math.hypot((spot[0] - at[0]) * FLAT, spot[1] - at[1])), Infinity);
    const room = Math.min(near, 1.5 * farFromEdge(spot, ring));
    if (room > most) [best, most] = [spot, room];
  }
  return best;
}

function areaNames(spec, look, numbers) {
  if (!spec.boundaries) return [];
  const features = new Map(spec.boundaries.features.map((feature) => [feature.properties[spec.name_property], feature]));
  return spec.areas
    .filter((area) => features.has(area.name))
    .map((area) => ({
      value: roomFor(features.get(area.name), spec.places),
      label: { show: true, formatter: `${area.name}\n${numbers.exact(area.value)}`, color: look.ink, fontSize: 11.5, lineHeight: 15, textBorderColor: look.paper, textBorderWidth: 3 },
    }));
}

let maps = 0;

export function drawMap(spec, look, width, echarts) {
  const numbers = numbersOf(spec);
  const values = spec.areas.map((area) => area.value).filter((value) => value !== null);
  const [least, most] = [Math.min(0, ...values), Math.max(1e-9, ...values)];
  spec.map ??= `luoshi-${(maps += 1)}`;
  if (!echarts.getMap(spec.map)) echarts.registerMap(spec.map, spec.boundaries || groundOf(spec.places));
  const areas = new Map(spec.areas.map((area) => [area.name, area]));
  const greatest = Math.max(1e-9, ...spec.places.map((place) => place.value ?? 0));
  const sides = spec.places.map((place) => place.at[0]);
  const middle = (Math.min(...sides) + Math.max(...sides)) / 2;
  const shapes = { green: "circle", yellow: "triangle", red: "rect", none: "emptyCircle" };
  return {
    geo: {
      map: spec.map,
      nameProperty: spec.boundaries ? spec.name_property : "name",
      left: 8,
      right: 8,
      top: 8,
      bottom: 8,
      roam: false,
      itemStyle: { areaColor: spec.boundaries ? look.low : "transparent", borderColor: spec.boundaries ? look.line2 : look.line },
      label: { show: Boolean(spec.boundaries) && !spec.areas.length, color: look.ink2, fontSize: 11.5 },
      silent: true,
    },
    series: [
      {
        type: "map",
        map: spec.map,
        geoIndex: undefined,
        nameProperty: spec.name_property,
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        selectedMode: false,
        itemStyle: { areaColor: look.low, borderColor: look.line2 },
        emphasis: { itemStyle: { areaColor: look.low }, label: { color: look.ink } },
        data: spec.areas.map((area) => {
          const fill = area.value === null ? look.low : between(look.low, look.high, (area.value - least) / (most - least));
          const style = { areaColor: fill, borderColor: look.line2 };
          const label = { show: false };
          return { name: area.name, value: area.value, link: area.link, cursor: area.link ? "pointer" : "default", itemStyle: style, label, emphasis: { itemStyle: style, label } };
        }),
      },
      {
        type: "scatter",
        coordinateSystem: "geo",
        labelLayout: { hideOverlap: true },
        data: spec.places.map((place, index) => ({
          name: place.name,
          value: [...place.at, place.value],
          link: place.link,
          cursor: place.link ? "pointer" : "default",
          symbol: shapes[place.tone] ?? "circle",
          symbolSize: place.value === null ? 10 : 8 + 22 * Math.sqrt((place.value ?? 0) / greatest),
          itemStyle: { color: colourOf(look, place.tone, 0), opacity: 0.85, borderColor: look.edges[place.tone] ?? look.paper, borderWidth: 1 },
          label: { show: spec.places.length <= 30, position: place.at[0] > middle ? "left" : "right", formatter: place.name, color: look.ink, fontSize: 11.5, textBorderColor: look.paper, textBorderWidth: 2 },
        })),
      },
      // Names stand above the points, in a layer of their own.
      { type: "scatter", coordinateSystem: "geo", z: 10, silent: true, symbolSize: 0, tooltip: { show: false }, data: areaNames(spec, look, numbers) },
    ].slice(spec.areas.length ? 0 : 1),
    tooltip: {
      formatter: ({ data, name, value, seriesType }) => {
        if (seriesType !== "scatter") return `${name}\n${numbers.withUnit(areas.get(name)?.value)}`;
        return value[2] === null ? name : `${name}\n${numbers.withUnit(value[2])}`;
      },
    },
  };
}
