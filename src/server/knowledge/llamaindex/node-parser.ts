/** LlamaIndex's node parser; import this module lazily, it costs half a second and 100 MB. */
import { SentenceSplitter } from "@llamaindex/core/node-parser";
import { Document, MetadataMode, type TextNode } from "@llamaindex/core/schema";
import { CUT_MARK, markCuts } from "@/domain/knowledge/pieces";

/** Measured on question sets: 256 tokens with 64 of overlap keep every answer whole in some chunk. */
const CHUNK_TOKENS = 256;
const OVERLAP_TOKENS = 64;

export interface ChunkMetadata {
  documentId: string;
  page: number | null;
  heading: string;
}

/**
 * About as many tokens as a language model would count, and the same for all scripts: byte-pair encodings count Hindi
 * and Thai several times over, which would make their chunks too short to hold an answer.
 */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}]{1,6}|\p{N}{1,3}|[^\s\p{L}\p{M}\p{N}]/gu;
const tokenizer = {
  encode: (text: string) => new Uint32Array(text.match(TOKEN)?.length ?? 0),
  decode: () => {
    throw new Error("Tokens are counted only.");
  },
};

const HIDDEN_METADATA = ["documentId", "page", "heading"] satisfies (keyof ChunkMetadata)[];

const splitter = new SentenceSplitter({
  chunkSize: CHUNK_TOKENS,
  chunkOverlap: OVERLAP_TOKENS,
  // It tries this separator first, so cuts fall where our own sentence splitter, which knows more scripts, set marks.
  paragraphSeparator: CUT_MARK,
  tokenizer,
});

/** Cuts pieces of text (at most MAX_PIECE_LENGTH each) into nodes that carry their metadata. */
export function parseNodes(pieces: readonly { text: string; metadata: ChunkMetadata }[]): TextNode<ChunkMetadata>[] {
  const documents = pieces.map(
    ({ text, metadata }) =>
      new Document<ChunkMetadata>({
        text: markCuts(text),
        metadata,
        // Otherwise it takes their length off the chunk's.
        excludedEmbedMetadataKeys: HIDDEN_METADATA,
        excludedLlmMetadataKeys: HIDDEN_METADATA,
      }),
  );
  const nodes = splitter.getNodesFromDocuments(documents) as TextNode<ChunkMetadata>[];
  for (const node of nodes) node.text = node.getContent(MetadataMode.NONE).replaceAll(CUT_MARK, "").trim();
  return nodes;
}
