"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { latePart } from "@/components/ui/late/late-part";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { LoadingReasons } from "./loading-reasons";
import type { Conversation } from "./thread-header";

const Sheet = latePart(async () => (await import("@/components/ui/sheet")).Sheet);
// Most windows have no room for them until somebody asks.
const ContactDetails = lazy(async () => ({ default: (await import("./contact-details")).ContactDetails }));
const TurnDetails = lazy(async () => ({ default: (await import("./turn-details")).TurnDetails }));

/** `tagAsked`: how often a key asked for a tag to be added. */
export type SideContent = { kind: "contact"; tagAsked?: number } | { kind: "turn"; turnId: string };

interface ThreadSideProps {
  accountId: string;
  conversation: Conversation;
  content: SideContent;
  /** By default it stands there on wide windows and nowhere else. */
  openness: "by-default" | "yes" | "no";
  onClose: () => void;
}

/** Beside the thread: who the customer is, or why the bot answered as it did. A sheet where there is no room. */
export function ThreadSide({ accountId, conversation, content, openness, onClose }: ThreadSideProps) {
  const t = useTranslations();
  const isWide = useMediaQuery("(min-width: 87.5rem)");
  const title = t(content.kind === "turn" ? "inbox.message.why" : "inbox.details");
  const body =
    content.kind === "turn" ? (
      <Suspense fallback={<LoadingReasons />}>
        <TurnDetails key={content.turnId} accountId={accountId} turnId={content.turnId} />
      </Suspense>
    ) : (
      <Suspense>
        <ContactDetails
          accountId={accountId}
          conversation={conversation}
          tagAsked={content.tagAsked ?? 0}
          onLeave={() => !isWide && onClose()}
        />
      </Suspense>
    );
  if (!isWide && openness === "yes")
    return (
      <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
        <div className="p-5">{body}</div>
      </Sheet>
    );
  if (openness === "no") return null;
  return (
    <aside
      aria-label={title}
      className={cn("flex w-80 shrink-0 flex-col border-s max-[87.5rem]:hidden", content.kind === "turn" && "w-96")}
    >
      <header className="flex h-15 shrink-0 items-center justify-between border-b pe-3 ps-5">
        <h2 className="font-semibold">{title}</h2>
        <Button variant="quiet" size="icon-sm" aria-label={t("common.actions.close")} onClick={onClose}>
          <X />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div tabIndex={0} className="scroll-quiet min-h-0 flex-1 overflow-y-auto p-5 -outline-offset-2">
        {isWide && body}
      </div>
    </aside>
  );
}
