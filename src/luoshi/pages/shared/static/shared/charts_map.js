// Maps from the boundaries of the jurisdiction itself: shaded areas, and points.

import { between, colourOf, inkOn, numbersOf } from "./charts_look.js";

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
          const label = { show: true, color: inkOn(fill), fontSize: 11.5, lineHeight: 15, formatter: `${area.name}\n${numbers.exact(area.value)}` };
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
    ].slice(spec.areas.length ? 0 : 1),
    tooltip: {
      formatter: ({ data, name, value, seriesType }) => {
        if (seriesType !== "scatter") return `${name}\n${numbers.withUnit(areas.get(name)?.value)}`;
        return value[2] === null ? name : `${name}\n${numbers.withUnit(value[2])}`;
      },
    },
  };
}
