// One function a kind of chart: from what the page described to an option of the library.

import { drawFunnel, drawGantt, drawHeatmap } from "./charts_shapes.js";
import {
  SIGNS,
  areaStyle,
  between,
  categoryLabels,
  colourOf,
  inkOn,
  nameRoom,
  numbersOf,
  textWidth,
} from "./charts_look.js";

const POINTS = ["circle", "triangle", "rect", "diamond"];
const DASHES = ["solid", "solid", [8, 3], [2, 3], [8, 3, 2, 3], "solid"];

function axisLook(look) {
  return { axisLine: { lineStyle: { color: look.line2 } }, axisTick: { show: false } };
}

function valueAxis(spec, look, extra = {}) {
  const numbers = numbersOf(spec);
  return {
    type: "value",
    name: spec.unit,
    nameTextStyle: { color: look.ink3, fontSize: look.size },
    axisLabel: { color: look.ink2, fontSize: look.size, formatter: numbers.short, hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
    splitNumber: 4,
    ...extra,
  };
}

function tipOf(spec, look) {
  const numbers = numbersOf(spec);
  return (row, shown = () => true) => {
    const lines = spec.series
      .map((series, place) => `${SIGNS[series.tone] ?? ""}${series.name}  ${numbers.withUnit(row.values[place])}`)
      .filter((_, place) => shown(place));
    return [row.name, ...lines].join("\n");
  };
}

function drawBar(spec, look, width) {
  const numbers = numbersOf(spec);
  const names = spec.rows.map((row) => row.name);
  const room = nameRoom(names, look, width);
  const totals = spec.rows.map((row) => row.values.reduce((sum, value) => sum + (value ?? 0), 0));
  const greatest = Math.max(1e-9, ...(spec.stacked ? totals : spec.rows.flatMap((row) => row.values)));
  const ending = textWidth(numbers.exact(greatest), look) + 14;
  const length = spec.upright ? 0 : width - room - ending - 20;
  const end = spec.upright ? "top" : "right";
  const series = spec.series.map(({ name, tone }, place) => ({
    type: "bar",
    name,
    stack: spec.stacked ? "all" : undefined,
    barMaxWidth: spec.upright ? 44 : 20,
    barGap: "12%",
    barCategoryGap: "30%",
    itemStyle: areaStyle(look, tone, place),
    label: { show: true, position: spec.stacked ? "inside" : end, color: look.ink, fontSize: look.size, distance: 4 },
    labelLayout: { hideOverlap: true },
    data: spec.rows.map((row) => {
      const own = spec.series.length === 1 && row.tone ? row.tone : tone;
      const value = row.values[place];
      const sign = SIGNS[own] ? `${SIGNS[own]} ` : "";
      const text = value === null ? "" : `${sign}${numbers.exact(value)}`;
      const fits = (said) => !spec.stacked || spec.upright || (value / greatest) * length > textWidth(said, look) + 5;
      const label = !spec.stacked || value ? [text, sign.trim(), ""].find(fits) ?? "" : "";
      const style = areaStyle(look, own, place);
      return {
        value,
        link: row.links[place],
        cursor: row.links[place] ? "pointer" : "default",
        itemStyle: style,
        label: { formatter: label, color: spec.stacked ? inkOn(style.color) : look.ink },
      };
    }),
  }));
  if (spec.stacked) {
    series.push({
      type: "bar",
      stack: "all",
      silent: true,
      barMaxWidth: spec.upright ? 44 : 20,
      data: totals.map((total) => ({ value: 0, label: { show: true, position: end, formatter: numbers.exact(total), color: look.ink, fontSize: look.size } })),
    });
  }
  const tip = tipOf(spec, look);
  const category = {
    type: "category",
    data: names,
    inverse: !spec.upright,
    ...axisLook(look),
    axisLabel: spec.upright
      ? { color: look.ink, fontSize: look.size, hideOverlap: true, interval: spec.rows.length > 12 ? "auto" : 0, width: (width - 70) / spec.rows.length - 4, overflow: "break", lineHeight: 15 }
      : categoryLabels(look, room),
  };
  const values = spec.upright
    ? valueAxis(spec, look, { nameTextStyle: { color: look.ink3, fontSize: look.size, align: "left" } })
    : valueAxis(spec, look, { nameLocation: "middle", nameGap: 26 });
  return {
    grid: spec.upright
      ? { left: 8, right: 12, top: 34, bottom: 6, containLabel: true }
      : { left: room + 10, right: ending, top: 6, bottom: spec.unit ? 46 : 28 },
    xAxis: spec.upright ? category : values,
    yAxis: spec.upright ? values : category,
    series,
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, formatter: (points) => tip(spec.rows[points[0].dataIndex]) },
  };
}

