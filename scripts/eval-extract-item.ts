/** Reads one file as an upload would be read, for eval-extract, which starts it in a process of its own and listens. */
import { readFileSync } from "node:fs";
import type { ParseResult } from "@/domain/knowledge/document";
import { readDocument } from "./read-document";

export interface ItemReading {
  result: ParseResult;
  ms: number;
  /** Largest resident memory of this process so far, its parsing thread included, in MiB. */
  peakMb: number;
}

/**
 * The kernel's own high-water mark of this program. The figure of resourceUsage, which other systems give, starts on Linux
 * at what the parent process held when it forked.
 */
function peakMegabytes(): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    if (kilobytes) return Math.round(Number(kilobytes) / 1024);
  } catch {
    // No such file: not Linux.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

const [file, password, ocr] = process.argv.slice(2);
if (!file || !process.send) throw new Error("This is a part of eval:extract; start that.");
const startedAt = performance.now();
const result = await readDocument(file, { password: password === "" ? undefined : password, ocr });
const reading: ItemReading = {
  result,
  ms: Math.round(performance.now() - startedAt),
  peakMb: peakMegabytes(),
};
process.send(reading, () => process.disconnect());
