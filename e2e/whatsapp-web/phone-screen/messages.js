/** The chat's messages, and what the customer can do with one of them. */
import { $, ask, attempt, drawWhenChanged, element, timeOf } from "./dom.js";
import { customer, customerPath, request } from "./state.js";

const KIND_WORDS = {
  image: "Picture",
  video: "Video",
  ptt: "Voice note",
  audio: "Audio",
  sticker: "Sticker",
  document: "Document",
  location: "Location",
  vcard: "Contact",
  call_log: "Call",
  revoked: "This message was deleted",
};
const TICKS = { sent: "✓", delivered: "✓✓", read: "✓✓" };

/** The message that the next one answers. */
export const answering = { message: undefined };
let knownMessages = new Set();

export function answer(message) {
  answering.message = message;
  $("quoting").hidden = !message;
  $("quoting-words").textContent = message ? `Answering: ${wordsOf(message)}` : "";
}

export const forgetMessages = () => {
  knownMessages = new Set();
  answer(undefined);
};

/** A card's text is for machines; its second line names the person. */
function textOf({ type, text }) {
  if (type !== "vcard") return text;
  return /^FN:(.*)$/m.exec(text)?.[1] ?? "";
}

const wordsOf = (message) => textOf(message) || message.filename || KIND_WORDS[message.type] || "Message";

function tickOf({ status }) {
  const tick = element("span", { className: "tick", textContent: TICKS[status], title: status });
  tick.dataset.status = status;
  tick.setAttribute("role", "img");
  tick.setAttribute("aria-label", status);
  return tick;
}

function bubble(message) {
  const isMine = !message.fromBusiness;
  const kind = KIND_WORDS[message.type];
  const text = textOf(message);
  const children = [];
  if (message.quoted) children.push(element("blockquote", { textContent: message.quoted.text || "A message" }));
  if (kind) children.push(element("p", { className: "what", textContent: message.filename ?? kind }));
  if (text) children.push(element("p", { textContent: text }));
  const isDeleted = message.type === "revoked";
  const footer = element("footer", {}, element("span", { textContent: timeOf(message.sentAt) }));
  if (message.editedAt && !isDeleted) footer.prepend(element("span", { textContent: "edited" }));
  if (isMine && !isDeleted) footer.append(tickOf(message));
  const more = element("button", {
    type: "button",
    className: "more",
    textContent: "⋯",
    onclick: attempt(() => act(message)),
  });
  more.setAttribute("aria-label", `What to do with: ${wordsOf(message)}`);
  const reactions = message.reactions.map(({ emoji }) => emoji).join(" ");
  const item = element("li", { className: "bubble", dir: "auto" }, ...children, footer);
  item.classList.toggle("mine", isMine);
  item.classList.toggle("new", !knownMessages.has(message.id));
  item.classList.toggle("deleted", isDeleted);
  if (reactions && !isDeleted) item.append(element("span", { className: "reactions", textContent: reactions }));
  if (!isDeleted && message.type !== "call_log") item.append(more);
  return item;
}

export function showMessages(messages) {
  const list = $("messages");
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const empty = customer()
    ? "Nothing written yet. Ask the business something."
    : "Create a customer to write as. The business answers here.";
  const hasChanged = drawWhenChanged("messages", [messages, empty], () =>
    messages.length > 0 ? messages.map(bubble) : [element("li", { className: "empty", textContent: empty })],
  );
  knownMessages = new Set(messages.map(({ id }) => id));
  if (hasChanged && wasAtEnd) list.scrollTop = list.scrollHeight;
}

const messagePath = ({ id }) => `${customerPath()}/messages/${id}`;

const ACTIONS = {
  answer(message) {
    answer(message);
    $("text").focus();
  },
  async edit(message) {
    const asked = await ask("edit-message", { text: message.text });
    if (asked) await request(`${messagePath(message)}/edit`, { text: asked.text });
  },
  delete: (message) => request(`${messagePath(message)}/delete`, {}),
  unreact: (message) => request(`${messagePath(message)}/reaction`, { emoji: "" }),
};

/** The dialog says what was chosen: the name of an action, or an emoji. */
async function act(message) {
  const dialog = $("message-actions");
  const isMine = !message.fromBusiness;
  $("message-words").textContent = wordsOf(message);
  $("action-edit").hidden = !isMine || message.type !== "chat";
  $("action-delete").hidden = !isMine;
  $("action-unreact").hidden = !message.reactions.some(({ fromBusiness }) => !fromBusiness);
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.onclose = resolve;
  });
  const chosen = dialog.returnValue;
  if (chosen === "") return;
  const action = ACTIONS[chosen];
  if (action) await action(message);
  else await request(`${messagePath(message)}/reaction`, { emoji: chosen });
}

$("stop-quoting").onclick = () => answer(undefined);
