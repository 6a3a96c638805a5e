/** Linking, signing in and out, and what the server tells a signed-in page. */
import type { Credentials, LoginFrame, LogoutStyle, ServerFrame } from "../protocol";
import { applyChange, ring } from "./changes";
import { loadCredentials, saveCredentials } from "./credential-store";
import { deafen, takeIn } from "./deafness";
import { showOverlay, showPasskey } from "./dialogs";
import { createWid } from "./ids";
import { addContact, addMessage, applyAck, getOrCreateChat, hydrate } from "./messages";
import { settings, sleep } from "./settings";
import { Cmd, Conn, collections, Socket, Stream, session } from "./stores";
import { call, openSocket, settle, transmit } from "./transport";

let credentials: Credentials | null = null;
/** After a logout by navigation this document is done. */
let isOver = false;

const setState = (state: string) => Socket.set("state", state);

export async function boot(): Promise<void> {
  setTimeout(() => Object.assign(window, { Debug: { VERSION: settings.version } }), settings.debugDelayMs);
  credentials = await loadCredentials();
  // Kept with the link: a page knows whose it is before it is connected.
  if (credentials) session.me = createWid(`${credentials.phone}@c.us`);
  await sleep(settings.bootDelayMs);
  connect();
}

function connect(): void {
  if (isOver) return;
  setState("OPENING");
  openSocket({
    greeting: () => ({ kind: "hello", credentials, url: location.href }),
    frame: handleFrame,
    closed: () => {
      // A page that was taken over waits for "use here".
      if (isOver || Socket.state === "CONFLICT") return;
      setState("TIMEOUT");
      setTimeout(connect, settings.reconnectDelayMs);
    },
  });
}

async function signIn(frame: LoginFrame): Promise<void> {
  session.me = createWid(frame.me);
  session.lid = createWid(frame.lid);
  Conn.set({ pushname: frame.pushname, wid: session.me });
  for (const contact of frame.contacts) addContact(contact);
  for (const chat of frame.chats) {
    const model = getOrCreateChat(createWid(chat.id), chat);
    model.set({ unreadCount: chat.unreadCount });
  }
  for (const message of frame.history) addMessage(hydrate(message, false));
  setState("CONNECTED");
  Stream.mode = "MAIN";
  session.offlineProgress = 50;
  Cmd.trigger("offline_progress_update_from_bridge");
  // Before hasSynced: on a fresh page nobody listens yet, which is why a driver has to sweep.
  for (const message of frame.offline) addMessage(hydrate(message, true));
  for (const change of frame.changes) await applyChange(change);
  const isOverlayGone = frame.overlay === "none" ? undefined : showOverlay();
  if (frame.syncDelayMs > 0) await sleep(frame.syncDelayMs);
  if (frame.overlay === "blocks") await isOverlayGone;
  session.offlineProgress = 100;
  Cmd.trigger("offline_progress_update_from_bridge");
  if (!frame.neverSync) Socket.set("hasSynced", true);
  if (frame.syncTwice) Socket.trigger("change:hasSynced", Socket, true);
}

async function signOut(style: LogoutStyle): Promise<void> {
  credentials = null;
  await saveCredentials(null);
  if (style === "state") {
    setState("UNPAIRED");
    return;
  }
  Cmd.trigger("logout");
  await sleep(settings.logoutNavigationDelayMs);
  isOver = true;
  location.href = "/?post_logout=1";
}

Object.assign(Socket, {
  async logout() {
    await call("logout", {});
    setTimeout(() => void signOut("navigate"), 0);
    return true;
  },
});

async function handleFrame(frame: ServerFrame): Promise<void> {
  switch (frame.kind) {
    case "result":
      return settle(frame);
    case "ref":
      Conn.set("ref", frame.ref);
      if (Socket.state !== "UNPAIRED") setState("UNPAIRED");
      return;
    case "state":
      setState(frame.state);
      return;
    case "paired":
      showPasskey({ kind: "passkey", stage: "none" });
      setState("PAIRING");
      // WhatsApp drops the reference, and the library makes a last, useless code of that.
      Conn.set("ref", undefined);
      credentials = frame.credentials;
      await saveCredentials(credentials);
      // As in WhatsApp, the page greets its server again, now as a device.
      transmit({ kind: "hello", credentials, url: location.href });
      return;
    case "login":
      return signIn(frame);
    case "contact":
      return addContact(frame.contact);
    case "message":
      return takeIn(frame.message);
    case "ack":
      return applyAck(frame);
    case "unread":
      collections.Chat.get(frame.chatId)?.set("unreadCount", frame.unreadCount);
      return;
    case "change":
      return applyChange(frame.change);
    case "call":
      return ring(frame.call);
    case "passkey":
      return showPasskey(frame);
    case "logout":
      return signOut(frame.style);
    default:
      return misbehave(frame);
  }
}

type Misbehaviour = "reload" | "pushState" | "iframe" | "freeze" | "overlay" | "sync" | "deafen";

/** What can go wrong with a page, on request. */
function misbehave(frame: Extract<ServerFrame, { kind: Misbehaviour }>): void {
  switch (frame.kind) {
    case "reload":
      location.reload();
      return;
    case "pushState":
      history.pushState({}, "", `/?visit=${Math.random()}`);
      return;
    case "iframe": {
      const iframe = document.createElement("iframe");
      iframe.src = "/blank";
      document.body.append(iframe);
      return;
    }
    case "freeze": {
      const end = Date.now() + frame.ms;
      while (Date.now() < end);
      return;
    }
    case "overlay":
      void showOverlay();
      return;
    case "sync":
      Socket.set("hasSynced", true);
      return;
    case "deafen":
      deafen(frame.deafness);
  }
}
