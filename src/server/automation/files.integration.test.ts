import { rm, utimes } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import type { Action, RuleDefinition } from "@/domain/automation/rule";
import { MAX_SENDABLE_BYTES } from "@/domain/automation/sendable-file";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { ChannelHarness } from "@/test/channel-harness";
import { anAccount, anActor, anAutomationRule } from "@/test/factories";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";
import { accounts, auditEntries, automationFiles, automationRules } from "../db/schema";
import { createAutomationService } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const actor = anActor({ id: "usr_1", email: "ana@lumen.example" });
const PDF = new TextEncoder().encode("%PDF-1.7 soup, bread, tea");
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

const automation = () =>
  createAutomationService({
    db: harness.db,
    queue: harness.queue,
    files: harness.media,
    post: async () => ({ status: 200, problem: undefined, isFinal: false }),
    secretKey: new Uint8Array(32),
    replyLanguage: async () => "en",
    now: () => harness.scheduler.now(),
  });
const add = (bytes: Uint8Array = PDF, name = "menu.pdf", accountId = harness.accountId) =>
  automation().addFile({ accountId, actor, name, bytes });
const rule = (actions: Action[], definition: Partial<RuleDefinition> = {}) =>
  anAutomationRule(harness.db, {
    accountId: harness.accountId,
    name: "Menu",
    isOn: true,
    definition: { trigger: { kind: "message" }, conditions: [], flow: "stop", ...definition, actions },
  });
const sendFile = (fileId: string, caption = "") => ({ kind: "send_file", fileId, caption }) as const;
async function connect() {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
}
async function says(body: string) {
  harness.whatsApp.customerWrites(body);
  await eventually(() => expect(harness.jobs).not.toEqual([]));
  await harness.answerEverything();
}
const delivered = () => harness.whatsApp.delivered.map(({ text, file }) => [file?.fileName, text]);
const settled = () =>
  eventually(async () =>
    expect((await harness.outbox()).filter(({ status }) => ["queued", "sending"].includes(status))).toEqual([]),
  );

describe("a rule that sends a file", () => {
  test("sends it once, as it is, with its words filled in, between its texts", async () => {
    const { fileId } = await add();
    await rule([
      { kind: "send_text", text: "Hello" },
      sendFile(fileId, "For {{first_name|you}}"),
      { kind: "send_text", text: "Enjoy" },
    ]);
    await connect();
    await says("Menu?");
    await settled();
    expect(delivered()).toEqual([
      [undefined, "Hello"],
      ["menu.pdf", "For Sari"],
      [undefined, "Enjoy"],
    ]);
    const { file } = harness.whatsApp.delivered[1]!;
    expect(file).toMatchObject({ kind: "document", mimeType: "application/pdf" });
    expect(Buffer.from(file!.bytes).equals(Buffer.from(PDF))).toBe(true);
    expect(await harness.turns()).toMatchObject([{ outcome: "automated", reply: "Enjoy", isFinal: true }]);
    const shown = (await harness.messages()).find(({ kind }) => kind === "document");
    expect(shown).toMatchObject({ author: "bot", body: "For Sari", ack: "sent" });
    expect(await harness.mediaRows()).toMatchObject([
      { status: "stored", fileName: "menu.pdf", sizeBytes: PDF.length },
    ]);
  });

  test("that is the last it says ends the turn without a reply, and the list shows the file", async () => {
    const { fileId } = await add(PNG, "board.png");
    await rule([sendFile(fileId)]);
    await connect();
    await says("Menu?");
    await settled();
    expect(delivered()).toEqual([["board.png", ""]]);
    expect(await harness.turns()).toMatchObject([{ outcome: "automated", reply: null }]);
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "Photo" }]);
  });

  test("sends it once when nobody knows whether it went out, and an owner's own text with those words is no echo", async () => {
    const { fileId } = await add();
    await rule([sendFile(fileId, "Our menu")]);
    await connect();
    harness.whatsApp.sends.push("unknown_delivered");
    await says("Menu?");
    await advancingUntil(harness, async () =>
      expect((await harness.outbox()).map(({ status }) => status)).toEqual(["sent"]),
    );
    expect(delivered()).toEqual([["menu.pdf", "Our menu"]]);
    harness.whatsApp.ownerWrites("Our menu", { chatId: "6281200000001@c.us" });
    await eventually(async () => expect((await harness.messages()).at(-1)).toMatchObject({ author: "phone" }));
  });

  test("whose file is gone from the disk says so in the trace, does its other steps and asks for a person", async () => {
    const { fileId } = await add();
    await rule([sendFile(fileId, "Here"), { kind: "send_text", text: "Enjoy" }, { kind: "add_tag", tag: "menu" }]);
    await rm(harness.mediaFolder, { recursive: true });
    await connect();
    await says("Menu?");
    await settled();
    expect(delivered()).toEqual([[undefined, "Enjoy"]]);
    const why = "menu.pdf could not be sent: the file is no longer here.";
    const [turn] = await harness.turns();
    expect(turn).toMatchObject({ outcome: "automated", reply: "Enjoy" });
    expect(turn?.trace.steps.at(-1)?.note).toContain(why);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: why }]);
  });

  test("whose file goes while it waits to be sent is told as not sent", async () => {
    const { fileId } = await add();
    await rule([sendFile(fileId)]);
    await connect();
    harness.whatsApp.setOnline(false);
    const message = harness.whatsApp.customerWrites("Menu?", { unseen: true });
    await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
    await harness.answerEverything();
    await rm(harness.mediaFolder, { recursive: true });
    harness.whatsApp.setOnline(true);
    await settled();
    expect(await harness.outbox()).toMatchObject([{ status: "failed", error: DELIVERY_WORDS.file_missing }]);
    expect(delivered()).toEqual([]);
  });

  test("never sends another account's, and can't be saved with one", async () => {
    const other = await anAccount(harness.db);
    const { fileId } = await add(PDF, "secret.pdf", other.id);
    const definition = {
      trigger: { kind: "message" },
      conditions: [],
      flow: "stop",
      actions: [sendFile(fileId)],
    } as const;
    await expect(
      automation().create({
        accountId: harness.accountId,
        actor,
        name: "Theirs",
        definition: structuredClone(definition) as never,
      }),
    ).rejects.toMatchObject({ kind: "bad_request" });
    await rule([sendFile(fileId)]);
    await connect();
    await says("Menu?");
    await settled();
    expect(delivered()).toEqual([]);
    expect((await harness.turns())[0]?.trace.steps.at(-1)?.note).not.toContain("secret");
  });
});

