"use client";
import { ErrorView } from "@/components/error-view";

export default function AccountsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorView isPage error={error} retry={retry} className="py-32" />;
}
