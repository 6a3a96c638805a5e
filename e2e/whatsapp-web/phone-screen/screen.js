/** The demo's two phones: the business's, which scans the code, and a customer's, which writes and reads. */
import { showBusiness } from "./business.js";
import { showComposer } from "./composer.js";
import { $, ask, attempt, drawWhenChanged, element } from "./dom.js";
import { forgetMessages, showMessages } from "./messages.js";
import { customer, customerPath, phone, phonePath, request, shown, state } from "./state.js";

const SUGGESTED_CUSTOMER = { name: "Rina", number: "628120000001" };

let refreshing = false;
let refreshAgain = false;

/** The same button for good, on and off with the phone. */
const addCustomer = element("button", {
  type: "button",
  textContent: "New customer",
  onclick: attempt(askForCustomer),
});

const customerButton = ({ name, number }, isCurrent) => {
  const button = element("button", {
    type: "button",
    textContent: name,
    onclick: () => {
      shown.customer = number;
      forgetMessages();
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
      Object.assign(state, await request("/state"));
      showBusiness();
      showCustomers();
      showComposer();
      const messages = customer() ? await request(`${customerPath()}/messages`) : [];
      showMessages(messages);
      const hasUnread = messages.some(({ fromBusiness, status }) => fromBusiness && status !== "read");
      if (hasUnread && document.visibilityState === "visible") await request(`${customerPath()}/read`, {});
    } while (refreshAgain);
  } finally {
    refreshing = false;
  }
}

async function askForCustomer() {
  const count = phone().customers.length;
  const asked = await ask("new-customer", {
    name: count === 0 ? SUGGESTED_CUSTOMER.name : "",
    number: String(BigInt(SUGGESTED_CUSTOMER.number) + BigInt(count)),
  });
  if (!asked) return;
  await request(`${phonePath()}/customers`, asked);
  shown.customer = asked.number;
  forgetMessages();
  await refresh();
  $("text").focus();
}

new EventSource("/api/events").addEventListener("changed", attempt(refresh));
document.addEventListener("visibilitychange", attempt(refresh));
void attempt(refresh)();