function drawLine(spec, look, width) {
  const numbers = numbersOf(spec);
  const isWide = width >= 560;
  const several = spec.series.length > 1;
  const words = (series, value) => (isWide && several ? `${series.name} ${numbers.exact(value)}` : numbers.exact(value));
  const ends = spec.series.map((_, place) => spec.rows.findLastIndex((row) => row.values[place] !== null));
  const room = Math.max(
    16,
    ...spec.series.map((series, place) =>
      ends[place] < 0 || ends[place] < spec.rows.length * 0.7 ? 0 : textWidth(words(series, spec.rows[ends[place]].values[place]), look) + 14,
    ),
  );
  const tip = tipOf(spec, look);
  return {
    grid: { left: 8, right: room, top: 34, bottom: 6, containLabel: true },
    xAxis: {
      type: "category",
      data: spec.rows.map((row) => row.name),
      boundaryGap: false,
      ...axisLook(look),
      axisLabel: { color: look.ink2, fontSize: look.size, hideOverlap: true },
    },
    yAxis: valueAxis(spec, look, {
      scale: !spec.zero,
      nameTextStyle: { color: look.ink3, fontSize: look.size, align: "left" },
    }),
    series: spec.series.map((series, place) => ({
      type: "line",
      name: series.name,
      step: spec.step ? "end" : false,
      symbol: POINTS[place % POINTS.length],
      symbolSize: 7,
      showSymbol: spec.rows.length <= 24,
      color: colourOf(look, series.tone, place),
      lineStyle: { color: colourOf(look, series.tone, place), width: 2.2, type: series.tone === "planned" ? [5, 4] : DASHES[place % DASHES.length] },
      itemStyle: series.tone === "planned" ? { color: look.paper, borderColor: look.tones.planned, borderWidth: 1.6 } : undefined,
      labelLayout: { moveOverlap: "shiftY" },
      data: spec.rows.map((row, index) => ({
        value: row.values[place] ?? "-",
        link: row.links[place],
        cursor: row.links[place] ? "pointer" : "default",
        label:
          index === ends[place]
            ? { show: true, position: index < spec.rows.length * 0.7 ? "top" : "right", distance: 6, formatter: words(series, row.values[place]), color: series.tone === "planned" ? look.ink2 : colourOf(look, series.tone, place), fontSize: look.size }
            : undefined,
      })),
    })),
    tooltip: { trigger: "axis", formatter: (points) => tip(spec.rows[points[0].dataIndex], (place) => spec.rows[points[0].dataIndex].values[place] !== null) },
  };
}

function drawSankey(spec, look, width) {
  const numbers = numbersOf(spec);
  const byKey = new Map(spec.nodes.map((node) => [node.key, node]));
  const last = spec.stages.length - 1;
  const room = Math.max(70, Math.min(200, Math.round(width / (spec.stages.length + 1)) - 20));
  return {
    title: spec.stages.map((stage, place) => ({
      text: stage,
      top: 0,
      left: 2 + (place / Math.max(last, 1)) * (width - room - 14),
      padding: [0, 0],
      textStyle: { color: look.ink3, fontSize: look.size, fontWeight: "normal" },
    })),
    series: [
      {
        type: "sankey",
        top: 26,
        bottom: 8,
        left: 2,
        right: room,
        nodeGap: 10,
        nodeWidth: 12,
        draggable: false,
        emphasis: { focus: "adjacency" },
        nodeAlign: "justify",
        layoutIterations: 32,
        data: spec.nodes.map((node) => ({
          name: node.key,
          depth: node.stage,
          link: node.link,
          cursor: node.link ? "pointer" : "default",
          itemStyle: { color: look.palette[node.stage % look.palette.length] },
        })),
        links: spec.flows.map((flow) => ({ ...flow })),
        lineStyle: { color: look.line2, opacity: 0.28 },
        label: {
          color: look.ink,
          fontSize: look.size,
          width: room - 10,
          overflow: "truncate",
          formatter: ({ name, value }) => (width < 520 ? byKey.get(name).name : `${byKey.get(name).name} ${numbers.exact(value)}`),
        },
      },
    ],
    tooltip: {
      formatter: ({ dataType, data, value, name }) =>
        dataType === "edge"
          ? `${byKey.get(data.source).name} → ${byKey.get(data.target).name}\n${numbers.withUnit(value)}`
          : `${byKey.get(name).name}\n${numbers.withUnit(value)}`,
    },
  };
}

