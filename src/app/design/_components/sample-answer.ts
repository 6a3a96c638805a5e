import type { TurnTrace } from "@/domain/agent/turn";
import type { Passage } from "@/domain/knowledge/passage";

const DEPOSIT: Passage = {
  chunkId: "chk_deposit",
  documentId: "doc_handbook",
  documentName: "rental-handbook.pdf",
  page: 1,
  heading: "Deposits",
  text: "The deposit for a city bike is 150 €, for an electric bike 400 €. It is paid by card and given back the same day, once the bike has been looked at. Without a card a passport can be left instead of the deposit, for one bike per passport and for three days at most.",
  score: 0.93,
  signals: { bm25: 0.82, trigram: 0.41, passageCosine: 0.77, sentenceCosine: 0.88, coverage: 1 },
  legs: { meaning: { rank: 1, score: 0.77 }, words: { rank: 2, score: 9.4 } },
  places: { byScore: 2, byModel: 1 },
};

const PRICES: Passage = {
  ...DEPOSIT,
  chunkId: "chk_prices",
  documentId: "doc_faq",
  documentName: "shop-faq.md",
  page: null,
  heading: "",
  text: "Electric bikes cost 45 € a day.",
  score: 0.48,
  legs: { meaning: { rank: 4, score: 0.51 }, words: null },
  places: { byScore: 1, byModel: null },
};

const HOURS: Passage = {
  ...DEPOSIT,
  chunkId: "chk_hours",
  documentId: "",
  documentName: "Opening hours",
  page: null,
  heading: "",
  text: "Open now, until 18:00.",
  isFromTool: true,
};

/** An answer with everything that one can have. */
export const SAMPLE_TRACE: TurnTrace = {
  understoodQuestion: "How much is the deposit for an electric bike?",
  passages: [DEPOSIT, PRICES, HOURS],
  sentences: [
    { text: "The deposit for an electric bike is 400 €.", citations: [0] },
    { text: "We are open until 18:00.", citations: [2] },
  ],
  dropped: [{ text: "You get it back after two weeks.", why: "No passage says so." }],
  model: "gpt-5-mini",
  promptVersion: "answer-7",
  usage: { inputTokens: 1_204, outputTokens: 61 },
  steps: [
    { name: "gate", ms: 2 },
    { name: "retrieve", ms: 48, note: "2 passages" },
    { name: "answer", ms: 1_320 },
    { name: "ground", ms: 11 },
  ],
  tools: [
    {
      name: "opening_hours",
      label: "Opening hours",
      input: { day: "today" },
      outcome: "found",
      note: "Open now, until 18:00.",
      ms: 3,
    },
    {
      name: "order",
      label: "Order",
      input: { number: "1042" },
      outcome: "failed",
      note: "No answer in time.",
      ms: 5_000,
    },
  ],
};

/** One that nothing was found for. */
export const EMPTY_TRACE: TurnTrace = { ...SAMPLE_TRACE, passages: [], sentences: [], dropped: [], tools: [] };
