import { ask } from "./api.js";
import { endChart, newChart } from "./charts.js";
import { ago, count } from "./format.js";
import { byId, make, setText, show } from "./dom.js";
import { draw, fillTable } from "./table.js";

const LEVELS = { sent: "good", skipped: "", uncertain: "watch", failed: "bad" };
const cards = new Map();

export async function lookAtReports() {
  const answer = await ask("reports");
  if (!answer.ok) return;
  const reports = await answer.json();
  setText(byId("reports-text"), reports.length ? "" : "No route is a report.");
  show(byId("reports-text"), reports.length === 0);
  const names = new Set(reports.map(({ name }) => name));
  for (const [name, card] of cards) {
    if (!names.has(name)) {
      if (card.chart) endChart(card.chart);
      card.article.remove();
      cards.delete(name);
    }
  }
  reports.forEach(fill);
}

function newCard(name) {
  const card = {
    badge: make("span", { class: "badge" }),
    description: make("p", { class: "muted" }),
    when: make("p", { class: "muted" }),
    reason: make("p", { class: "problem" }),
    canvas: make("canvas", { role: "img", "aria-label": `Chart of ${name}` }),
    head: make("tr"),
    body: make("tbody"),
    rest: make("p", { class: "muted" }),
    chart: null,
    shown: "",
  };
  const title = make("h3", { id: `report-${name}` }, name);
  card.frame = make("div", { class: "chart" }, card.canvas);
  card.table = make("div", { class: "scroll tall", tabIndex: 0, role: "region", "aria-label": `Table of ${name}` }, make("table", {}, make("caption", { class: "hidden" }, `Last run of ${name}`), make("thead", {}, card.head), card.body));
  card.article = make("article", { "aria-labelledby": title.id }, make("header", {}, title, card.badge), card.description, card.when, card.reason, card.frame, card.table, card.rest);
  byId("report-cards").append(card.article);
  return card;
}

function fill(report) {
  const { name, description, schedule, nextRun, lastRun } = report;
  if (!cards.has(name)) cards.set(name, newCard(name));
  const card = cards.get(name);
  const now = new Date().toISOString();
  setText(card.badge, lastRun ? lastRun.state : "not run yet");
  card.badge.className = `badge ${lastRun ? LEVELS[lastRun.state.toLowerCase()] ?? "" : ""}`;
  setText(card.description, description);
  setText(card.when, `${schedule}. Next run ${nextRun ?? "by hand"}${lastRun ? `; last one ${ago(lastRun.finished, now)}` : ""}.`);
  setText(card.reason, lastRun?.reason ?? "");
  show(card.reason, Boolean(lastRun?.reason));
  const result = JSON.stringify(lastRun && [lastRun.finished, lastRun.chart, lastRun.totalRows]);
  if (result === card.shown) return;
  card.shown = result;
  showResult(card, lastRun);
}

function showResult(card, lastRun) {
  const { columns = [], rows = [], chart = { kind: "NONE" }, totalRows = 0 } = lastRun ?? {};
  show(card.table, columns.length > 0);
  fillTable(card.head, card.body, columns, rows);
  setText(card.rest, totalRows > rows.length ? `${count(totalRows - rows.length)} more rows in the mail's attachment.` : "");
  if (card.chart) endChart(card.chart);
  card.chart = null;
  const what = { category: columns.findIndex(({ name }) => name === chart.category), value: columns.findIndex(({ name }) => name === chart.value) };
  const drawn = chart.kind !== "NONE" && what.category >= 0 && what.value >= 0 && rows.length > 0;
  show(card.frame, drawn);
  if (drawn) {
    card.chart = newChart(card.canvas, chart.kind.toLowerCase(), chart.category, chart.value);
    draw(card.chart, card.canvas, columns, rows, what);
  }
}
