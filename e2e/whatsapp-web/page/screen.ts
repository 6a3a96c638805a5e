/** What a screenshot of the page shows: where it stands, and the chats. Nothing reads it but people. */
import { element } from "./elements";
import { collections, Socket, session } from "./stores";

/** Changes come in bursts; one drawing serves them all. */
const DRAWING_DELAY_MS = 200;

const WORDS: Record<string, string> = {
  UNLAUNCHED: "Starting…",
  OPENING: "Connecting…",
  UNPAIRED: "Scan the code with your phone to log in",
  UNPAIRED_IDLE: "Click to reload the code",
  PAIRING: "Linking with your phone…",
  TIMEOUT: "Phone not reachable. Trying to reconnect…",
  CONFLICT: "WhatsApp is open in another window. Use here?",
};

function draw(): void {
  const isConnected = Socket.state === "CONNECTED";
  const chats = collections.Chat.getModelsArray().toSorted((a, b) => b.t - a.t);
  const rows = chats.map((chat) =>
    element(
      "li",
      { style: "display:flex;justify-content:space-between;padding:12px 16px;border-bottom:1px solid #e9edef" },
      String(chat.formattedTitle),
      element("span", { style: "color:#00a884" }, chat.unreadCount > 0 ? String(chat.unreadCount) : ""),
    ),
  );
  const words = isConnected
    ? `Logged in as ${session.me?.user}`
    : (WORDS[String(Socket.state)] ?? String(Socket.state));
  document
    .getElementById("app")
    ?.replaceChildren(
      element(
        "div",
        { style: "display:grid;grid-template-columns:320px 1fr;min-height:100vh;font:15px sans-serif;color:#111b21" },
        element("ul", { style: "margin:0;padding:0;list-style:none;background:#fff" }, ...(isConnected ? rows : [])),
        element(
          "div",
          { style: "display:grid;place-content:center;gap:8px;background:#f0f2f5;text-align:center" },
          element("h1", { style: "font-size:22px;font-weight:400;margin:0" }, "WhatsApp Web, simulated"),
          element("p", { style: "margin:0;color:#667781" }, words),
        ),
      ),
    );
}

export function keepScreen(): void {
  let isDue = false;
  const redraw = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      draw();
    }, DRAWING_DELAY_MS);
  };
  Socket.on("change:state", redraw);
  collections.Chat.on("add change:unreadCount", redraw);
  redraw();
}
