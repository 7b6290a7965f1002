// Charts whose marks the library has no form for: heat maps with words, Gantt bars, funnels with their passage.

import { between, categoryLabels, inkOn, nameRoom, numbersOf, textWidth } from "./charts_look.js";

const DAY = 86_400_000;

function rowsAxis(spec, look, room, names = spec.rows.map((row) => row.name)) {
  return {
    type: "category",
    data: names,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: categoryLabels(look, room),
  };
}

function words(text, x, y, fill, size, align = "center") {
  return { type: "text", style: { text, x, y, fill, fontSize: size, align, verticalAlign: "middle" }, silent: true };
}

export function drawHeatmap(spec, look, width) {
  const names = spec.rows.map((row) => row.name);
  const room = nameRoom(names, look, width);
  const cells = spec.rows.flatMap((row, y) => row.cells.map((cell, x) => ({ ...cell, x, y, row: row.name })));
  const values = cells.map((cell) => cell.value).filter((value) => value !== null);
  const least = spec.lowest ?? Math.min(...values);
  const most = spec.highest ?? Math.max(...values);
  const cellWidth = (width - room - 20) / spec.columns.length;
  const fill = (cell) => {
    if (cell.tone) return look.tones[cell.tone];
    return cell.value === null ? "transparent" : between(look.low, look.high, most === least ? 0.5 : (cell.value - least) / (most - least));
  };
  return {
    grid: { left: room + 10, right: 6, top: 28, bottom: 4 },
    xAxis: {
      type: "category",
      data: spec.columns,
      position: "top",
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.ink2, fontSize: look.size, hideOverlap: true, interval: "auto" },
    },
    yAxis: rowsAxis(spec, look, room),
    series: [
      {
        type: "custom",
        data: cells.map((cell) => ({ value: [cell.x, cell.y], ...cell, value: [cell.x, cell.y], cursor: cell.link ? "pointer" : "default" })),
        renderItem(params, api) {
          const cell = cells[params.dataIndex];
          const [x, y] = api.coord([cell.x, cell.y]);
          const [w, h] = api.size([1, 1]);
          const colour = fill(cell);
          const isEmpty = colour === "transparent";
          const children = [
            {
              type: "rect",
              shape: { x: x - w / 2 + 1, y: y - h / 2 + 1, width: Math.max(w - 2, 1), height: Math.max(h - 2, 1), r: 2 },
              style: { fill: colour, stroke: isEmpty ? look.line : look.edges[cell.tone], lineWidth: isEmpty || cell.tone ? 1 : 0, lineDash: isEmpty ? [3, 3] : null },
            },
          ];
          const size = [11.5, 10, 9].find((one) => cell.text && textWidth(cell.text, look, one) < cellWidth - 1);
          if (size) children.push(words(cell.text, x, y, inkOn(colour), size));
          return { type: "group", children };
        },
      },
    ],
    tooltip: {
      formatter: ({ dataIndex }) => {
        const cell = cells[dataIndex];
        const said = cell.word ? `${cell.text} ${cell.word}` : cell.text ? `${cell.text} ${spec.unit}`.trim() : "—";
        return `${cell.row} · ${spec.columns[cell.x]}\n${said}`;
      },
    },
  };
}

export function drawFunnel(spec, look, width) {
  const numbers = numbersOf(spec);
  const room = nameRoom(spec.rows.map((row) => row.name), look, width);
  const most = Math.max(1e-9, ...spec.rows.map((row) => row.value ?? 0));
  return {
    grid: { left: room + 10, right: 4, top: 4, bottom: 4 },
    xAxis: { type: "value", show: false, min: -1, max: 1 },
    yAxis: rowsAxis(spec, look, room),
    series: [
      {
        type: "custom",
        data: spec.rows.map((row, y) => ({ value: [0, y], link: row.link, cursor: row.link ? "pointer" : "default" })),
        renderItem(params, api) {
          const row = spec.rows[params.dataIndex];
          const [x, y] = api.coord([0, params.dataIndex]);
          const [w, h] = api.size([2, 1]);
          const length = Math.max(2, ((row.value ?? 0) / most) * w);
          const text = numbers.withUnit(row.value);
          const inside = textWidth(text, look) + 8 < length;
          const children = [
            { type: "rect", shape: { x: x - length / 2, y: y - 13, width: length, height: 26, r: 2 }, style: { fill: look.palette[0] } },
            words(text, inside ? x : x + length / 2 + 6, y, inside ? inkOn(look.palette[0]) : look.ink, look.size, inside ? "center" : "left"),
          ];
          if (row.passed) children.push(words(`↓ ${row.passed}`, x, y - h / 2, look.ink3, 11.5));
          return { type: "group", children };
        },
      },
    ],
    tooltip: { formatter: ({ dataIndex }) => `${spec.rows[dataIndex].name}\n${numbers.withUnit(spec.rows[dataIndex].value)}` },
  };
}

