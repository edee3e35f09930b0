import { ask } from "./api.js";
import { ago, bytes } from "./format.js";
import { byId, make, setText, show } from "./dom.js";

let shown = "";
let open = null;

export async function lookAtMails() {
  const answer = await ask("mails");
  if (!answer.ok) return;
  const mails = await answer.json();
  setText(byId("mails-text"), mails.length ? "Every mail that this process sent, as it would look. Nothing in it runs or loads." : "No mail has been sent yet.");
  show(byId("mailbox"), mails.length > 0);
  const now = JSON.stringify(mails);
  if (now === shown) return;
  shown = now;
  byId("mail-list").replaceChildren(...mails.map(item));
}

function item({ id, subject, to, at }) {
  const button = make("button", { type: "button" }, make("strong", {}, subject), make("span", { class: "muted" }, `to ${to}, ${ago(at, new Date().toISOString())}`));
  button.dataset.id = id;
  button.setAttribute("aria-current", String(id === open));
  button.addEventListener("click", () => read(id));
  return make("li", {}, button);
}

async function read(id) {
  const answer = await ask(`mails/${encodeURIComponent(id)}`);
  if (!answer.ok) {
    setText(byId("mails-text"), await answer.text());
    return;
  }
  const { summary, ticket, text, attachments } = await answer.json();
  open = id;
  for (const button of byId("mail-list").querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.id === id));
  show(byId("mail-view"), true);
  setText(byId("mail-subject"), summary.subject);
  setText(byId("mail-people"), `From ${summary.from} to ${summary.to}, ${summary.at}`);
  setText(byId("mail-attachments"), attachments.length ? `Attached: ${attachments.map(({ name, bytes: size }) => `${name} (${bytes(size)})`).join(", ")}` : "Nothing attached.");
  show(byId("mail-frame"), ticket !== null);
  if (ticket !== null) byId("mail-frame").src = `mail?ticket=${ticket}`;
  show(byId("mail-plain"), ticket === null);
  setText(byId("mail-plain"), ticket === null ? text ?? "" : "");
  byId("mail-subject").focus();
}
