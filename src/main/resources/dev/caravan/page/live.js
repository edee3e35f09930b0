// Server-sent events through fetch, since EventSource can send no token.

import { NotAdmitted, ask } from "./api.js";
import { events } from "./events.js";

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
  let silence;
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(), SILENCE_MILLIS);
  };
  alive();
  try {
    for await (const { name, data } of events(answer, alive)) {
      if (name === "trouble") {
        state("lost", "The process could not tell how it is; its log says why.");
      } else {
        state("live", "Live");
        seen(JSON.parse(data));
      }
    }
  } finally {
    clearTimeout(silence);
  }
}
