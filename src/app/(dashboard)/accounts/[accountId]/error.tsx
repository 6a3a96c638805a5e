"use client";
import { LateErrorView } from "@/components/late-error-view";

export default function AccountError({ error, retry }: { error: unknown; retry: () => void }) {
  return <LateErrorView isPage error={error} retry={retry} className="py-32!" />;
}
