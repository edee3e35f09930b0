import { rate } from "./format.js";
import { newChart, setChart } from "./charts.js";
import { byId, setRows } from "./dom.js";

const SPAN_SECONDS = 10;
let chart;
let drawn = "";

export function showFlow({ routes }) {
  const reading = routes.filter((route) => route.source);
  setRows(byId("flow-rows"), reading.map(({ id, flow }) => [
    id,
    { text: rate(flow.perSecond), class: "number" },
    { text: rate(flow.history[Math.floor(flow.history.length / 2)]), class: "number" },
    { text: rate(Math.max(...flow.history)), class: "number" },
  ]));
  const series = reading.map(({ id, flow }) => ({ label: id, data: flow.history }));
  const now = JSON.stringify(series);
  if (now === drawn || !reading.length) return;
  drawn = now;
  chart ??= newChart(byId("flow-chart"), "line", "minutes ago", "records/s");
  setChart(chart, reading[0].flow.history.map((_, at, values) => label(values.length - at)), series);
  byId("flow-chart").setAttribute("aria-label", `Records per second by route. Now: ${reading.map(({ id, flow }) => `${id} ${rate(flow.perSecond)}`).join(", ")}. The table below has more.`);
}

function label(spansAgo) {
  const minutes = (spansAgo * SPAN_SECONDS) / 60;
  return Number.isInteger(minutes) ? String(minutes) : minutes.toFixed(1);
}