function moment(day) {
  return new Date(`${day}T00:00:00`).getTime();
}

function spanOf(days, today) {
  if (!days.length) return null;
  const first = moment(days[0]);
  return [first, Math.max(first, days[1] ? moment(days[1]) : today) + DAY];
}

function ganttRow(spec, look, today) {
  return (params, api) => {
    const row = spec.rows[params.dataIndex];
    const { x: left, width } = params.coordSys;
    const place = (when) => api.coord([when, params.dataIndex]);
    const middle = place(today)[1];
    const children = [];
    const bar = (span, top, height, style) => {
      if (!span) return;
      const [from, to] = [Math.max(place(span[0])[0], left), Math.min(place(span[1])[0], left + width)];
      children.push({ type: "rect", shape: { x: from, y: top, width: Math.max(to - from, 2), height, r: 2 }, style });
    };
    bar(spanOf(row.planned, today), middle - 11, 9, { fill: look.paper, stroke: look.tones.planned, lineWidth: 1.4 });
    const fill = look.tones[row.tone] || look.tones.actual;
    bar(spanOf(row.actual, today), middle + 1, 9, { fill, stroke: look.edges[row.tone], lineWidth: look.edges[row.tone] ? 1 : 0 });
    const diamond = (when, y, reached, link) => {
      const x = place(when)[0];
      children.push({
        type: "polygon",
        info: { link },
        cursor: link ? "pointer" : "default",
        shape: { points: [[x, y - 6], [x + 6, y], [x, y + 6], [x - 6, y]] },
        style: { fill: reached ? look.ink : look.paper, stroke: look.ink, lineWidth: 1.3 },
      });
    };
    for (const milestone of row.milestones) {
      diamond(moment(milestone.planned), middle - 6, false, milestone.link);
      if (milestone.reached) diamond(moment(milestone.reached), middle + 6, true, milestone.link);
    }
    return { type: "group", children };
  };
}

export function drawGantt(spec, look, width) {
  const today = moment(spec.today);
  const names = spec.rows.map((row) => (row.sign ? `${row.sign}\u00A0${row.name}` : row.name));
  const room = nameRoom(names, look, width);
  const days = spec.rows.flatMap((row) => [
    ...(spanOf(row.planned, today) ?? []),
    ...(spanOf(row.actual, today) ?? []),
    ...row.milestones.flatMap((milestone) => [milestone.planned, milestone.reached].filter(Boolean).map(moment)),
  ]);
  const [first, last] = [Math.min(today, ...days), Math.max(today, ...days)];
  const margin = Math.max(DAY, (last - first) * 0.02);
  const line = (row, word, span) => (span.length ? `\n${word} ${span[0]} – ${span[1] || "…"}` : "");
  return {
    grid: { left: room + 10, right: 26, top: 22, bottom: 24 },
    xAxis: {
      type: "time",
      min: first - margin,
      max: last + margin,
      splitNumber: width < 520 ? 3 : 7,
      axisLine: { lineStyle: { color: look.line2 } },
      axisTick: { show: false },
      axisLabel: {
        color: look.ink2,
        fontSize: look.size,
        hideOverlap: true,
        formatter: (when) => {
          const day = new Date(when);
          const text = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
          return last - first < 120 * DAY ? `${text}-${String(day.getDate()).padStart(2, "0")}` : text;
        },
      },
      splitLine: { show: true, showMinLine: false, showMaxLine: false, lineStyle: { color: look.line } },
    },
    yAxis: rowsAxis(spec, look, room, names),
    series: [
      {
        type: "custom",
        clip: true,
        encode: { x: [0, 1], y: 2 },
        data: spec.rows.map((row, y) => ({ value: [first, last, y], link: row.link, cursor: row.link ? "pointer" : "default" })),
        renderItem: ganttRow(spec, look, today),
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: look.ink2, type: "dashed", width: 1.2 },
          label: { formatter: spec.today_word, color: look.ink2, fontSize: look.size, position: "start", distance: 4 },
          data: [{ xAxis: today }],
        },
      },
    ],
    tooltip: {
      formatter: ({ dataIndex }) => {
        const row = spec.rows[dataIndex];
        const dated = row.milestones.map((milestone) => `\n◆ ${milestone.name} ${milestone.planned}${milestone.reached ? ` → ${milestone.reached}` : ""}`);
        return `${names[dataIndex]}${line(row, spec.planned_word, row.planned)}${line(row, spec.actual_word, row.actual)}${dated.join("")}`;
      },
    },
  };
}
