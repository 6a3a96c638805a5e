import { expect, test } from "vitest";
import { pendingUploads, startUpload, type Upload } from "./uploads";

const aFile = (sizeBytes: number) => ({ name: "menu.pdf", size: sizeBytes }) as File;

test("an empty file is refused before anything is sent, and sending it again would change nothing", () => {
  expect(startUpload("u1", aFile(0)).state).toMatchObject({ kind: "refused", canRetry: false });
});

test("a file of 25 MB is taken, one byte more is refused", () => {
  expect(startUpload("u1", aFile(25 * 1024 * 1024)).state).toEqual({ kind: "waiting" });
  expect(startUpload("u1", aFile(25 * 1024 * 1024 + 1)).state).toMatchObject({ kind: "refused" });
});

test("a received file stays in sight until its document is listed, and what failed stays until dismissed", () => {
  const received: Upload = { ...startUpload("u1", aFile(10)), state: { kind: "received", documentId: "doc_1" } };
  const refused = startUpload("u2", aFile(0));
  expect(pendingUploads([received, refused], new Set()).map(({ id }) => id)).toEqual(["u1", "u2"]);
  expect(pendingUploads([received, refused], new Set(["doc_1"])).map(({ id }) => id)).toEqual(["u2"]);
});
