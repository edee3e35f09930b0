import { ago, bytes, count, duration, rate, sum } from "./format.js";
import { byId, make, setRows, setText, show } from "./dom.js";

const cards = new Map();

export function showRoutes({ routes, at }) {
  const ids = new Set(routes.map((route) => route.id));
  for (const [id, card] of cards) {
    if (!ids.has(id)) {
      card.article.remove();
      cards.delete(id);
    }
  }
  const sourcesFirst = [...routes].sort((one, other) => Number(other.source !== null) - Number(one.source !== null));
  for (const route of sourcesFirst) {
    if (!cards.has(route.id)) cards.set(route.id, newCard(route.id));
    fill(cards.get(route.id), route, at);
  }
}

function newCard(id) {
  const card = {
    title: make("h3"),
    badge: make("span", { class: "badge" }),
    description: make("p", { class: "muted" }),
    reads: make("p", { class: "muted" }),
    problem: make("p", { class: "problem" }),
    figures: make("dl", { class: "figures" }),
    details: make("details"),
    summary: make("summary"),
    body: make("tbody"),
  };
  card.title.id = `route-${id}`;
  const columns = ["Partition", "Behind", "Not read", "Pending", "Batch that fills", "Last acknowledged"];
  const head = make("tr", {}, ...columns.map((text, at) => make("th", { scope: "col", class: at > 0 && at < 4 ? "number" : "" }, text)));
  const table = make("table", {}, make("caption", { class: "hidden" }, `Partitions of ${id}`), make("thead", {}, head), card.body);
  const scroll = make("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": `Partitions of ${id}` }, table);
  card.details.append(card.summary, scroll);
  card.article = make("article", { "aria-labelledby": card.title.id }, make("header", {}, card.title, card.badge), card.description, card.reads, card.problem, card.figures, card.details);
  byId("route-cards").append(card.article);
  return card;
}

function fill(card, route, now) {
  const { source, flow } = route;
  setText(card.title, route.id);
  const [level, state] = stateOf(route);
  setText(card.badge, state);
  card.badge.className = `badge ${level}`;
  setText(card.description, route.description);
  show(card.description, route.description !== "");
  setText(card.reads, source ? `${source.kind} ${source.name}` : route.from);
  const problem = source ? source.failure ?? source.delay ?? "" : "";
  setText(card.problem, problem);
  show(card.problem, problem !== "");
  setFigures(card.figures, source ? figures(source, flow, now) : []);
  show(card.figures, source !== null);
  show(card.details, source !== null && source.owned > 0);
  if (source) {
    const more = source.owned > source.partitions.length ? `, the ${source.partitions.length} furthest behind` : "";
    setText(card.summary, `${source.owned} ${source.owned === 1 ? "partition" : "partitions"}${more}`);
    setRows(card.body, source.partitions.map(partitionRow));
  }
}

function stateOf({ source, state, automatic }) {
  if (source?.failure) return ["bad", "Stopped by a failure"];
  if (state !== "Started") return [automatic ? "bad" : "", state];
  if (source?.delay) return ["bad", "Cannot deliver"];
  if (source && !source.reading) return ["watch", "Does not read yet"];
  return ["good", source ? "Reads" : "Runs"];
}

function figures(source, flow, now) {
  return [
    ["records/s", rate(flow.perSecond)],
    ["behind", duration(source.behind)],
    ["not read", count(source.behindRecords)],
    ["pending", count(source.pending)],
    ["delivered", count(flow.records)],
    ["dead letters", count(sum(Object.values(flow.deadLetters)))],
    ["attempts repeated", count(flow.retries)],
    ["last delivered", ago(flow.lastDelivered, now)],
  ];
}

function setFigures(list, rows) {
  rows.forEach(([name, value], at) => {
    const item = list.children[at] ?? list.appendChild(make("div", {}, make("dt"), make("dd")));
    setText(item.firstElementChild, name);
    setText(item.lastElementChild, value);
  });
}

function partitionRow(each) {
  const flush = each.nextFlush === null ? "empty" : `${count(each.openRecords)} records, ${bytes(each.openBytes)}, cut in ${duration(each.nextFlush)} at the latest`;
  return [
    { text: each.partition.replace("shardId-", ""), title: each.partition, class: "short" },
    { text: duration(each.behind), class: "number" },
    { text: count(each.behindRecords), class: "number" },
    { text: count(each.pending), class: "number" },
    { text: flush, fill: each.fill, label: `Fill of the batch of partition ${each.partition}`, class: "short" },
    { text: each.acknowledged === null ? "not yet" : `${duration(each.acknowledged)} ago`, class: "short" },
  ];
}
