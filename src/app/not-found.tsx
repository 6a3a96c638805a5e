import type { Metadata } from "next";
import Link from "next/link";
import { Brand } from "@/components/brand";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh grid-rows-[auto_1fr] p-6">
      <Brand />
      <EmptyState
        className="self-center"
        headingLevel={1}
        title="This page doesn't exist"
        description="It may have been deleted, or you may have no access to it. Nothing else has changed."
        action={
          <Button asChild>
            <Link href="/">Go to your accounts</Link>
          </Button>
        }
      />
    </main>
  );
}
