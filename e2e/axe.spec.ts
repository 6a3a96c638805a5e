/** That faults are found: a page on which nothing is found says nothing while nobody has seen it find something. */
import { findFaults } from "./axe";
import { expect, test } from "./fixtures";

const PAGE = `<!doctype html><html lang="en"><head><title>A page</title></head><body>
  <main>
    <h1>A page</h1>
    <img id="nameless" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
    <p id="pale" style="color: #999; background: #aaa">Hardly to be read</p>
    <div role="dialog" aria-label="A part"><button id="silent"></button></div>
    <iframe title="A frame" srcdoc="<!doctype html><html lang=en><title>In it</title><main><h1>In it</h1><input id=unlabelled></main>"></iframe>
  </main></body></html>`;

test("axe finds faults on a page, in a part of it, in a frame, and again after a change", async ({
  page,
  installation: { parley },
}) => {
  // From an address: a frame of a page without one counts as another's.
  await page.route("**/faults", (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
  await page.goto(`${parley.url}/faults`);
  const faults = await findFaults(page);
  expect(faults.sort()).toEqual([
    "button-name: #silent",
    "color-contrast: #pale",
    "image-alt: #nameless",
    "label: iframe,#unlabelled",
    "landmark-unique: main",
  ]);
  expect(await findFaults(page, "[role=dialog]")).toEqual(["button-name: #silent"]);
  await page.locator("#pale").evaluate((element) => element.style.setProperty("color", "#000"));
  expect(await findFaults(page)).not.toContain("color-contrast: #pale");
});
