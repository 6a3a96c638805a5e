import { expect, test } from "vitest";
import { MAX_DOCUMENT_BYTES } from "@/domain/knowledge/document";
import { uploadRefusal } from "@/domain/words/document";
import { say } from "@/test/say";
import { pendingUploads, startUpload, type Upload, type UploadPlace } from "./uploads";

const aFile = (sizeBytes: number) => ({ name: "menu.pdf", size: sizeBytes }) as File;
const NONE = { knownIds: new Set<string>() };
const start = (id: string, file: File, place: UploadPlace) =>
  startUpload(id, file, place, (its) => uploadRefusal(say, "en", its));
const aDocument = (id: string) => ({ id, name: "menu.pdf", sizeBytes: 10 });

test("an empty file is refused before anything is sent, and sending it again would change nothing", () => {
  expect(start("u1", aFile(0), NONE).state).toMatchObject({ kind: "refused", canRetry: false });
});

test("a file of the largest size is taken, one byte more is refused", () => {
  expect(start("u1", aFile(MAX_DOCUMENT_BYTES), NONE).state).toEqual({ kind: "waiting" });
  expect(start("u1", aFile(MAX_DOCUMENT_BYTES + 1), NONE).state).toMatchObject({ kind: "refused" });
});

test("a received file stays in sight until its document is listed, and what failed stays until dismissed", () => {
  const received: Upload = { ...start("u1", aFile(10), NONE), state: { kind: "received", documentId: "doc_1" } };
  const refused = start("u2", aFile(0), NONE);
  expect(pendingUploads([received, refused], []).map(({ id }) => id)).toEqual(["u1", "u2"]);
  expect(pendingUploads([received, refused], [aDocument("doc_1")]).map(({ id }) => id)).toEqual(["u2"]);
});

test("a document that is listed before its upload was answered isn't shown twice", () => {
  const sending: Upload = {
    ...start("u1", aFile(10), { knownIds: new Set(["doc_old"]) }),
    state: { kind: "sending" },
  };
  expect(pendingUploads([sending], [aDocument("doc_old")])).toEqual([sending]);
  expect(pendingUploads([sending], [aDocument("doc_old"), aDocument("doc_new")])).toEqual([]);
});
