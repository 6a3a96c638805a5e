import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { describeDrift, extractSurface, readSurfaces, SURFACE_FILE, type Surfaces } from "./surface";

const accepted = JSON.parse(await readFile(SURFACE_FILE, "utf8")) as Surfaces;

test("the installed whatsapp-web.js and Parley's page scripts ask the page for nothing that was not looked at", async () => {
  const drift = describeDrift(accepted, await readSurfaces());
  if (drift) throw new Error(drift);
});

test("the simulated page has every module that Parley's own scripts ask for", async () => {
  const folder = path.join(import.meta.dirname, "page", "modules");
  const sources = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), "utf8")));
  const missing = Object.keys(accepted.parley).filter(
    (name) => !sources.some((source) => source.includes(`  ${name}:`)),
  );
  expect(missing).toEqual([]);
});

test("a drift is told with what is new, what is gone, and what to do", () => {
  const before = { version: "1.0.0", library: { WAWebCmd: ["Cmd.on"], WAWebOld: ["gone"] }, parley: {} };
  const now = { version: "1.1.0", library: { WAWebCmd: ["Cmd.on", "Cmd.off"] }, parley: { WAWebNew: ["(itself)"] } };
  expect(describeDrift(before, before)).toBeUndefined();
  const words = describeDrift(before, now);
  for (const line of ["is 1.1.0 now", "+ WAWebCmd: Cmd.off", "- WAWebOld: gone", "+ WAWebNew: (itself)", "--write"])
    expect(words).toContain(line);
});

test("modules are found however the call is written", () => {
  const source = `
    window.require('WAWebCmd').Cmd.refreshQR();
    const { toPn, other: renamed } = window.require('WAWebLidMigrationUtils');
    renamed.convert(1);
    const Opaque = window.require('WAWebMediaOpaqueData');
    const linking = window.require("WAWebAltDeviceLinkingApi");
    linking.setPairingType("ALT");
    await linking.startAltLinkingFlow(phone, true);
    window
      .require(
        'WAWebOfflineHandler',
      ).OfflineMessageHandler;
    (await window.require('WAWebCollections').Msg?.get(id));
    injectToFunction({ module: 'WAWebTable', function: 'table.bulkUpsert' }, callback);
  `;
  const found = Object.fromEntries([...extractSurface(source)].map(([name, members]) => [name, [...members]]));
  expect(found).toEqual({
    WAWebCmd: ["Cmd.refreshQR"],
    WAWebLidMigrationUtils: ["toPn", "other.convert"],
    WAWebMediaOpaqueData: ["(itself)"],
    WAWebAltDeviceLinkingApi: ["setPairingType", "startAltLinkingFlow"],
    WAWebOfflineHandler: ["OfflineMessageHandler"],
    WAWebCollections: ["Msg.get"],
    WAWebTable: ["table.bulkUpsert"],
  });
});
