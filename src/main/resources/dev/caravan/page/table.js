// A result of columns and rows, as a table and, where it has a category and a number, as a chart.

import { count } from "./format.js";
import { make } from "./dom.js";
import { setChart } from "./charts.js";

const BARS = 100;

export function fillTable(head, body, columns, rows) {
  head.replaceChildren(...columns.map(({ name, type, number }) => make("th", { scope: "col", class: number ? "number" : "", title: type }, name)));
  body.replaceChildren(...rows.map((row) => make("tr", {}, ...row.map((cell, at) => tableCell(cell, columns[at])))));
}

function tableCell(cell, { number }) {
  if (cell === null) return make("td", { class: "null" }, "NULL");
  return make("td", { class: number ? "number" : "" }, number && Number.isSafeInteger(Number(cell)) ? count(Number(cell)) : cell);
}

/** What can be drawn: the first column that is no number along the axis, the first number as its value; null if nothing can. */
export function picture(columns, rows) {
  const category = columns.findIndex((column) => !column.number);
  const value = columns.findIndex((column) => column.number);
  return category < 0 || value < 0 || rows.length < 2 ? null : { category, value };
}

export function draw(chart, canvas, columns, rows, { category, value }) {
  const shown = rows.slice(0, BARS);
  setChart(chart, shown.map((row) => row[category] ?? "NULL"), [{ label: columns[value].name, data: shown.map((row) => Number(row[value])) }]);
  const told = shown.slice(0, 10).map((row) => `${row[category]} ${row[value]}`).join(", ");
  canvas.setAttribute("aria-label", `${columns[value].name} by ${columns[category].name}: ${told}${rows.length > 10 ? `, and ${rows.length - 10} more in the table` : ""}`);
}
