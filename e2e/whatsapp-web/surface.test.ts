import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { extractSurface, readInstalledSurface, SURFACE_FILE, type Surface } from "./surface";

test("the installed whatsapp-web.js asks the page for nothing that was not looked at", async () => {
  const accepted = JSON.parse(await readFile(SURFACE_FILE, "utf8")) as Surface;
  expect(await readInstalledSurface(), "look at the difference, then: tsx e2e/whatsapp-web/surface.ts --write").toEqual(
    accepted,
  );
});

test("modules are found however the library writes the call", () => {
  const source = `
    window.require('WAWebCmd').Cmd.refreshQR();
    const { toPn, other: renamed } = window.require('WAWebLidMigrationUtils');
    const Opaque = window.require('WAWebMediaOpaqueData');
    window
      .require(
        'WAWebOfflineHandler',
      ).OfflineMessageHandler;
    (await window.require('WAWebCollections').Msg?.get(id));
  `;
  const found = Object.fromEntries([...extractSurface(source)].map(([name, members]) => [name, [...members]]));
  expect(found).toEqual({
    WAWebCmd: ["Cmd.refreshQR"],
    WAWebLidMigrationUtils: ["toPn", "other"],
    WAWebMediaOpaqueData: ["(itself)"],
    WAWebOfflineHandler: ["OfflineMessageHandler"],
    WAWebCollections: ["Msg.get"],
  });
});