function nestedParts(branches, look, depth, place) {
  return branches.map((branch, index) => {
    const own = depth ? place : index;
    const base = branch.tone ? look.tones[branch.tone] : between(look.palette[own % look.palette.length], look.paper, Math.min(depth * 0.22, 0.55));
    const edge = look.edges[branch.tone];
    return {
      name: branch.name,
      value: branch.value,
      link: branch.link,
      sign: SIGNS[branch.tone] ? `${SIGNS[branch.tone]} ` : "",
      cursor: branch.link ? "pointer" : "default",
      itemStyle: { color: base, borderColor: look.paper },
      label: { color: inkOn(base) },
      upperLabel: { color: look.ink },
      edge,
      children: nestedParts(branch.children, look, depth + 1, own),
    };
  });
}

function nestedTip(spec) {
  const numbers = numbersOf(spec);
  return {
    formatter: ({ data, value, treePathInfo }) => {
      const way = treePathInfo.slice(1).map((part) => part.name);
      return way.length ? `${data.sign ?? ""}${way.join(" › ")}\n${numbers.withUnit(value)}` : numbers.withUnit(value);
    },
  };
}

function drawTreemap(spec, look) {
  const numbers = numbersOf(spec);
  return {
    series: [
      {
        type: "treemap",
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        visibleMin: 0,
        label: { fontSize: look.size, lineHeight: 17, overflow: "truncate", formatter: ({ data, value }) => `${data.sign}${data.name}\n${numbers.exact(value)}` },
        upperLabel: { show: true, height: 22, fontSize: look.size, formatter: ({ data, value }) => `${data.sign ?? ""}${data.name} ${numbers.exact(value)}` },
        levels: [
          { upperLabel: { show: false }, itemStyle: { gapWidth: 4, borderWidth: 0, borderColor: look.paper } },
          { itemStyle: { gapWidth: 2, borderWidth: 2, borderColor: look.paper } },
          { itemStyle: { gapWidth: 1, borderWidth: 1, borderColor: look.paper } },
        ],
        data: nestedParts(spec.branches, look, 0, 0),
      },
    ],
    tooltip: nestedTip(spec),
  };
}

function drawSunburst(spec, look, width) {
  const side = Math.min(width, spec.height);
  const depth = (parts) => 1 + Math.max(0, ...parts.filter((part) => part.children.length).map((part) => depth(part.children)));
  const ring = (0.37 * side) / depth(spec.branches);
  return {
    series: [
      {
        type: "sunburst",
        radius: [side * 0.12, side * 0.49],
        nodeClick: false,
        sort: null,
        itemStyle: { borderWidth: 1.5, borderColor: look.paper },
        label: { fontSize: 11.5, minAngle: 12, width: ring - 8, overflow: "truncate", formatter: ({ data }) => `${data.sign}${data.name}` },
        emphasis: { focus: "ancestor" },
        data: nestedParts(spec.branches, look, 0, 0),
      },
    ],
    tooltip: nestedTip(spec),
  };
}

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

function drawMap(spec, look, width, echarts) {
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

export const drawers = {
  bar: drawBar,
  line: drawLine,
  funnel: drawFunnel,
  sankey: drawSankey,
  treemap: drawTreemap,
  sunburst: drawSunburst,
  heatmap: drawHeatmap,
  gantt: drawGantt,
  map: drawMap,
};
