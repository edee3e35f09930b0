import { ago, bytes, count } from "./format.js";
import { byId, setRows, show } from "./dom.js";

const SHOWN = 12;

export function showObjects({ objects, at }) {
  show(byId("objects-empty"), objects.length === 0);
  show(byId("objects-table"), objects.length > 0);
  setRows(byId("object-rows"), objects.slice(0, SHOWN).map((each) => [
    { text: ago(each.at, at), title: each.at, class: "short" },
    { text: each.route, class: "short" },
    { text: count(each.rows), class: "number" },
    { text: bytes(each.bytes), class: "number" },
    { text: each.object, class: "key" },
  ]));
}
