import { expect, test, vi } from "vitest";
import { ContactDirectory } from "./contact-directory";
import type { PageHealth } from "./page-scripts";
import { Reader } from "./reader";

const HEALTHY: PageHealth = { state: "CONNECTED", hasSynced: true, isInjected: true, unread: [] };

function aReader(health: Partial<PageHealth>, history: Record<string, unknown>[] = []) {
  const page = {
    readHealth: async () => ({ ...HEALTHY, ...health }),
    readHistory: async () => history,
    fetchFile: vi.fn(),
    readFilePiece: vi.fn(),
    dropFile: vi.fn(),
  };
  return new Reader(page, new ContactDirectory(async () => ({}), 50), 1000);
}
const announce = async () => {};

test.each([
  { why: "offline", health: { state: "TIMEOUT" } },
  { why: "not synchronised", health: { hasSynced: false } },
  { why: "not listened to", health: { isInjected: false } },
])("a page that is $why is not healthy", async ({ health }) => {
  await expect(aReader(health).checkHealth(announce)).rejects.toThrow();
});

test("a page whose sign-in was missed is told so", async () => {
  const missed = vi.fn(announce);
  await expect(aReader({ isInjected: false }).checkHealth(missed)).rejects.toThrow();
  expect(missed).toHaveBeenCalledOnce();
});

test("chats that nobody is told of don't count as unheard: WhatsApp's own announcements", async () => {
  const newest = { stanzaId: "3A01", t: 1_777_000_000 };
  const reader = aReader({
    unread: [
      { chatId: "0@c.us", unreadCount: 3, newest },
      { chatId: "718584497008509@bot", unreadCount: 1, newest },
      { chatId: "628111@c.us", unreadCount: 2, newest },
      { chatId: "99@lid", unreadCount: 1, newest: null },
    ],
  });
  expect(await reader.checkHealth(announce)).toEqual([
    { chatId: "628111@c.us", unreadCount: 2, newest: { stanzaId: "3A01", sentAt: new Date(1_777_000_000_000) } },
    { chatId: "99@lid", unreadCount: 1, newest: null },
  ]);
});

test("history leaves out own messages that WhatsApp does not have", async () => {
  const own = (id: string, ack: number) => ({
    id: { fromMe: true, remote: "628111@c.us", id },
    type: "chat",
    body: id,
    ack,
    t: 1,
  });
  const reader = aReader({}, [own("waiting", 0), own("refused", -1), own("out", 1)]);
  expect((await reader.history("628111@c.us", new Date(0))).map(({ body }) => body)).toEqual(["out"]);
});
