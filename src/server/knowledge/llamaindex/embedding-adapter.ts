import { BaseEmbedding } from "llamaindex";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";

/** Our port to embedding models, as LlamaIndex knows them. */
export class PortEmbedding extends BaseEmbedding {
  constructor(private readonly model: EmbeddingModel) {
    super();
  }

  async getTextEmbedding(text: string): Promise<number[]> {
    const [vector] = await this.model.embed([text]);
    return Array.from(vector ?? []);
  }

  override getTextEmbeddings = async (texts: string[]): Promise<number[][]> =>
    (await this.model.embed(texts)).map((vector) => Array.from(vector));
}
