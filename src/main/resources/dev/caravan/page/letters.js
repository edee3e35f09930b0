import { askWork, sendWork } from "./events.js";
import { ago, count } from "./format.js";
import { byId, make, setRows, setText, show } from "./dom.js";

export async function lookAtLetters() {
  await askWork("letters", showLetters);
}

function showLetters({ place, at, total, complete, groups, unreadable, problem }) {
  const lost = unreadable ? ` ${count(unreadable)} objects or lines there cannot be read.` : "";
  const more = complete ? "" : ", and more: only the first were read";
  setText(byId("letters-text"), total ? `${count(total)} records of the last 7 days in ${place}${more}.${lost}` : `None of the last 7 days in ${place}.${lost}`);
  setText(byId("letters-problem"), problem ?? "");
  show(byId("letters-problem"), problem !== null);
  show(byId("letters-table"), groups.length > 0);
  setRows(byId("letter-rows"), groups.map((group) => [
    { text: group.route, class: "short" },
    { text: group.reason, class: "short" },
    { text: count(group.count), class: "number" },
    { text: ago(group.arrival, at), title: `${group.arrival}, ${group.newestId}`, class: "short" },
    { text: `${group.detail} (${group.newestId})`, class: "why" },
    { text: "Replay …", label: `Replay ${group.reason} of ${group.route}`, action: () => ask(group) },
  ]));
}

const dialog = byId("replay");
let outdated = 0;

byId("replay-close").addEventListener("click", () => dialog.close());

/** Counts first; what is sent is what was counted. */
async function ask({ route, source, reason }) {
  const which = { route, source, reason };
  const mine = ++outdated;
  byId("replay-send").hidden = true;
  tell({ text: `Counting the records of ${route} with the reason ${reason} …`, outcomes: {} });
  dialog.showModal();
  await run(which, mine, (progress) => {
    const sendable = progress.outcomes["would be sent"] ?? 0;
    tell({ ...progress, text: progress.done ? wouldBe(sendable, source) : "Counting …" });
    if (!progress.done || sendable === 0) return;
    const button = byId("replay-send");
    setText(button, `Send ${count(sendable)} ${sendable === 1 ? "record" : "records"} back`);
    button.onclick = () => confirm({ ...which, confirmed: sendable, writtenUntil: progress.writtenUntil }, source);
    button.hidden = false;
    button.focus();
  });
}

async function confirm(request, source) {
  const mine = ++outdated;
  byId("replay-send").hidden = true;
  byId("replay-close").focus();
  tell({ text: "Sending …", outcomes: {} });
  await run(request, mine, (progress) => {
    const sent = progress.outcomes.sent ?? 0;
    tell({ ...progress, text: progress.done ? `${count(sent)} of ${count(request.confirmed)} records were sent back to ${source}.` : `Sending … ${count(sent)} so far.` });
  });
  await lookAtLetters();
}

async function run(request, mine, seen) {
  try {
    await sendWork("replay", request, (progress) => mine === outdated && seen(progress));
  } catch (problem) {
    if (mine === outdated) tell({ text: "It ended early.", outcomes: {}, problem: problem.message });
  }
}

const wouldBe = (n, source) => (n ? `${count(n)} ${n === 1 ? "record" : "records"} would be sent back to ${source}. Every reader of it reads them again. Has what rejects them been mended?` : "None of them would be sent:");

function tell({ text, outcomes, example = null, problem = null }) {
  setText(byId("replay-text"), text);
  const lines = Object.entries(outcomes).map(([outcome, n]) => `${outcome}: ${count(n)}`);
  if (example) lines.push(`for example: ${example}`);
  byId("replay-outcomes").replaceChildren(...lines.map((line) => make("li", {}, line)));
  setText(byId("replay-problem"), problem ?? "");
  show(byId("replay-problem"), problem !== null);
}
