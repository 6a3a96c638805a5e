import { useTranslations } from "next-intl";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import type { MessageKey } from "@/domain/words/translate";
import { onPhone } from "./phone-steps";

const ADVICE = {
  conflict: ["connection.whatToDo.conflict.back", "connection.whatToDo.conflict.again"],
  failed: [
    "connection.whatToDo.failed.internet",
    "connection.whatToDo.failed.memory",
    "connection.whatToDo.failed.kept",
  ],
  logged_out: ["connection.whatToDo.logged_out.again", "connection.whatToDo.logged_out.byItself"],
  reconnecting: ["connection.whatToDo.reconnecting.tries", "connection.whatToDo.reconnecting.messages"],
} as const satisfies Partial<Record<ConnectionState, readonly MessageKey[]>>;

const needsAdvice = (state: ConnectionState): state is keyof typeof ADVICE => state in ADVICE;

/** What a state that needs patience or a decision means, and what to do about it. */
export function WhatToDo({ state }: { state: ConnectionState }) {
  const t = useTranslations();
  if (!needsAdvice(state)) return null;
  return (
    <div className="flex flex-col gap-2 border-t px-5 py-4 md:px-6 md:py-5">
      <h3 className="font-medium">{t(`connection.whatToDo.${state}.title`)}</h3>
      <ul className="flex max-w-[68ch] list-disc flex-col gap-1.5 ps-5 text-ink-soft marker:text-ink-faint">
        {ADVICE[state].map((line) => (
          <li key={line}>{t.rich(line, { phone: onPhone })}</li>
        ))}
      </ul>
    </div>
  );
}
