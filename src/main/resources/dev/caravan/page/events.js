// Reads an answer of server-sent events, whatever the method of the request was.

import { ask, send } from "./api.js";

/** Yields { name, data } of each event; `alive` is called whenever anything arrives. */
export async function* events(answer, alive = () => {}) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    held += value;
    let end;
    while ((end = held.indexOf("\n\n")) >= 0) {
      const event = parse(held.slice(0, end));
      held = held.slice(end + 2);
      if (event.data !== "") yield event;
    }
  }
}

function parse(text) {
  const event = { name: "message", data: "" };
  for (const line of text.split("\n")) {
    if (line.startsWith("event: ")) event.name = line.slice("event: ".length);
    else if (line.startsWith("data: ")) event.data += line.slice("data: ".length);
  }
  return event;
}

/** Work of the process that tells of itself: `tell` is called with each value; what fails is thrown with its reason. */
async function follow(answer, tell) {
  if (!answer.ok) throw new Error(await answer.text());
  for await (const { name, data } of events(answer)) {
    const value = JSON.parse(data);
    if (name === "problem") throw new Error(value.problem);
    tell(value);
  }
}

export const askWork = async (path, tell) => follow(await ask(path), tell);

export const sendWork = async (path, body, tell, signal) => follow(await send(path, body, signal), tell);
