import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachmentHeader, mediaFileName } from "./media-name";
import { sniffMediaType, UNKNOWN_TYPE } from "./media-type";

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));

describe("a file is what its bytes say", () => {
  test.each([
    ["image/jpeg", bytes([0xff, 0xd8, 0xff, 0xe0], "JFIF")],
    ["image/png", bytes([0x89], "PNG\r\n\x1a\n")],
    ["image/gif", bytes("GIF89a......")],
    ["image/webp", bytes("RIFF", [1, 2, 3, 10], "WEBPVP8 ")],
    ["audio/wav", bytes("RIFF", [1, 2, 3, 4], "WAVEfmt ")],
    ["audio/ogg", bytes("OggS", new Array(24).fill(0), "OpusHead")],
    ["audio/mpeg", bytes("ID3", [4, 0])],
    ["audio/mpeg", bytes([0xff, 0xfb, 0x90, 0x64])],
    ["audio/aac", bytes([0xff, 0xf1, 0x50, 0x80])],
    ["audio/amr", bytes("#!AMR\n", [0x3c])],
    ["video/mp4", bytes([0, 0, 0, 24], "ftypmp42")],
    ["video/3gpp", bytes([0, 0, 0, 24], "ftyp3gp5")],
    ["audio/mp4", bytes([0, 0, 0, 24], "ftypM4A ")],
    ["application/pdf", bytes("%PDF-1.7\n")],
    ["application/zip", bytes("PK\x03\x04 whatever")],
    [
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      bytes("PK\x03\x04 ... PK\x01\x02 word/document.xml"),
    ],
    ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes("PK\x03\x04 xl/workbook.xml")],
    ["text/plain", text("Grüße, 世界\n")],
    ["text/plain", text("alert(1)")],
  ])("%s", (type, content) => {
    expect(sniffMediaType(content)).toBe(type);
  });

  test("and a recording in a container that could hold a film is sound", () => {
    const container = bytes([0, 0, 0, 24], "ftypisom");
    expect(sniffMediaType(container)).toBe("video/mp4");
    expect(sniffMediaType(container, { isSound: true })).toBe("audio/mp4");
  });

  test.each([
    ["a page", text("<!doctype html><script>alert(1)</script>")],
    ["a page after blanks", text(" \n\t<html>")],
    ["a page after a byte order mark", bytes([0xef, 0xbb, 0xbf], "<html>")],
    ["a drawing", text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["XML", text('<?xml version="1.0"?><a/>')],
    ["a program", bytes([0x7f], "ELF", [2, 1, 1, 0])],
    ["a page in another encoding", Uint8Array.from([..."<html>"].flatMap((c) => [c.charCodeAt(0), 0]))],
    ["a film of another maker", bytes("OggS", new Array(24).fill(0), "\x80theora")],
    ["nothing", new Uint8Array()],
    ["a picture that breaks decoders", bytes([0, 0, 0, 24], "ftypheic")],
  ])("%s is some bytes", (_what, content) => {
    expect(sniffMediaType(content)).toBe(UNKNOWN_TYPE);
  });

  test("a long text that is cut through a character is still text", () => {
    expect(sniffMediaType(text(`a${"世".repeat(40_000)}`))).toBe("text/plain");
  });

  test("nothing that a browser runs is ever named, whatever the bytes", () => {
    const beginnings = fc.constantFrom("", "<svg ", "<html>", "GIF89a", "%PDF-", "PK\x03\x04", "RIFF", "OggS", "ftyp");
    fc.assert(
      fc.property(beginnings, fc.uint8Array({ maxLength: 200 }), fc.boolean(), (beginning, rest, isSound) => {
        const type = sniffMediaType(bytes(beginning, [...rest]), { isSound });
        expect(type).not.toMatch(/html|svg|xml$|javascript|ecmascript/);
        expect(type).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
      }),
    );
  });
});

describe("a file that is saved is called", () => {
  const name = (fileName: string | null, mimeType = "image/jpeg") =>
    mediaFileName({ fileName, mimeType, kind: "image" });

  test.each([
    ["IMG_1.jpg", "IMG_1.jpg"],
    ["IMG_1.JPEG", "IMG_1.JPEG"],
    [null, "photo.jpg"],
    ["  ", "photo.jpg"],
    ["../../etc/passwd", "passwd.jpg"],
    ["C:\\Users\\me\\photo.png", "photo.png.jpg"],
    [".htaccess", "htaccess.jpg"],
    ["evil\u202egpj.exe", "evilgpj.exe.jpg"],
    ["a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"],
    ["invoice.html", "invoice.html.jpg"],
  ])("%j: %s", (given, called) => {
    expect(name(given)).toBe(called);
  });

  test("with its extension, however long it is", () => {
    const long = name(`${"ü".repeat(400)}.jpg`);
    expect([...long].length).toBeLessThanOrEqual(150);
    expect(long.endsWith("….jpg")).toBe(true);
  });

  test("in a header that no name can break", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        const header = attachmentHeader(name(given));
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~%-]+$/);
        expect(header.split('"')).toHaveLength(3);
      }),
    );
  });

  test("in UTF-8 as well", () => {
    expect(attachmentHeader("Grüße's.pdf")).toBe(
      `attachment; filename="Gr__e's.pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%27s.pdf`,
    );
  });
});
