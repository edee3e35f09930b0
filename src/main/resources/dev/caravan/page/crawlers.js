import { askWork } from "./events.js";
import { ago, count } from "./format.js";
import { byId, setRows, setText, show } from "./dom.js";

let objects = [];
let crawlers = [];

/** The newest objects of the lake, by which a crawl is measured. */
export function noteObjects(newest) {
  objects = newest;
  showRows();
}

export async function lookAtCrawlers() {
  await askWork("crawlers", (told) => {
    crawlers = told;
    setText(byId("crawlers-text"), crawlers.length ? "What came into the lake after a crawl began is in Athena's tables after the next one." : "No route runs a crawler.");
    show(byId("crawlers-table"), crawlers.length > 0);
    showRows();
  });
}

function showRows() {
  const now = new Date().toISOString();
  setRows(byId("crawler-rows"), crawlers.map((crawler) => row(crawler, now)));
}

function row({ name, database, state, lastBegan, lastStatus, problem }, now) {
  const later = objects.filter((each) => lastBegan === null || each.at > lastBegan).length;
  const ended = problem || lastStatus || "has not run yet";
  return [
    name,
    database,
    { text: state, class: "short" },
    { text: ago(lastBegan, now), title: lastBegan ?? "", class: "short" },
    { text: ended, class: problem || lastStatus === "FAILED" ? "bad" : "" },
    { text: later === 50 ? "50 or more" : count(later), class: later ? "watch" : "" },
  ];
}
