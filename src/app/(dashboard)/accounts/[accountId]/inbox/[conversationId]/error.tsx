"use client";
import { ErrorView } from "@/components/error-view";

export default function ConversationError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <ErrorView isPage error={error} retry={retry} />
    </div>
  );
}
