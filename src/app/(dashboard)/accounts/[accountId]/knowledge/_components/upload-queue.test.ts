import { expect, test } from "vitest";
import { createUploadQueue } from "./upload-queue";

const aFile = (name: string, size = 10) => ({ name, size }) as File;
const NONE = { knownIds: new Set<string>() };

function aQueue(answers: Record<string, () => Promise<{ documentId: string; status: "created" | "duplicate" }>>) {
  const sent: string[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const queue = createUploadQueue({
    send: async (file, folder) => {
      sent.push(folder + file.name);
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await Promise.resolve();
      running -= 1;
      return (answers[file.name] ?? (async () => ({ documentId: `doc_${file.name}`, status: "created" as const })))();
    },
    onSettled: () => undefined,
    toWords: (error) => (error instanceof Error ? error.message : "unknown"),
    refusal: ({ sizeBytes }) => (sizeBytes === 0 ? "The file is empty." : null),
  });
  return { queue, sent, mostAtOnce: () => mostAtOnce };
}

test("files go in the order they were chosen, one at a time, also when more are added meanwhile", async () => {
  const { queue, sent, mostAtOnce } = aQueue({});
  await Promise.all([queue.add([aFile("a"), aFile("b")], NONE), queue.add([aFile("c")], NONE)]);
  expect(sent).toEqual(["a", "b", "c"]);
  expect(mostAtOnce()).toBe(1);
});

test("one that fails says why and doesn't hold up the next; trying again sends it again", async () => {
  let isDown = true;
  const { queue, sent } = aQueue({
    a: async () => {
      if (isDown) throw new Error("Parley can't be reached.");
      return { documentId: "doc_a", status: "created" };
    },
  });
  await queue.add([aFile("a"), aFile("b")], NONE);
  expect(queue.current().map(({ state }) => state)).toMatchObject([
    { kind: "refused", why: "Parley can't be reached.", canRetry: true },
    { kind: "received", documentId: "doc_b" },
  ]);
  isDown = false;
  await queue.retry("upload-1");
  expect(sent).toEqual(["a", "b", "a"]);
  expect(queue.current()[0]?.state).toEqual({ kind: "received", documentId: "doc_a" });
});

test("a duplicate names the document that is already there", async () => {
  const { queue } = aQueue({ a: async () => ({ documentId: "doc_1", status: "duplicate" }) });
  await queue.add([aFile("a")], NONE);
  expect(queue.current()[0]?.state).toEqual({ kind: "duplicate", documentId: "doc_1" });
});

test("files that are chosen together go into the folder that was chosen with them", async () => {
  const { queue, sent } = aQueue({});
  const place = { ...NONE, folder: "Prices/" };
  await Promise.all([queue.add([aFile("a"), aFile("b")], place), queue.add([aFile("c")], NONE)]);
  expect(sent).toEqual(["Prices/a", "Prices/b", "c"]);
});

test("an empty file is never sent", async () => {
  const { queue, sent } = aQueue({});
  await queue.add([aFile("empty", 0)], NONE);
  expect(sent).toEqual([]);
});
