/** What the customer sends: texts, files, places, contact cards, calls. */
import { $, ask, attempt } from "./dom.js";
import { answer, answering } from "./messages.js";
import { customer, customerPath, request } from "./state.js";

const LARGEST_FILE_BYTES = 8_000_000;

async function base64Of(file) {
  if (file.size > LARGEST_FILE_BYTES) throw new Error("files of up to 8 MB can be sent");
  const dataUrl = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return dataUrl.slice(dataUrl.indexOf(",") + 1);
}

const send = (message) => request(`${customerPath()}/messages`, message);

/** By the id of the file field. */
const FILE_MESSAGES = {
  picture: (file, base64) =>
    file.type.startsWith("video/") ? { kind: "video", base64 } : { kind: "image", base64, mimetype: file.type },
  voice: (_, base64) => ({ kind: "voice", base64 }),
  document: (file, base64) => ({
    kind: "document",
    base64,
    mimetype: file.type || "application/octet-stream",
    filename: file.name,
  }),
};

for (const [id, messageOf] of Object.entries(FILE_MESSAGES)) {
  const field = $(`file-${id}`);
  $(`send-${id}`).onclick = () => field.click();
  field.onchange = attempt(async () => {
    const [file] = field.files;
    field.value = "";
    showAttachments(false);
    if (file) await send(messageOf(file, await base64Of(file)));
  });
}

function showAttachments(areShown) {
  $("attachments").hidden = !areShown;
  $("attach").setAttribute("aria-expanded", String(areShown));
}

export function showComposer() {
  const current = customer();
  for (const id of ["text", "attach", "send", "call", "video-call"]) $(id).disabled = !current;
  $("text").placeholder = current ? `Write as ${current.name}` : "Create a customer first";
}

$("attach").onclick = () => showAttachments($("attachments").hidden);
$("composer").onsubmit = attempt(async () => {
  const text = $("text").value.trim();
  if (text === "" || !customer()) return;
  $("text").value = "";
  const quoting = answering.message?.id;
  answer(undefined);
  await send({ kind: "text", text, ...(quoting ? { quoting } : {}) });
  $("messages").scrollTop = $("messages").scrollHeight;
});
$("send-location").onclick = attempt(async () => {
  showAttachments(false);
  const asked = await ask("new-location");
  if (!asked) return;
  const { description, latitude, longitude } = asked;
  await send({
    kind: "location",
    latitude: Number(latitude),
    longitude: Number(longitude),
    ...(description ? { description } : {}),
  });
});
$("send-contact").onclick = attempt(async () => {
  showAttachments(false);
  const asked = await ask("new-contact");
  if (asked) await send({ kind: "contact", ...asked });
});
$("call").onclick = attempt(() => request(`${customerPath()}/call`, { isVideo: false }));
$("video-call").onclick = attempt(() => request(`${customerPath()}/call`, { isVideo: true }));
