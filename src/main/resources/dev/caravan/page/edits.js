import { ago } from "./format.js";
import { byId, make, setText, show } from "./dom.js";

const TEXTS = {
  off: () => "Edits are taken up at the next start (routes.reload is off).",
  none: () => "The routes run as their files say. Save a file of routes, and this process takes it up.",
  applied: (edit, now) => `Applied ${ago(edit.at, now)}: ${edit.text}.`,
  refused: (edit, now) => `Not applied, ${ago(edit.at, now)}. What ran before goes on:`,
};

export function showEdit({ edit, at }) {
  setText(byId("edit-text"), TEXTS[edit.outcome](edit, at));
  const list = byId("edit-problems");
  show(list, edit.problems.length > 0);
  if (list.dataset.shown !== edit.problems.join("\n")) {
    list.dataset.shown = edit.problems.join("\n");
    list.replaceChildren(...edit.problems.map((problem) => make("li", {}, problem)));
  }
}
