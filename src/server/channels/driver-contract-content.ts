/** What every channel driver must hold about files, places, cards, calls, and what happens to messages later. */
import { expect, test, vi } from "vitest";
import type { ChannelConnection } from "./driver";
import type { ContractWorld } from "./driver-contract-world";
import type { EventRecorder } from "./event-recorder";

interface Running {
  world: ContractWorld;
  events: EventRecorder;
  connection: ChannelConnection;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PICTURE = Buffer.from([...PNG, ...Array.from({ length: 3000 }, (_, i) => (i * 7) % 256)]);

/** @param running of a connection that is ready */
export function describeContent(running: () => Running): void {
  const told = ({ stanzaId }: { stanzaId: string }) =>
    running()
      .events.waitFor("message", ({ message }) => message.stanzaId === stanzaId)
      .then(({ message }) => message);
  const download = (stanzaId: string, maxBytes: number) => {
    const { world, connection } = running();
    const message = { chatId: world.customerChatId, stanzaId, fromMe: false };
    return connection.downloadMedia(message, { maxBytes, signal: AbortSignal.timeout(20_000) });
  };

  test("a customer's picture is told with its description and can be fetched byte for byte", async () => {
    const { stanzaId } = running().world.customerSendsPicture(PICTURE, "is it this one?");
    expect(await told({ stanzaId })).toMatchObject({
      kind: "image",
      body: "is it this one?",
      media: { mimeType: "image/png", sizeBytes: PICTURE.length },
    });
    const file = await download(stanzaId, PICTURE.length);
    expect(file).toMatchObject({ status: "downloaded", mimeType: "image/png" });
    expect(file.status === "downloaded" && PICTURE.equals(file.bytes)).toBe(true);
  });

  test("a file that is larger than asked for is not fetched", async () => {
    const { stanzaId } = running().world.customerSendsPicture(PICTURE, "too large");
    await told({ stanzaId });
    expect(await download(stanzaId, PICTURE.length - 1)).toEqual({ status: "too_large" });
  });

  test("a file that the service no longer has is gone, and so is one of a message that nobody knows", async () => {
    const { world } = running();
    const { stanzaId } = world.customerSendsPicture(PICTURE, "an old one");
    await told({ stanzaId });
    world.expireFile(stanzaId);
    expect(await download(stanzaId, 10_000)).toEqual({ status: "gone" });
    expect(await download("3A00000000000000", 10_000)).toEqual({ status: "gone" });
  });

  test("a download that nobody waits for any more is given up", async () => {
    const { world, connection } = running();
    const { stanzaId } = world.customerSendsPicture(PICTURE, "never mind");
    await told({ stanzaId });
    const message = { chatId: world.customerChatId, stanzaId, fromMe: false };
    const options = { maxBytes: 10_000, signal: AbortSignal.abort() };
    await expect(connection.downloadMedia(message, options)).rejects.toThrow();
  });

  test("an answer to a message says which", async () => {
    const { world } = running();
    const question = world.customerSays("red or blue?");
    expect(await told(world.customerAnswers("the red one", question.stanzaId))).toMatchObject({
      body: "the red one",
      quotedStanzaId: question.stanzaId,
    });
  });

  test("a place is told with its coordinates, a card with its name and number", async () => {
    const { world } = running();
    const place = { latitude: -6.2, longitude: 106.8, name: "Jalan Merdeka 1" };
    expect(await told(world.customerSendsPlace(place))).toMatchObject({
      kind: "location",
      body: "Jalan Merdeka 1",
      details: { type: "location", ...place },
    });
    expect(await told(world.customerSendsCard({ name: "Sari", phone: "+628555000111" }))).toMatchObject({
      kind: "contact",
      body: "Sari",
      details: { type: "contacts", contacts: [{ name: "Sari", phones: ["+628555000111"] }] },
    });
  });

  test("a call is told as a message, once", async () => {
    const { world, events } = running();
    const { stanzaId } = world.customerCalls();
    expect(await told({ stanzaId })).toMatchObject({
      kind: "call",
      chatId: world.customerChatId,
      chatKind: "direct",
      fromMe: false,
      details: { type: "call", isVideo: false },
    });
    world.customerSays("you did not pick up");
    await events.waitForMessage("you did not pick up");
    expect(events.all("message").filter(({ message }) => message.stanzaId === stanzaId)).toHaveLength(1);
  });

  test("edits, reactions and deletions are told after their message, in the order in which they happened", async () => {
    const { world, events } = running();
    const { stanzaId } = world.customerSays("tomorow at nine");
    world.customerEdits(stanzaId, "tomorrow at nine");
    world.customerReacts(stanzaId, "👍");
    world.customerReacts(stanzaId, null);
    world.customerDeletes(stanzaId);
    await events.waitFor("change", ({ change }) => change.type === "deleted" && change.stanzaId === stanzaId);
    const story = events.events
      .map((event) => (event.name === "message" ? event.message : event.name === "change" ? event.change : undefined))
      .filter((entry) => entry?.stanzaId === stanzaId);
    const about = { stanzaId, fromMe: false, chatId: world.customerChatId };
    expect(story).toMatchObject([
      { ...about, body: "tomorow at nine" },
      { ...about, type: "edited", body: "tomorrow at nine" },
      { ...about, type: "reaction", by: "customer", emoji: "👍" },
      { ...about, type: "reaction", by: "customer", emoji: null },
      { ...about, type: "deleted" },
    ]);
  });

  test("a reaction to an answer of the bot says that the answer was ours", async () => {
    const { world, events } = running();
    const { stanzaId } = world.ownerSays("see you then");
    world.customerReacts(stanzaId, "❤️");
    const { change } = await events.waitFor("change", (event) => event.change.stanzaId === stanzaId);
    expect(change).toMatchObject({ type: "reaction", fromMe: true, by: "customer", emoji: "❤️" });
  });

  test("history knows what became of messages", async () => {
    const { world, connection, events } = running();
    const edited = world.customerSays("a first draft");
    const deleted = world.customerSays("a mistake");
    world.customerEdits(edited.stanzaId, "the last word");
    world.customerDeletes(deleted.stanzaId);
    await events.waitFor("change", ({ change }) => change.stanzaId === deleted.stanzaId);
    const history = await connection.history(world.customerChatId, new Date(0));
    const find = ({ stanzaId }: { stanzaId: string }) => history.find((message) => message.stanzaId === stanzaId);
    expect(find(edited)).toMatchObject({ body: "the last word", editedAt: expect.any(Date) });
    expect(find(deleted)).toMatchObject({ body: "", isDeleted: true });
  });

  test("a healthy connection says which chats wait to be read, and what is newest there", async () => {
    const { world, connection, events } = running();
    const { stanzaId } = world.customerSays("is anybody there?");
    await events.waitForMessage("is anybody there?");
    await vi.waitFor(async () => {
      const chat = (await connection.checkHealth()).find(({ chatId }) => chatId === world.customerChatId);
      expect(chat?.unreadCount).toBeGreaterThan(0);
      expect(chat?.newest).toEqual({ stanzaId, sentAt: expect.any(Date) });
    });
  });

  test("pictures of the page are PNGs, also when several are asked for at once", async () => {
    const { connection } = running();
    const pictures = await Promise.all([connection.screenshot(), connection.screenshot()]);
    for (const picture of pictures) expect([...picture.subarray(0, 8)]).toEqual(PNG);
  });

  test("what it uses is known where the system tells", async () => {
    const { memoryBytes, processCount } = await running().connection.readResources();
    if (process.platform !== "linux") return;
    expect(memoryBytes).toBeGreaterThan(1_000_000);
    expect(processCount).toBeGreaterThan(0);
  });
}
