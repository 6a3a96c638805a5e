"use client";
import { LateErrorView } from "@/components/late-error-view";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <LateErrorView isPage error={error} retry={retry} />
    </main>
  );
}
