import { NotAdmitted, hasToken, keepToken } from "./api.js";
import { byId, setText, show } from "./dom.js";
import { showEdit } from "./edits.js";
import { showFlow } from "./flow.js";
import { follow } from "./live.js";
import { startParts, toParts } from "./parts.js";
import { showObjects } from "./objects.js";
import { showRoutes } from "./routes.js";
import { showServices } from "./services.js";
import { showTiles, showVerdict } from "./verdict.js";

const PARTS = [showVerdict, showTiles, showRoutes, showFlow, showObjects, showServices, showEdit];

function connection(state, text) {
  const line = byId("connection");
  line.className = `connection ${state}`;
  setText(line, text);
}

async function look() {
  show(byId("token-form"), false);
  try {
    await startParts();
    await follow((snapshot) => {
      PARTS.forEach((part) => part(snapshot));
      toParts(snapshot);
    }, connection);
  } catch (problem) {
    if (!(problem instanceof NotAdmitted)) throw problem;
    connection("lost", "Not admitted");
    setText(byId("token-problem"), problem.message);
    show(byId("token-problem"), hasToken());
    show(byId("token-form"), true);
    byId("token").focus();
  }
}

byId("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  keepToken(byId("token").value);
  byId("token").value = "";
  look();
});

look();
