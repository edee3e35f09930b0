import { count } from "./format.js";
import { byId, setRows, show } from "./dom.js";

const figure = (n, level) => ({ text: count(n), class: n > 0 && level ? `number ${level}` : "number" });

export function showServices({ calls, retries }) {
  show(byId("services-empty"), calls.length === 0);
  show(byId("services-table"), calls.length > 0);
  setRows(byId("call-rows"), calls.map((call) => [
    call.operation,
    figure(call.ok),
    figure(call.retried, "watch"),
    figure(call.throttled, "watch"),
    figure(call.failed, "bad"),
  ]));
  const sinks = Object.entries(retries);
  show(byId("retries-table"), sinks.length > 0);
  setRows(byId("retry-rows"), sinks.map(([sink, n]) => [{ text: sink, class: "key" }, figure(n, "watch")]));
}
