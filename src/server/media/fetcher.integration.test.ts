import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { ChannelMessage } from "@/domain/messaging/message";
import type { ChannelConnection, MediaDownload, MessageRef } from "@/server/channels/driver";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { eventually } from "@/test/harness-per-test";
import { createMediaFetcher, type MediaFetcher } from "./fetcher";

let handle: TestDatabase;
let harness: ChannelHarness;
let fetcher: MediaFetcher;
let ending: AbortController;
let asked: MessageRef[];
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  harness = new ChannelHarness(handle);
  await harness.createAccount();
  ending = new AbortController();
  asked = [];
  download = async (_ref, { maxBytes }) => {
    const found = harness.whatsApp.media.get(_ref.stanzaId) ?? { status: "gone" as const };
    const media = typeof found === "function" ? found() : found;
    return media.status === "downloaded" && media.bytes.length > maxBytes ? { status: "too_large" } : media;
  };
});
afterEach(async () => {
  ending.abort();
  await fetcher?.stopped();
  await harness.shutdown();
});

let download: ChannelConnection["downloadMedia"];
const begin = () => {
  const { accountId, scheduler } = harness;
  const connection: Pick<ChannelConnection, "downloadMedia"> = {
    downloadMedia: (ref, options) => {
      asked.push(ref);
      return download(ref, options);
    },
  };
  fetcher = createMediaFetcher(harness.fetching, { accountId, connection, scheduler, signal: ending.signal });
  fetcher.serve();
};
/** Lets everything that can be done now be done. */
const settle = async () => {
  ending.abort();
  await fetcher.stopped();
};

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const downloaded = (bytes: Uint8Array, fileName?: string): MediaDownload => ({
  status: "downloaded",
  bytes,
  mimeType: "text/html",
  fileName,
});
const customerSends = async (
  media: MediaDownload | (() => MediaDownload),
  fields: Partial<ChannelMessage> & { sizeBytes?: number; durationSeconds?: number } = {},
) => {
  const { sizeBytes, durationSeconds, ...rest } = fields;
  const message = harness.whatsApp.customerWrites("", {
    kind: "image",
    media: { mimeType: "text/html", fileName: undefined, sizeBytes, durationSeconds },
    ...rest,
    unseen: true,
  });
  harness.whatsApp.media.set(message.stanzaId, media);
  await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: false });
  return message;
};
const statuses = async () => (await harness.mediaRows()).map(({ status }) => status);
const filesOf = async () => (await harness.mediaStore.list()).map(({ name }) => name).sort();

describe("a file that waits", () => {
  test("is fetched and kept as what its bytes are, whatever its sender called it", async () => {
    await customerSends(downloaded(JPEG, "evil.html"));
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["stored"]));
    expect(await harness.mediaRows()).toMatchObject([
      { mimeType: "image/jpeg", sizeBytes: JPEG.length, sha256: digest(JPEG), fileName: "evil.html" },
    ]);
    expect(await filesOf()).toEqual([digest(JPEG)]);
  });

  test("is fetched once its message comes, and when the connection is back", async () => {
    begin();
    fetcher.pause();
    await customerSends(downloaded(JPEG));
    fetcher.wake();
    expect(asked).toEqual([]);
    fetcher.serve();
    await eventually(async () => expect(await statuses()).toEqual(["stored"]));
  });

  test("waits for its turn: two at a time, in the order they came", async () => {
    const release: (() => void)[] = [];
    const held = new Map<string, MediaDownload>();
    download = ({ stanzaId }) =>
      new Promise((resolve) => release.push(() => resolve(held.get(stanzaId) ?? { status: "gone" })));
    const sent: string[] = [];
    for (let index = 0; index < 4; index++)
      sent.push((await customerSends(downloaded(Uint8Array.of(0xff, 0xd8, 0xff, index)))).stanzaId);
    begin();
    await eventually(async () => expect(asked).toHaveLength(2));
    expect(asked.map(({ stanzaId }) => stanzaId)).toEqual(sent.slice(0, 2));
    // The second is done first, and the third begins beside the first.
    held.set(sent[1]!, downloaded(JPEG));
    release[1]!();
    await eventually(async () => expect(asked.map(({ stanzaId }) => stanzaId)).toEqual(sent.slice(0, 3)));
    expect(await statuses()).toEqual(["waiting", "stored", "waiting", "waiting"]);
    for (const one of release) one();
    await settle();
  });

  test("that is the same as another is kept once, and stays until both are gone", async () => {
    const first = await customerSends(downloaded(JPEG));
    const second = await customerSends(downloaded(JPEG));
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["stored", "stored"]));
    expect(await filesOf()).toEqual([digest(JPEG)]);
    const takeBack = ({ stanzaId, fromMe, chatId }: ChannelMessage) =>
      harness.inbound.change(harness.accountId, {
        ...{ type: "deleted", stanzaId, fromMe, chatId },
        at: harness.scheduler.now(),
      });
    await takeBack(first);
    expect(await filesOf()).toEqual([digest(JPEG)]);
    await takeBack(second);
    expect(await filesOf()).toEqual([]);
  });
});

