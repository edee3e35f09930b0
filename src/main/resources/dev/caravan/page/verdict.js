import { bytes, count, duration, rate, sum } from "./format.js";
import { byId, make, setText, show } from "./dom.js";

const LEVELS = { GOOD: "All is well.", WATCH: "Watch this.", BAD: "Something is wrong." };
let announced = "";

export function showVerdict({ verdict }) {
  byId("verdict").className = `verdict ${verdict.level.toLowerCase()}`;
  setText(byId("sentence"), verdict.sentence);
  setText(byId("advice"), verdict.advice);
  show(byId("advice"), verdict.advice !== "");
  document.title = `${verdict.level === "GOOD" ? "" : verdict.level === "BAD" ? "✕ " : "▲ "}Caravan`;
  // Figures change every second; a screen reader hears of it when something else does.
  const kind = verdict.level + verdict.sentence.replace(/[\d.,]+/g, "#");
  if (kind !== announced) {
    announced = kind;
    setText(byId("announcement"), `${LEVELS[verdict.level]} ${verdict.sentence}`);
  }
}

export function showTiles({ routes, calls, bufferedBytes, budgetBytes }) {
  const sources = routes.map((route) => route.source).filter((source) => source);
  const behind = sources.map((source) => source.behind).filter((millis) => millis !== null);
  const letters = sum(routes.flatMap((route) => Object.values(route.flow.deadLetters)));
  setTiles([
    ["records/s, last minute", rate(sum(routes.map((route) => route.flow.perSecond)))],
    ["behind the newest record", behind.length ? duration(Math.max(...behind)) : "–"],
    ["records read, not yet safe", count(sum(sources.map((source) => source.pending)))],
    ["records delivered", count(sum(routes.map((route) => route.flow.records)))],
    ["dead letters", count(letters)],
    ["calls throttled", count(sum(calls.map((call) => call.throttled)))],
    [`buffers, of ${bytes(budgetBytes)}`, bytes(bufferedBytes)],
  ]);
}

function setTiles(tiles) {
  const list = byId("tiles");
  tiles.forEach(([name, value], at) => {
    const tile = list.children[at] ?? list.appendChild(make("li", {}, make("span", { class: "value" }), make("span", { class: "name" })));
    setText(tile.firstElementChild, value);
    setText(tile.lastElementChild, name);
  });
}
