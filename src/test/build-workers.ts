import { mkdtemp, rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { projectPath } from "@/server/project-root";
import { bundleServer } from "../../scripts/bundle-server";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the worker threads lie that were built for this run. */
    builtWorkers: string;
  }
}

/** Before all tests of a project: builds the worker threads, as production runs them. Gone after the last one. */
export default async function buildWorkers(project: TestProject): Promise<() => Promise<void>> {
  // Inside the project: they find the packages they leave outside from where they lie.
  const folder = await mkdtemp(projectPath("node_modules", ".test-workers-"));
  await bundleServer(folder, {});
  project.provide("builtWorkers", folder);
  return () => rm(folder, { recursive: true, force: true });
}
