/** The business's phone: linking, the passkey wall, and the owner who answers. */
import { $, attempt, drawWhenChanged, element, timeOf } from "./dom.js";
import { customer, phone, phonePath, request, state } from "./state.js";

const LINK_WORDS = {
  unlinked: "Not linked",
  connected: "Linked and online",
  away: "Linked, offline",
  elsewhere: "Open elsewhere",
};

function linkOf(business) {
  if (!business?.linked) return "unlinked";
  if (business.connected) return "connected";
  return business.openElsewhere ? "elsewhere" : "away";
}

export function showBusiness() {
  const business = phone();
  const link = linkOf(business);
  $("new-phone").hidden = Boolean(business);
  $("business-name").textContent = business?.pushname ?? "No phone yet";
  $("business-number").textContent = business ? `+${business.number}` : "";
  $("link-state").dataset.state = link;
  $("link-state").textContent = LINK_WORDS[link];
  $("linking").hidden = !business || business.linked;
  $("owner").hidden = !business?.linked || !customer();
  $("linked-actions").hidden = !business?.linked;
  $("passkey-setting").value = business?.passkey ?? "none";
  showCodes();
  showWall(business?.walls[0]);
}

function showCodes() {
  const codes = state.qrs;
  const isCodeWanted = state.pairingCodes.some(({ phoneNumber }) => phoneNumber === phone()?.number);
  $("linking-words").textContent = isCodeWanted
    ? "Parley shows a code for this number. Type it here."
    : codes.length === 0
      ? "Open Connection in Parley. When it shows a QR code, scan it here."
      : codes.length === 1
        ? "Parley shows a QR code."
        : "Several QR codes are on show. Scan the one you mean.";
  if (isCodeWanted) $("by-code").open = true;
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

function showWall(wall) {
  $("wall").hidden = !wall;
  if (!wall) return;
  const mustCompare = wall.stage === "confirmation";
  $("wall-words").textContent = mustCompare
    ? "Does the other device show this code?"
    : "WhatsApp wants your passkey before it links this device.";
  $("wall-code").textContent = wall.code ?? "";
  $("confirm-passkey").textContent = mustCompare ? "Yes, the same code" : "Confirm with passkey";
}

$("new-phone").onsubmit = attempt((event) =>
  request("/phones", Object.fromEntries(new FormData(event.target).entries())),
);
$("code-form").onsubmit = attempt(async () => {
  await request(`${phonePath()}/pairing-code`, { code: $("code").value });
  $("code").value = "";
});
$("passkey-setting").onchange = attempt(() =>
  request(`${phonePath()}/settings`, { passkey: $("passkey-setting").value }),
);
$("confirm-passkey").onclick = attempt(() => request(`${phonePath()}/passkey/confirm`, {}));
$("refuse-passkey").onclick = attempt(() => request(`${phonePath()}/passkey/refuse`, {}));
$("owner-form").onsubmit = attempt(async () => {
  const text = $("owner-text").value.trim();
  if (text === "") return;
  $("owner-text").value = "";
  await request(`${phonePath()}/say`, { customer: customer().number, text });
});
$("unlink").onclick = attempt(() => request(`${phonePath()}/unlink`, {}));
$("elsewhere").onclick = attempt(() => request(`${phonePath()}/open-elsewhere`, {}));
