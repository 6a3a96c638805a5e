import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Env } from "@/env";
import { createWebCrawler } from "@/server/knowledge/web/crawl";
import { systemClock } from "@/server/knowledge/web/host-gate";
import { systemNetwork } from "@/server/knowledge/web/network";
import { type PostRequest, postJson } from "@/server/knowledge/web/post-json";
import { userAgentOf } from "@/server/knowledge/web/safe-fetch";
import { projectPath } from "@/server/project-root";

/** Who we are to sites: see createSystemCrawler. */
function ownUserAgent({ PARLEY_PUBLIC_URL }: Pick<Env, "PARLEY_PUBLIC_URL">): string {
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(projectPath("package.json"), "utf8")));
  return userAgentOf(manifest.version, PARLEY_PUBLIC_URL);
}

/**
 * The crawler of this process, over the machine's own network. To sites it names the address of this installation when
 * that is known: who reads their pages is told there, and `http://localhost` would tell nobody anything.
 */
export function createSystemCrawler(env: Pick<Env, "PARLEY_PUBLIC_URL">) {
  return createWebCrawler({ network: systemNetwork, clock: systemClock, userAgent: ownUserAgent(env) });
}

/** Calls the systems that rules name, over the same network and by the same rules. */
export function createWebhookPost(env: Pick<Env, "PARLEY_PUBLIC_URL">) {
  const deps = { network: systemNetwork, userAgent: ownUserAgent(env) };
  return (request: PostRequest) => postJson(deps, request);
}
