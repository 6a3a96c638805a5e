"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { NoPermission } from "@/components/no-permission";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/react";
import { DraftSwitch } from "./draft-switch";
import { ExchangeList } from "./exchange-list";
import { PlaygroundStart } from "./playground-start";
import { QuestionForm } from "./question-form";
import { Reasons } from "./reasons";
import { useExchanges } from "./use-exchanges";

/** Asks the bot as a customer would, and shows what its answer stands on. Nothing is sent to anybody. */
export function Playground({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [documents] = api.knowledge.list.useSuspenseQuery({ accountId });
  const { exchanges, ask, retry, clear, isAsking } = useExchanges(accountId);
  const canReadSettings = account.permissions.includes("config.read");
  const { data: configuration } = api.config.read.useQuery({ accountId }, { enabled: canReadSettings });
  const draft = configuration?.draft ?? null;
  const [triesDraft, tryDraft] = useState(false);
  const [chosenId, choose] = useState<number | null>(null);
  const reasons = useRef<HTMLElement>(null);

  if (!account.permissions.includes("playground.use"))
    return <NoPermission what={t("playground.tryIt")} who={t("playground.whoMay")} />;
  const readyCount = documents.filter(({ status }) => status === "ready").length;
  const answered = exchanges.filter(({ result }) => result !== null);
  const shown = answered.find(({ id }) => id === chosenId) ?? answered.at(-1);
  const showReasons = (id: number) => {
    choose(id);
    // Beside the answers it is in view already; below them it may not be.
    reasons.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  const askAndShow = (question: string) => {
    choose(null);
    // A draft that was published or thrown away meanwhile can't be tried any more.
    ask(question, triesDraft && draft ? "draft" : "published");
  };
  return (
    <div className="flex h-full max-xl:flex-col max-xl:overflow-y-auto">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col max-xl:min-h-full max-xl:shrink-0">
        <header className="mx-auto flex w-full max-w-3xl items-start justify-between gap-4 px-4 pt-6 pb-3 md:px-6 md:pt-10">
          <div className="flex flex-col gap-1">
            <h1 className="font-semibold text-xl tracking-[-0.012em]">{t("playground.title")}</h1>
            <p className="text-ink-soft">{t("playground.description")}</p>
          </div>
          {exchanges.length > 0 && (
            <Button variant="quiet" onClick={clear}>
              {t("playground.startOver")}
            </Button>
          )}
        </header>
        {draft && <DraftSwitch draft={draft} isOn={triesDraft} onChange={tryDraft} />}
        {exchanges.length === 0 ? (
          <PlaygroundStart accountId={accountId} readyCount={readyCount} onAsk={askAndShow} />
        ) : (
          <ExchangeList
            botName={account.name}
            exchanges={exchanges}
            shownId={shown?.id ?? null}
            onChoose={showReasons}
            onRetry={retry}
          />
        )}
        <QuestionForm isAsking={isAsking} onAsk={askAndShow} />
      </div>
      {shown?.result && (
        <aside
          ref={reasons}
          aria-label={t("playground.reasons.title")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
          tabIndex={0}
          className="scroll-quiet shrink-0 overflow-y-auto border-line bg-surface p-5 -outline-offset-2 max-xl:border-t md:p-6 xl:w-[26rem] xl:border-s"
        >
          <h2 className="mb-4 font-semibold text-lg">{t("playground.reasons.title")}</h2>
          <Reasons
            key={shown.id}
            accountId={accountId}
            question={shown.question}
            result={shown.result}
            canMark={account.permissions.includes("evaluation.manage")}
            canReadSettings={canReadSettings}
          />
        </aside>
      )}
    </div>
  );
}
