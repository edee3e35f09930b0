// Charts in the colours of the page, in its light and its dark form. Each has a table beside it that says the same.

/* global Chart */

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [12, 4]];
const all = new Set();
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

dark.addEventListener("change", () => all.forEach((chart) => colour(chart) || chart.update("none")));

const value = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function colour(chart) {
  const text = value("--muted");
  const line = value("--line");
  chart.options.plugins.legend.labels.color = value("--text");
  for (const axis of Object.values(chart.options.scales)) {
    axis.ticks.color = text;
    axis.title.color = text;
    axis.grid.color = line;
  }
  chart.data.datasets.forEach((set, at) => {
    set.borderColor = value(`--series-${(at % 6) + 1}`);
    set.backgroundColor = set.borderColor;
  });
}

/** @param type "line" or "bar" */
export function newChart(canvas, type, xTitle, yTitle) {
  const axis = (text) => ({ ticks: { maxRotation: 0, autoSkipPadding: 16 }, title: { display: text !== "", text }, grid: {}, beginAtZero: true });
  const chart = new Chart(canvas, {
    type,
    data: { labels: [], datasets: [] },
    options: {
      animation: still.matches ? false : { duration: 300 },
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { position: "bottom", labels: { usePointStyle: type === "line", pointStyle: "line" } } },
      scales: { x: axis(xTitle), y: axis(yTitle) },
    },
  });
  all.add(chart);
  return chart;
}

/** @param series of { label, data } */
export function setChart(chart, labels, series) {
  chart.data.labels = labels;
  series.forEach(({ label, data }, at) => {
    const set = chart.data.datasets[at] ?? {};
    Object.assign(set, { label, data, borderWidth: 2, pointRadius: 0, tension: 0.25, borderDash: DASHES[at % DASHES.length] });
    if (chart.config.type === "bar") Object.assign(set, { borderWidth: 0, borderRadius: 4, maxBarThickness: 48 });
    chart.data.datasets[at] = set;
  });
  chart.data.datasets.length = series.length;
  colour(chart);
  chart.update("none");
}

export function endChart(chart) {
  all.delete(chart);
  chart.destroy();
}
