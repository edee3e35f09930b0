// Server-sent events through fetch, since EventSource can send no token.

import { NotAdmitted, ask } from "./api.js";

const AGAIN_MILLIS = 2000;
const SILENCE_MILLIS = 10000;

/** Calls `seen` with each snapshot and `state` with "live", "lost" or a text, until the token is refused. */
export async function follow(seen, state) {
  for (;;) {
    try {
      await stream(seen, state);
      state("lost", "The process closed the connection. Trying again …");
    } catch (problem) {
      if (problem instanceof NotAdmitted) throw problem;
      state("lost", problem instanceof Full ? problem.message : "No connection to the process. Trying again …");
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
  }
}

class Full extends Error {}

async function stream(seen, state) {
  const stop = new AbortController();
  const answer = await ask("live", { signal: stop.signal });
  if (answer.status === 503) throw new Full(await answer.text());
  if (!answer.ok) throw new Error(String(answer.status));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let silence = setTimeout(() => stop.abort(), SILENCE_MILLIS);
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(), SILENCE_MILLIS);
      held += value;
      let end;
      while ((end = held.indexOf("\n\n")) >= 0) {
        take(held.slice(0, end), seen, state);
        held = held.slice(end + 2);
      }
    }
  } finally {
    clearTimeout(silence);
  }
}

function take(event, seen, state) {
  if (event.startsWith("event: trouble")) state("lost", "The process could not tell how it is; its log says why.");
  else if (event.startsWith("data: ")) {
    state("live", "Live");
    seen(JSON.parse(event.slice("data: ".length)));
  }
}
