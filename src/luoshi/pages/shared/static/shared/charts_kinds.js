// One function a kind of chart: from what the page described to an option of the library.

import { drawMap } from "./charts_map.js";
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
    minInterval: spec.decimals ? 0 : 1,
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
  const thickness = Math.min(44, ((width - 70) / Math.max(spec.rows.length, 1)) * 0.7);
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
      const fits = (said) => {
        if (!spec.stacked) return true;
        if (spec.upright) return (value / greatest) * 200 > 15 && textWidth(said, look) < thickness;
        return (value / greatest) * length > textWidth(said, look) + 5;
      };
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
  const slot = (width - 70) / Math.max(spec.rows.length, 1) - 4;
  const category = {
    type: "category",
    data: names,
    inverse: !spec.upright,
    ...axisLook(look),
    axisLabel: spec.upright
      ? { color: look.ink, fontSize: look.size, hideOverlap: true, interval: slot < 30 ? "auto" : 0, width: slot < 30 ? undefined : slot, overflow: "break", lineHeight: 15 }
      : categoryLabels(look, room),
  };
  const whole = spec.unit === "%" && greatest > 75 && greatest <= 100 ? { max: 100, interval: 25 } : {}; // no share beyond 100 %
  const values = spec.upright
    ? valueAxis(spec, look, { nameTextStyle: { color: look.ink3, fontSize: look.size, align: "left" }, ...whole })
    : valueAxis(spec, look, { nameLocation: "middle", nameGap: 26, ...whole });
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

// How far each label at the right end moves down, in pixels, so that labels of near values do not cover one another.
function shiftsOf(spec, ends) {
  const values = spec.rows.flatMap((row) => row.values).filter((value) => value !== null);
  const least = spec.zero ? Math.min(0, ...values) : Math.min(...values);
  const scale = (spec.height - 70) / Math.max(1e-9, Math.max(...values) - least);
  const labels = ends
    .map((end, place) => ({ end, place, y: end < 0 ? 0 : -spec.rows[end].values[place] * scale }))
    .filter(({ end }) => end === spec.rows.length - 1)
    .sort((a, b) => a.y - b.y);
  const shifts = ends.map(() => 0);
  let lowest = -Infinity;
  for (const { place, y } of labels) {
    const at = Math.max(y, lowest + 15);
    shifts[place] = at - y;
    lowest = at;
  }
  return shifts;
}

function drawLine(spec, look, width) {
  const numbers = numbersOf(spec);
  const isWide = width >= 560;
  const several = spec.series.length > 1;
  const words = (series, value) => (isWide && several ? `${series.name} ${numbers.exact(value)}` : numbers.exact(value));
  const ends = spec.series.map((_, place) => spec.rows.findLastIndex((row) => row.values[place] !== null));
  const shifts = shiftsOf(spec, ends);
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
      showSymbol: true, // labels hang on symbols
      showAllSymbol: true,
      color: colourOf(look, series.tone, place),
      lineStyle: { color: colourOf(look, series.tone, place), width: 2.2, type: series.tone === "planned" ? [5, 4] : DASHES[place % DASHES.length] },
      itemStyle: series.tone === "planned" ? { color: look.paper, borderColor: look.tones.planned, borderWidth: 1.6 } : undefined,
      data: spec.rows.map((row, index) => ({
        value: row.values[place] ?? "-",
        symbolSize: spec.rows.length <= 24 || index === ends[place] ? 7 : 0,
        link: row.links[place],
        cursor: row.links[place] ? "pointer" : "default",
        label:
          index === ends[place]
            ? { show: true, position: index < spec.rows.length * 0.7 ? "top" : "right", distance: 6, offset: [0, shifts[place]], formatter: words(series, row.values[place]), color: series.tone === "planned" ? look.ink2 : colourOf(look, series.tone, place), fontSize: look.size }
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

// Parts without size would open a ring of their own and narrow the rings that are seen.
function sizedParts(parts) {
  return parts.filter((part) => part.value > 0).map((part) => ({ ...part, children: sizedParts(part.children) }));
}

// A name on at most two lines of a ring; a wide character takes the room of two narrow ones.
function onTwoLines(name, room, size) {
  const wide = /[\u2e80-\uffef]/;
  let left = (2 * (room - 6)) / size;
  for (const [place, letter] of [...name].entries()) {
    left -= wide.test(letter) ? 1 : 0.55;
    if (left < 1) return `${[...name].slice(0, place).join("")}…`;
  }
  return name;
}

function drawSunburst(spec, look, width) {
  const side = Math.min(width, spec.height);
  const branches = sizedParts(spec.branches);
  const depth = (parts) => 1 + Math.max(0, ...parts.filter((part) => part.children.length).map((part) => depth(part.children)));
  const ring = (0.37 * side) / depth(branches);
  const size = ring > 90 ? look.size : 11.5;
  return {
    series: [
      {
        type: "sunburst",
        radius: [side * 0.12, side * 0.49],
        nodeClick: false,
        sort: null,
        itemStyle: { borderWidth: 1.5, borderColor: look.paper },
        label: {
          fontSize: size,
          lineHeight: size + 3,
          minAngle: 10,
          width: ring - 8,
          overflow: "break",
          formatter: ({ data }) => onTwoLines(`${data.sign}${data.name}`, ring - 8, size),
        },
        emphasis: { focus: "ancestor" },
        data: nestedParts(branches, look, 0, 0),
      },
    ],
    tooltip: nestedTip(spec),
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
