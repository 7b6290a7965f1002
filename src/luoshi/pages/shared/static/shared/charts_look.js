// Colours, type and number forms of charts, taken from the page's own variables.

const TONES = ["planned", "actual", "declared", "verified", "green", "yellow", "red", "none"];

export function lookOf(figure) {
  const style = getComputedStyle(figure);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    ink2: value("--ink-2"),
    ink3: value("--ink-3"),
    line: value("--line"),
    line2: value("--line-2"),
    paper: value("--paper"),
    low: value("--chart-low"),
    high: value("--chart-high"),
    palette: [1, 2, 3, 4, 5, 6].map((place) => value(`--chart-${place}`)),
    tones: Object.fromEntries(TONES.map((tone) => [tone, value(`--chart-${tone}`)])),
    edges: { green: value("--green"), yellow: value("--yellow"), red: value("--red"), none: value("--line-2") },
    font: style.fontFamily,
    size: 12.5,
  };
}

export const SIGNS = { green: "●", yellow: "▲", red: "■", none: "○" };

export function colourOf(look, tone, place) {
  return look.tones[tone] || look.palette[place % look.palette.length];
}

// The pattern that tells a tone without its colour, where an area is filled.
export function areaStyle(look, tone, place) {
  const style = { color: colourOf(look, tone, place) };
  if (tone === "planned") Object.assign(style, { color: look.paper, borderColor: look.tones.planned, borderWidth: 1.5 });
  if (look.edges[tone]) Object.assign(style, { borderColor: look.edges[tone], borderWidth: 1 });
  if (tone === "declared") {
    style.decal = { symbol: "rect", color: look.paper, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
  }
  return style;
}

function parts(colour) {
  const long = colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  return [1, 3, 5].map((start) => parseInt(long.slice(start, start + 2), 16));
}

function luminance(colour) {
  const [r, g, b] = parts(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Black or white, whichever is read better on the colour.
export function inkOn(colour) {
  const light = luminance(colour);
  return (light + 0.05) / 0.0605 > 1.05 / (light + 0.05) ? "#15181c" : "#ffffff";
}

export function between(from, to, share) {
  const [a, b] = [parts(from), parts(to)];
  const mixed = a.map((part, place) => Math.round(part + (b[place] - part) * Math.min(Math.max(share, 0), 1)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

export function numbersOf(spec) {
  const exact = new Intl.NumberFormat("en", {
    minimumFractionDigits: spec.decimals,
    maximumFractionDigits: spec.decimals,
  });
  const short = new Intl.NumberFormat("en", { maximumFractionDigits: Math.max(spec.decimals, 1) });
  return {
    exact: (value) => (value === null || value === undefined ? "—" : exact.format(value)),
    short: (value) => short.format(value),
    withUnit: (value) => (value === null || value === undefined ? "—" : `${exact.format(value)} ${spec.unit}`.trim()),
  };
}

const ruler = document.createElement("canvas").getContext("2d");

export function textWidth(text, look, size = look.size) {
  ruler.font = `${size}px ${look.font}`;
  return Math.ceil(ruler.measureText(text).width);
}

// Room for the longest name at the left, at most a share of the width; longer names break into lines.
export function nameRoom(names, look, width) {
  const longest = Math.max(0, ...names.map((name) => textWidth(name, look)));
  return Math.min(longest + 2, Math.round(width * (width < 520 ? 0.32 : 0.28)));
}

// At most two lines of a name; what does not fit is cut, and stands whole in tooltip and table. Chinese names are
// cut into equal lines, others between words.
function twoLines(name, look, room) {
  const needed = textWidth(name, look);
  if (needed <= room) return name;
  const isChinese = /\p{Script=Han}/u.test(name);
  const units = name.match(/[\u2E80-\uFFEF]|[^\u2E80-\uFFEF ]+ *| +/gu); // characters, or words
  const target = isChinese ? Math.min(room, needed / 2 + look.size) : room;
  const lines = [units.shift()];
  for (const unit of units) {
    if (textWidth(lines.at(-1) + unit, look) <= (lines.length === 1 ? target : room)) lines[lines.length - 1] += unit;
    else if (lines.length === 1) lines.push(unit);
    else {
      while (textWidth(`${lines[1]}…`, look) > room && lines[1].length > 1) lines[1] = lines[1].slice(0, -1);
      return `${lines[0].trimEnd()}\n${lines[1].trimEnd()}…`;
    }
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}

export function categoryLabels(look, room) {
  return {
    color: look.ink,
    fontSize: look.size,
    width: room,
    overflow: "truncate",
    lineHeight: 15,
    interval: 0,
    margin: 8,
    formatter: (name) => twoLines(name, look, room),
  };
}
