"use client";
import { CircleCheck, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { laterCode } from "@/components/ui/late/later-code";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import type { Conversation } from "./thread-header";
import { useHandling } from "./use-handling";

const items = laterCode(async () => (await import("./handling-items")).HandlingItems);

/** What a person can do with a conversation beside answering: who looks after it, how urgent it is, closing it. */
export function HandlingMenu({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const handling = useHandling(accountId, conversation.id);
  const Items = items.useCode();
  return (
    <>
      <Button variant="quiet" isPending={handling.isClosing} onClick={handling.close} className="max-md:hidden">
        <CircleCheck />
        <span>
          {t.rich("inbox.handling.close", { rest: (words) => <span className="@max-[38rem]:sr-only">{words}</span> })}
        </span>
      </Button>
      <Menu code={items}>
        <MenuTrigger asChild>
          <Button variant="quiet" size="icon" aria-label={t("inbox.handling.more")}>
            <Ellipsis />
          </Button>
        </MenuTrigger>
        {Items && (
          <MenuContent align="end" className="max-w-72">
            <Items accountId={accountId} conversation={conversation} handling={handling} />
          </MenuContent>
        )}
      </Menu>
    </>
  );
}
