import { sendWork } from "./events.js";
import { bytes, count } from "./format.js";
import { endChart, newChart } from "./charts.js";
import { byId, setText, show } from "./dom.js";
import { draw, fillTable, picture } from "./table.js";

let running = null;
let answer = null;
let chart = null;

export function startQuery() {
  byId("query-form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("sql").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  byId("query-cancel").addEventListener("click", () => running?.abort());
  byId("query-kind").addEventListener("change", drawAnswer);
}

async function run() {
  if (running) return;
  running = new AbortController();
  busy(true);
  setText(byId("query-state"), "Running …");
  tellProblem("");
  try {
    await sendWork("query", { sql: byId("sql").value }, showAnswer, running.signal);
  } catch (problem) {
    setText(byId("query-state"), "");
    tellProblem(problem.name === "AbortError" ? "Cancelled; Athena was told so." : problem.message);
  } finally {
    running = null;
    busy(false);
  }
}

function busy(is) {
  byId("query-run").disabled = is;
  byId("query-cancel").disabled = !is;
}

function tellProblem(text) {
  setText(byId("query-problem"), text);
  show(byId("query-problem"), text !== "");
}

function showAnswer(result) {
  answer = result;
  const { columns, rows, complete, scannedBytes, tookMillis } = result;
  setText(byId("query-state"), `${complete ? "" : "The first "}${count(rows.length)} ${rows.length === 1 ? "row" : "rows"}, ${bytes(scannedBytes)} scanned, ${(tookMillis / 1000).toFixed(1)} s`);
  show(byId("query-result"), columns.length > 0);
  fillTable(byId("query-head"), byId("query-rows"), columns, rows);
  drawAnswer();
}

function drawAnswer() {
  const { columns, rows } = answer;
  const what = picture(columns, rows);
  show(byId("query-picture"), what !== null);
  if (chart) endChart(chart);
  chart = null;
  if (what) {
    chart = newChart(byId("query-chart"), byId("query-kind").value, columns[what.category].name, columns[what.value].name);
    draw(chart, byId("query-chart"), columns, rows, what);
  }
}
