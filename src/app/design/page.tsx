import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Brand } from "@/components/brand";
import { PageHeader } from "@/components/ui/page-header";
import { DEVELOPER_HEADER } from "@/domain/access/developer-header";
import { BrowserMessages } from "@/i18n/browser-messages";
import { ControlSpecimens } from "./_components/control-specimens";
import { DomainSpecimens } from "./_components/domain-specimens";
import { FieldSpecimens } from "./_components/field-specimens";
import { OverlaySpecimens } from "./_components/overlay-specimens";
import { PanelSpecimens } from "./_components/panel-specimens";
import { StatusSpecimens } from "./_components/status-specimens";
import { TextSpecimens } from "./_components/text-specimens";
import { ThemeSwitch } from "./_components/theme-switch";
import { TokenSpecimens } from "./_components/token-specimens";

export const metadata: Metadata = { title: "Design" };

/** Every primitive in every state, for whoever sits at the machine; to everybody else there is no such page. */
export default async function DesignPage() {
  if (!(await headers()).has(DEVELOPER_HEADER)) notFound();
  return (
    <div className="min-h-dvh">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5 md:px-6">
        <Brand />
        <ThemeSwitch />
      </header>
      <main className="mx-auto w-full max-w-[72rem] px-4 pt-6 pb-16 md:px-10 md:pt-10">
        <PageHeader
          title="Design"
          description="Every primitive in every state. Hover and focus can't stand still: move the pointer over things, or press Tab. Only somebody at this very machine can open this page."
        />
        <BrowserMessages of={["answer", "conversation", "evaluation"]}>
          <div className="flex flex-col gap-14">
            <TokenSpecimens />
            <ControlSpecimens />
            <FieldSpecimens />
            <StatusSpecimens />
            <TextSpecimens />
            <OverlaySpecimens />
            <PanelSpecimens />
            <DomainSpecimens />
          </div>
        </BrowserMessages>
      </main>
    </div>
  );
}
