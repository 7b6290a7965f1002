// Draws the charts of a page: loads the library once, follows width, colour scheme and paper, opens links,
// and hands the table to the download. What is drawn stands as JSON in each figure; see luoshi.pages.shared.charts.

import { drawers } from "./charts_kinds.js";
import { lookOf } from "./charts_look.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map(); // figure → { place, spec, instance }
let library = null;

function loadLibrary() {
  library ??= import(document.getElementById("chart-files").dataset.library);
  return library;
}

function follow(link, event) {
  if (!link) return;
  const pointer = event?.event?.event;
  if (pointer && (pointer.ctrlKey || pointer.metaKey || pointer.button === 1)) open(link, "_blank", "noopener");
  else location.assign(link);
}

// Round pictures and maps are no higher than they are wide.
function sizeOf(spec, place) {
  const width = place.clientWidth;
  return { width, height: ["sunburst", "map"].includes(spec.kind) ? Math.min(spec.height, width) : spec.height };
}

function draw(figure) {
  const { place, spec, instance, echarts } = drawn.get(figure);
  const look = lookOf(figure);
  const option = drawers[spec.kind](spec, look, place.clientWidth, echarts);
  instance.setOption(
    {
      animation: false,
      textStyle: { fontFamily: look.font, fontSize: look.size, color: look.ink },
      backgroundColor: "transparent",
      ...option,
      tooltip: {
        renderMode: "richText", // the other mode writes style attributes, which the page's policy forbids
        transitionDuration: 0,
        confine: true,
        backgroundColor: look.paper,
        borderColor: look.line,
        padding: [6, 10],
        textStyle: { color: look.ink, fontFamily: look.font, fontSize: look.size },
        ...option.tooltip,
      },
    },
    { notMerge: true },
  );
}

async function begin(figure) {
  const place = figure.querySelector(".chart-place");
  const stored = figure.querySelector("template.chart-drawing");
  if (!place || !stored || drawn.has(figure)) return;
  drawn.set(figure, null);
  try {
    const spec = JSON.parse(stored.content.textContent);
    const echarts = await loadLibrary();
    if (spec.kind === "map" && typeof spec.boundaries === "string" && spec.boundaries) {
      const answer = await fetch(spec.boundaries, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`boundaries: ${answer.status}`);
      spec.boundaries = await answer.json();
    }
    spec.height = Number(place.querySelector("svg").getAttribute("height"));
    place.replaceChildren();
    const instance = echarts.init(place, null, { renderer: "svg", ...sizeOf(spec, place) });
    drawn.set(figure, { place, spec, instance, echarts });
    draw(figure);
    instance.on("click", (event) => follow(event.info?.link || event.data?.link, event));
    sizes.observe(place);
    figure.dataset.drawn = "yes";
  } catch (error) {
    drawn.delete(figure);
    place.textContent = figure.dataset.failed;
    place.classList.add("chart-failed");
    figure.querySelector(".chart-table").open = true;
    console.error(error);
  }
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const figure = target.closest(".chart");
    const chart = drawn.get(figure);
    if (!chart || !target.clientWidth || chart.instance.getWidth() === target.clientWidth) continue;
    chart.instance.resize(sizeOf(chart.spec, target));
    draw(figure);
  }
});

function drawAll() {
  for (const [figure, chart] of drawn) if (chart) draw(figure);
}

function beginAll() {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart?.instance.dispose();
    drawn.delete(figure);
  }
  for (const figure of document.querySelectorAll(".chart")) begin(figure);
}

dark.addEventListener("change", drawAll);
addEventListener("beforeprint", () => turnPaper(true));
addEventListener("afterprint", () => turnPaper(false));

function turnPaper(on) {
  for (const figure of drawn.keys()) figure.classList.toggle("chart-paper", on);
  drawAll();
  // A sheet is narrower than a screen: the drawing is scaled as a whole, since no layout of the sheet is known yet.
  for (const chart of on ? drawn.values() : []) {
    const svg = chart?.place.querySelector("svg");
    svg?.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".chart-downloads [data-download]");
  if (!button) return;
  const { download } = await import("./charts_download.js");
  download(button.closest(".chart"), button.dataset.download);
});

document.addEventListener("htmx:afterSettle", beginAll);
beginAll();
