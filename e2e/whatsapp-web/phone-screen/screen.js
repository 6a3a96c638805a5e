/** The demo's two phones: the business's, which scans the code, and a customer's, which writes and reads. */

const $ = (id) => document.getElementById(id);
const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const KIND_WORDS = {
  image: "Picture",
  video: "Video",
  ptt: "Voice message",
  audio: "Audio",
  sticker: "Sticker",
  document: "Document",
  location: "Location",
  vcard: "Contact",
  revoked: "This message was deleted",
};
const SUGGESTED_CUSTOMER = { name: "Rina", number: "628120000001" };
const LARGEST_FILE_BYTES = 8_000_000;

let state = { qrs: [], phones: [] };
/** Which phone and customer are on show; the rest follows from the server's state. */
const shown = { phone: undefined, customer: undefined };
let knownMessages = new Set();
let refreshing = false;
let refreshAgain = false;

async function request(path, body) {
  const response = await fetch(`/api${path}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Runs what a person asked for; what goes wrong is told in a line below. */
const attempt = (work) => async (event) => {
  event?.preventDefault();
  try {
    await work(event);
    $("problem").hidden = true;
  } catch (error) {
    $("problem").textContent = `That did not work: ${error.message}.`;
    $("problem").hidden = false;
  }
};

const phone = () => state.phones.find(({ number }) => number === shown.phone) ?? state.phones[0];
const customer = () => phone()?.customers.find(({ number }) => number === shown.customer) ?? phone()?.customers[0];
const phonePath = () => `/phones/${phone().number}`;
const customerPath = () => `${phonePath()}/customers/${customer().number}`;

/**
 * Draws a list anew only when what it shows has changed: a button that is replaced between the press and the release of
 * a finger is never clicked.
 */
const drawn = new Map();
function drawWhenChanged(id, content, draw) {
  const key = JSON.stringify(content);
  if (drawn.get(id) === key) return;
  drawn.set(id, key);
  $(id).replaceChildren(...draw());
}

function showBusiness() {
  const business = phone();
  $("new-phone").hidden = Boolean(business);
  $("business-name").textContent = business?.pushname ?? "No phone yet";
  $("business-number").textContent = business ? `+${business.number}` : "";
  const link = !business?.linked ? "unlinked" : business.connected ? "connected" : "away";
  $("link-state").dataset.state = link;
  $("link-state").textContent = { unlinked: "Not linked", connected: "Linked and online", away: "Linked, offline" }[
    link
  ];
  $("linking").hidden = !business || business.linked;
  $("owner").hidden = !business?.linked || !customer();
  $("unlink").hidden = !business?.linked;
  showCodes();
}

function showCodes() {
  const codes = state.qrs;
  $("linking-words").textContent =
    codes.length === 0
      ? "Open Connection in Parley. When it shows a QR code, scan it here."
      : codes.length === 1
        ? "Parley shows a QR code."
        : "Several QR codes are on show. Scan the one you mean.";
  drawWhenChanged("codes", codes, () =>
    codes.map(({ reference, since }) =>
      element(
        "li",
        {},
        element("button", {
          className: "primary",
          textContent:
            codes.length === 1 ? "Scan the code shown in Parley" : `Scan the code shown since ${timeOf(since)}`,
          onclick: attempt(() => request(`${phonePath()}/scan`, { qr: reference })),
        }),
      ),
    ),
  );
}

/** The same button for good, on and off with the phone. */
const addCustomer = element("button", { type: "button", textContent: "New customer", onclick: () => askForCustomer() });

const customerButton = ({ name, number }, isCurrent) => {
  const button = element("button", {
    type: "button",
    textContent: name,
    onclick: () => {
      shown.customer = number;
      knownMessages = new Set();
      void refresh();
    },
  });
  button.setAttribute("aria-current", String(isCurrent));
  return button;
};

function showCustomers() {
  const current = customer();
  const customers = phone()?.customers ?? [];
  const content = customers.map(({ name, number }) => [name, number, number === current?.number]);
  addCustomer.disabled = !phone();
  drawWhenChanged("customers", content, () => [
    ...customers.map((each) => customerButton(each, each === current)),
    addCustomer,
  ]);
  $("chat-name").textContent = phone()?.pushname ?? "Nobody yet";
  $("avatar").textContent = (phone()?.pushname ?? "?").slice(0, 1).toUpperCase();
  $("typing").textContent = current?.typing ? "typing…" : "";
  for (const id of ["text", "file"]) $(id).disabled = !current;
  $("composer").querySelector("button").disabled = !current;
  $("text").placeholder = current ? `Write as ${current.name}` : "Create a customer first";
}

const timeOf = (instant) => new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function bubble(message) {
  const isMine = !message.fromBusiness;
  const kind = KIND_WORDS[message.type];
  const what = kind ? [element("p", { className: "what", textContent: message.filename ?? kind })] : [];
  const words = message.text && message.type !== "vcard" ? [element("p", { textContent: message.text })] : [];
  const ticks = { sent: "✓", delivered: "✓✓", read: "✓✓" }[message.status];
  const tick = element("span", { className: "tick", textContent: ticks, title: message.status });
  tick.dataset.status = message.status;
  tick.setAttribute("role", "img");
  tick.setAttribute("aria-label", message.status);
  const footer = element("footer", {}, timeOf(message.sentAt), ...(isMine ? [tick] : []));
  return element(
    "li",
    { className: `bubble${isMine ? " mine" : ""}${knownMessages.has(message.id) ? "" : " new"}`, dir: "auto" },
    ...what,
    ...words,
    footer,
  );
}

function showMessages(messages) {
  const list = $("messages");
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const empty = customer()
    ? "Nothing written yet. Ask the business something."
    : "Create a customer to write as. The business answers here.";
  list.replaceChildren(
    ...(messages.length > 0 ? messages.map(bubble) : [element("li", { className: "empty", textContent: empty })]),
  );
  knownMessages = new Set(messages.map(({ id }) => id));
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
}

/** Reads the state anew; a signal that comes meanwhile makes it read once more. */
async function refresh() {
  if (refreshing) {
    refreshAgain = true;
    return;
  }
  refreshing = true;
  try {
    do {
      refreshAgain = false;
      state = await request("/state");
      showBusiness();
      showCustomers();
      const messages = customer() ? await request(`${customerPath()}/messages`) : [];
      showMessages(messages);
      const hasUnread = messages.some(({ fromBusiness, status }) => fromBusiness && status !== "read");
      if (hasUnread && document.visibilityState === "visible") await request(`${customerPath()}/read`, {});
    } while (refreshAgain);
  } finally {
    refreshing = false;
  }
}

function askForCustomer() {
  const form = $("new-customer").querySelector("form");
  const count = phone().customers.length;
  form.elements.name.value = count === 0 ? SUGGESTED_CUSTOMER.name : "";
  form.elements.number.value = String(BigInt(SUGGESTED_CUSTOMER.number) + BigInt(count));
  $("new-customer").showModal();
}

async function sendFile(file) {
  if (file.size > LARGEST_FILE_BYTES) throw new Error("files of up to 8 MB can be sent");
  const dataUrl = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  const base64 = dataUrl.slice(dataUrl.indexOf(",") + 1);
  const mimetype = file.type || "application/octet-stream";
  await request(
    `${customerPath()}/messages`,
    mimetype.startsWith("image/")
      ? { kind: "image", base64, mimetype }
      : { kind: "document", base64, mimetype, filename: file.name },
  );
}

$("new-phone").onsubmit = attempt((event) =>
  request("/phones", Object.fromEntries(new FormData(event.target).entries())),
);
$("new-customer").onclose = attempt(async () => {
  const dialog = $("new-customer");
  if (dialog.returnValue !== "create") return;
  const values = Object.fromEntries(new FormData(dialog.querySelector("form")).entries());
  await request(`${phonePath()}/customers`, values);
  shown.customer = values.number;
  await refresh();
  $("text").focus();
});
$("composer").onsubmit = attempt(async () => {
  const text = $("text").value.trim();
  if (text === "" || !customer()) return;
  $("text").value = "";
  await request(`${customerPath()}/messages`, { kind: "text", text });
  $("messages").scrollTop = $("messages").scrollHeight;
});
$("file").onchange = attempt(async () => {
  const [file] = $("file").files;
  $("file").value = "";
  if (file) await sendFile(file);
});
$("owner-form").onsubmit = attempt(async () => {
  const text = $("owner-text").value.trim();
  if (text === "") return;
  $("owner-text").value = "";
  await request(`${phonePath()}/say`, { customer: customer().number, text });
});
$("unlink").onclick = attempt(() => request(`${phonePath()}/unlink`, {}));

new EventSource("/api/events").addEventListener("changed", attempt(refresh));
document.addEventListener("visibilitychange", attempt(refresh));
void attempt(refresh)();
