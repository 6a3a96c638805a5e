"use client";
import { ErrorView } from "@/components/error-view";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorView isPage error={error} retry={retry} />
    </main>
  );
}