test("the words under a file say in the customer's language when the business opens again", async () => {
  harness.language = "es";
  const week = Array.from({ length: 7 }, () => [] as { from: string; to: string }[]);
  week[(harness.scheduler.now().getUTCDay() + 6 + 3) % 7] = [{ from: "09:00", to: "10:00" }];
  await harness.db.update(accounts).set({ businessHours: { ...defaultBusinessHours("UTC"), week } as never });
  const { fileId } = await add();
  await rule([sendFile(fileId, "{{next_opening}}")]);
  await connect();
  await says("Menu?");
  await settled();
  expect(delivered()).toEqual([
    ["menu.pdf", expect.stringMatching(/lunes|martes|miércoles|jueves|viernes|sábado|domingo/)],
  ]);
});

describe("a file for rules", () => {
  test("is told by its bytes, gets a name that fits them, and is audited", async () => {
    expect(await add(PNG, "C:\\pictures\\board.pdf")).toMatchObject({
      kind: "image",
      mimeType: "image/png",
      fileName: "board.pdf.png",
      sizeBytes: 9,
    });
    expect(await harness.db.select().from(auditEntries)).toMatchObject([{ action: "automation.fileAdded" }]);
  });

  test("that is chosen again is the same one", async () => {
    const { fileId } = await add();
    expect((await add()).fileId).toBe(fileId);
    expect(await automation().listFiles(harness.accountId)).toMatchObject([{ id: fileId, kind: "document" }]);
  });

  test.each([
    { bytes: new Uint8Array(), name: "menu.pdf", kind: "bad_request", words: "The file is empty." },
    {
      bytes: new TextEncoder().encode("MZ a program"),
      name: "menu.pdf",
      kind: "bad_request",
      words: "This can't be sent.",
    },
    { bytes: new TextEncoder().encode("<svg/>"), name: "menu.png", kind: "bad_request", words: "This can't be sent." },
    {
      bytes: new Uint8Array(MAX_SENDABLE_BYTES + 1),
      name: "film.mp4",
      kind: "too_large",
      words: "WhatsApp takes at most 16 MB",
    },
  ])("$kind: $words", async ({ bytes, name, kind, words }) => {
    await expect(add(bytes, name)).rejects.toMatchObject({ kind, publicMessage: expect.stringContaining(words) });
    expect(await harness.db.$count(automationFiles)).toBe(0);
    expect(await harness.mediaStore.list()).toEqual([]);
  });

  test("that a rule is just being saved with is not tidied away", async () => {
    const { fileId } = await add();
    const old = new Date(harness.scheduler.now().getTime() - 48 * 3_600_000);
    await harness.db.update(automationFiles).set({ createdAt: old });
    const definition: RuleDefinition = {
      trigger: { kind: "message" },
      conditions: [],
      flow: "stop",
      actions: [sendFile(fileId)],
    };
    await automation().create({ accountId: harness.accountId, actor, name: "Menu", definition });
    // As the tidying sees it that looked before the rule was there.
    await harness.db.delete(automationRules);
    await automation().tidy();
    expect(await automation().listFiles(harness.accountId)).toMatchObject([{ id: fileId }]);
  });

  test("stays while a rule names it or a message carries it, and goes when neither does", async () => {
    const [kept, sent, unused] = [await add(), await add(PNG, "board.png"), await add(PDF.slice(0, 9), "old.pdf")];
    await rule([sendFile(kept.fileId)]);
    const carrying = await rule([sendFile(sent.fileId)], { trigger: { kind: "keyword", words: ["board"] } });
    await harness.db.update(automationRules).set({ position: -0 }).where(eq(automationRules.id, carrying.id));
    await connect();
    await harness.db.update(automationRules).set({ isOn: false });
    await harness.db.update(automationRules).set({ isOn: true }).where(eq(automationRules.id, carrying.id));
    await says("board?");
    await settled();
    await harness.db.delete(automationRules).where(eq(automationRules.id, carrying.id));

    const tidy = async () => {
      await automation().tidy();
      await harness.media.tidy();
    };
    const names = async () => (await automation().listFiles(harness.accountId)).map(({ id }) => id);
    await tidy();
    expect(await names()).toEqual([kept, sent, unused].map(({ fileId }) => fileId));

    const old = new Date(harness.scheduler.now().getTime() - 48 * 3_600_000);
    await harness.db.update(automationFiles).set({ createdAt: old });
    for (const { accountId, name } of await harness.mediaStore.list())
      await utimes(path.join(harness.mediaFolder, accountId, name), old, old);
    await tidy();
    expect(await names()).toEqual([kept.fileId]);
    // The picture's row is gone, its bytes are still a message's.
    expect(await harness.mediaStore.list()).toHaveLength(2);
  });
});