describe("a file that cannot be had", () => {
  test("because WhatsApp no longer has it says so", async () => {
    await customerSends({ status: "gone" });
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["gone"]));
  });

  test("because it is larger than the account allows is not even asked for when its size is known", async () => {
    await harness.createAccount({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, maxMediaMegabytes: 1 } });
    await customerSends(downloaded(JPEG), { sizeBytes: 1024 * 1024 + 1 });
    await customerSends(downloaded(new Uint8Array(1024 * 1024 + 1)));
    await customerSends(downloaded(JPEG), { sizeBytes: 1024 * 1024 });
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["too_large", "too_large", "stored"]));
    expect(asked).toHaveLength(2);
  });

  test("although its driver gives more than it may is not kept either", async () => {
    await harness.createAccount({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, maxMediaMegabytes: 1 } });
    await customerSends(downloaded(JPEG));
    download = async () => downloaded(new Uint8Array(1024 * 1024 + 1));
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["too_large"]));
    expect(await filesOf()).toEqual([]);
  });

  test("is tried five times, ever later, and does not hold up the others", async () => {
    await customerSends(() => {
      throw new Error("the page lost its network");
    });
    begin();
    await customerSends(downloaded(JPEG));
    fetcher.wake();
    await eventually(async () => expect(await statuses()).toEqual(["waiting", "stored"]));
    const attempts = async () => (await harness.mediaRows())[0]!.attempts;
    for (const [attempt, waitMs] of [3000, 15_000, 60_000, 300_000].entries()) {
      await eventually(async () => expect(await attempts()).toBe(attempt + 1));
      const [row] = await harness.mediaRows();
      const delayMs = row!.nextAttemptAt.getTime() - harness.scheduler.now().getTime();
      expect(delayMs).toBeGreaterThanOrEqual(waitMs);
      expect(delayMs).toBeLessThanOrEqual(waitMs * 1.25);
      // Timers are set for a minute at most.
      while (row!.nextAttemptAt > harness.scheduler.now()) {
        harness.scheduler.advance(60_000);
        fetcher.wake();
      }
    }
    await eventually(async () => expect(await statuses()).toEqual(["failed", "stored"]));
  });

  test("because the connection ended waits for the next one, and that is no failure", async () => {
    await customerSends(downloaded(JPEG));
    download = (_ref, { signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new Error("gone")), { once: true }),
      );
    begin();
    await eventually(async () => expect(asked).toHaveLength(1));
    await settle();
    expect(await harness.mediaRows()).toMatchObject([{ status: "waiting", attempts: 0 }]);
  });

  test("because a driver never answers ends with the connection all the same", async () => {
    await customerSends(downloaded(JPEG));
    download = () => new Promise(() => {});
    begin();
    await eventually(async () => expect(asked).toHaveLength(1));
    await settle();
  });

  test("because its message was taken back meanwhile leaves nothing", async () => {
    const message = await customerSends(downloaded(JPEG));
    const { stanzaId, fromMe, chatId } = message;
    download = async () => {
      const at = harness.scheduler.now();
      await harness.inbound.change(harness.accountId, { type: "deleted", stanzaId, fromMe, chatId, at });
      return downloaded(JPEG);
    };
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["deleted"]));
    await settle();
    expect(await filesOf()).toEqual([]);
  });
});

describe("a recording", () => {
  const voice = { kind: "voice", durationSeconds: 8 } as const;
  const OGG = new TextEncoder().encode(`OggS${"\0".repeat(24)}OpusHead`);

  test("of a customer is written down once it is stored, when a model can", async () => {
    harness.transcribes = true;
    await customerSends(downloaded(OGG), voice);
    await customerSends(downloaded(OGG), { ...voice, fromMe: true });
    await customerSends(downloaded(OGG), { ...voice, durationSeconds: 3600 });
    await customerSends(downloaded(JPEG));
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["stored", "stored", "stored", "stored"]));
    const [first] = await harness.mediaRows();
    expect(harness.transcriptions).toEqual([{ accountId: harness.accountId, mediaId: first!.id }]);
    expect(first).toMatchObject({ mimeType: "audio/ogg" });
  });

  test("is left as it is when none can", async () => {
    await customerSends(downloaded(OGG), voice);
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["stored"]));
    expect(harness.transcriptions).toEqual([]);
  });

  test("that cannot be had lets the answer that waits for it go on", async () => {
    harness.transcribes = true;
    await customerSends({ status: "gone" }, voice);
    begin();
    await eventually(async () => expect(await statuses()).toEqual(["gone"]));
    expect(harness.jobs).toHaveLength(1);
  });
});

test("files come in over a running connection, by themselves", async () => {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(async () => expect(await harness.connection()).toMatchObject({ state: "ready" }));
  const media = { mimeType: "image/jpeg", fileName: undefined, sizeBytes: undefined, durationSeconds: undefined };
  const message = harness.whatsApp.customerWrites("look", { kind: "image", media, unseen: true });
  harness.whatsApp.media.set(message.stanzaId, downloaded(JPEG));
  harness.whatsApp.live.events.message(message);
  await eventually(async () => expect(await statuses()).toEqual(["stored"]));
});
