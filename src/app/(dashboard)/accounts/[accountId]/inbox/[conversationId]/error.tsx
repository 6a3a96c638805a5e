"use client";
import { LateErrorView } from "@/components/late-error-view";

export default function ConversationError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <LateErrorView isPage error={error} retry={retry} />
    </div>
  );
}
