import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { WebStop } from "./web-stop";

export interface BodyLimits {
  /** Counted both as it comes and decoded: a small body may grow, and an endless one may decode to nothing. */
  maxBytes: number;
  /** Take the beginning of a body that is longer, instead of refusing it. */
  isCutAtLimit: boolean;
}

/** Ends the reading of a body of which enough was read. */
class BodyFull extends Error {}

/**
 * The decoded body of an answer. Nothing is kept beyond the limit: a bomb costs what the limit allows, and no more.
 * @throws WebStop too_large, or unexpected_answer for encodings that weren't asked for
 */
export async function readBody(response: IncomingMessage, limits: BodyLimits): Promise<Uint8Array> {
  const declared = Number(response.headers["content-length"] ?? 0);
  if (declared > limits.maxBytes && !limits.isCutAtLimit) throw new WebStop("too_large");
  const decoder = decoderFor(response.headers["content-encoding"]);
  const kept: Buffer[] = [];
  const keep = counting(limits.maxBytes, (chunk) => kept.push(chunk));
  try {
    if (decoder) await pipeline(response, counting(limits.maxBytes), decoder, drain(keep));
    else await pipeline(response, drain(keep));
  } catch (error) {
    if (!(error instanceof BodyFull)) throw error;
    if (!limits.isCutAtLimit) throw new WebStop("too_large");
  }
  return Buffer.concat(kept);
}

type Chunks = AsyncIterable<Buffer>;

/** Passes on what fits, then throws BodyFull. */
function counting(maxBytes: number, see?: (chunk: Buffer) => void) {
  return async function* (chunks: Chunks): AsyncGenerator<Buffer> {
    let left = maxBytes;
    for await (const chunk of chunks) {
      see?.(chunk.subarray(0, left));
      if (chunk.length > left) throw new BodyFull();
      left -= chunk.length;
      yield chunk;
    }
  };
}

const drain = (stage: (chunks: Chunks) => Chunks) => async (chunks: Chunks) => {
  for await (const _ of stage(chunks));
};

/** What safeFetch asks for, and `deflate`, which some send all the same. One layer: a second one has no good reason. */
function decoderFor(encoding: string | undefined): Transform | undefined {
  switch (encoding?.trim().toLowerCase() ?? "") {
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return createInflate();
    default:
      throw new WebStop("unexpected_answer");
  }
}
