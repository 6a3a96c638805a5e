import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { loadMessages, loadSentences } from "@/i18n/messages";
import { SentencesProvider } from "@/i18n/told";
import { AnswerDetails } from "./answer-details";

const TRACE = {
  ...traceWithoutAgent("¿Cuánto cuesta?", { name: "gate", ms: 1, note: "too_old" }),
  dropped: [{ text: "It costs 9 €.", why: "the price “9 €” is not in the source" }],
  steps: [
    { name: "gate", ms: 1, note: "too_old" },
    {
      name: "rules",
      ms: 1,
      note: "“Prices” matched: It is in French.\n“Late” didn't match: No business hours are set.",
    },
    { name: "topics", ms: 1, note: "No passages" },
  ],
  tools: [
    { name: "lookup", label: "Order", input: {}, outcome: "found" as const, note: "It was 12:00.", ms: 1 },
    {
      name: "hand_off",
      label: "Hand over",
      input: {},
      outcome: "acted" as const,
      note: "The model asked for a person.",
      ms: 1,
    },
  ],
};

describe("why this answer, in Spanish", async () => {
  const [messages, sentences] = await Promise.all([loadMessages("es"), loadSentences("es")]);
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale="es" messages={messages} timeZone="UTC">
      <SentencesProvider sentences={sentences}>
        <AnswerDetails
          accountId="acc_1"
          band={null}
          score={null}
          reason="The reply named “x.example”, which is not in the documents. It was not sent."
          trace={TRACE}
          canReadSettings={false}
        />
      </SentencesProvider>
    </NextIntlClientProvider>,
  );

  test.each([
    "La respuesta nombraba «x.example», que no está en los documentos. No se envió.",
    "el precio «9 €» no está en la fuente",
    "Llegó cuando Parley no estaba conectado y es demasiado antiguo para responder.",
    "«Prices» coincidió: Está en francés.\n«Late» no coincidió: No hay horario de atención.",
    "Pasar a una persona",
    "El modelo pidió una persona.",
  ])("tells “%s”", (words) => expect(page).toContain(words));

  test.each(["It was 12:00.", "No passages", "It costs 9 €."])("leaves other people's words as they are: %s", (words) =>
    expect(page).toContain(words),
  );
});
