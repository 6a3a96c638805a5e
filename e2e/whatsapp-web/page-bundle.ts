import path from "node:path";
import { build } from "esbuild";
import { type Behaviour, pageSettings } from "./behaviour";

/** The page's script, bundled once per simulator. */
export async function bundlePage(): Promise<string> {
  const result = await build({
    entryPoints: [path.join(import.meta.dirname, "page", "main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
  });
  return result.outputFiles[0]!.text;
}

export const pageHtml = (script: string, behaviour: Behaviour): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>WhatsApp</title><style>body{margin:0}</style></head>
<body><div id="app"></div>
<script>window.__simulatorSettings=${JSON.stringify(pageSettings(behaviour))}</script>
<script>${script.replaceAll("</script", "<\\/script")}</script>
</body></html>`;
