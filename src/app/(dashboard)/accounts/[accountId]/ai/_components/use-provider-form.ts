"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Problems, problemsOf } from "@/components/problems";
import { toast } from "@/components/ui/toast";
import type { ProviderInput } from "@/domain/agent/model-provider";
import { PROVIDER_PRESETS } from "@/domain/agent/model-provider-presets";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

export type StoredProvider = NonNullable<RouterOutputs["modelProvider"]["read"]["own"]>;

const FRESH: ProviderInput = { kind: "openai", baseUrl: "", key: "", model: "", fallbackModel: "" };

/** A stored one as it is typed: its key is never shown, and empty means that it stays. */
const toForm = ({ kind, baseUrl, model, fallbackModel }: StoredProvider): ProviderInput => ({
  kind,
  baseUrl: kind === "custom" ? baseUrl : "",
  key: "",
  model,
  fallbackModel: fallbackModel ?? "",
});

/** A provider as it is typed, over the stored one; trying it stores nothing. */
export function useProviderForm(accountId: string, stored: StoredProvider | null) {
  const t = useTranslations();
  const utils = api.useUtils();
  // Null: nothing is typed, so that what others save is shown.
  const [typing, setTyping] = useState<ProviderInput | null>(null);
  const [problems, setProblems] = useState<Problems>([]);
  const form = typing ?? (stored ? toForm(stored) : FRESH);
  const trial = api.modelProvider.try.useMutation();
  const save = api.modelProvider.save.useMutation({
    onSuccess: async () => {
      await Promise.all([
        utils.modelProvider.read.invalidate({ accountId }),
        utils.config.read.invalidate({ accountId }),
      ]);
      setTyping(null);
      toast.success(t("ai.provider.saved"), { description: t("ai.provider.fromNextMessage") });
    },
  });
  const send = async (to: typeof save | typeof trial) => {
    // What checks it is large, and most visits need it for nothing.
    const { providerInputSchema } = await import("@/domain/agent/model-provider");
    const parsed = providerInputSchema.safeParse(form);
    setProblems(problemsOf(parsed, []));
    save.reset();
    trial.reset();
    if (parsed.success) to.mutate({ accountId, provider: parsed.data });
  };
  const address = form.kind === "custom" ? form.baseUrl.trim() : PROVIDER_PRESETS[form.kind].baseUrl;
  const failure = save.error ?? trial.error;
  return {
    form,
    problems,
    /** The stored key belongs to the address that is typed. */
    hasKey: stored !== null && stored.baseUrl === address,
    hasChanges: typing !== null,
    failure: failure && errorWords(failure, t),
    trial,
    isSaving: save.isPending,
    change: (part: Partial<ProviderInput>) => {
      setTyping({ ...form, ...part });
      setProblems([]);
      trial.reset();
      save.reset();
    },
    discard: () => {
      setTyping(null);
      setProblems([]);
    },
    save: () => void send(save),
    tryOut: () => void send(trial),
  };
}

export type ProviderFormState = ReturnType<typeof useProviderForm>;
