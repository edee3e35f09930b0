// The parts that this process has something for: each is asked at its own pace, and only while the page is looked at.

import { ask } from "./api.js";
import { byId, show } from "./dom.js";
import { lookAtCrawlers, noteObjects } from "./crawlers.js";
import { lookAtLetters } from "./letters.js";
import { lookAtMails } from "./mails.js";
import { startQuery } from "./query.js";
import { lookAtReports } from "./reports.js";

const LOOKS = {
  letters: [lookAtLetters, 15],
  crawlers: [lookAtCrawlers, 15],
  reports: [lookAtReports, 10],
  mails: [lookAtMails, 10],
};
let started = false;

export async function startParts() {
  const answer = await ask("parts");
  if (started || !answer.ok) return;
  started = true;
  for (const name of await answer.json()) {
    const section = name === "query" ? "query" : name;
    show(byId(section), true);
    document.querySelectorAll(`nav a[href="#${section}"]`).forEach((link) => show(link, true));
    if (name === "query") startQuery();
    else if (LOOKS[name]) repeat(...LOOKS[name]);
  }
}

async function repeat(look, seconds) {
  for (;;) {
    if (!document.hidden) {
      try {
        await look();
      } catch (problem) {
        // The line of the connection says it; the figures stay as they were.
        console.debug(problem);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

export function toParts(snapshot) {
  noteObjects(snapshot.objects);
}
