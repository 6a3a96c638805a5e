import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Brand } from "@/components/brand";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("shell.notFound.title"),
});

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <main className="grid min-h-dvh grid-rows-[auto_1fr] p-6">
      <Brand />
      <EmptyState
        className="self-center"
        headingLevel={1}
        title={t("shell.notFound.heading")}
        description={t("shell.notFound.description")}
        action={
          <Button asChild>
            {/* Not the router's link: every page carries this one, and its code, for the case that is rare. */}
            <a href="/">{t("shell.notFound.toAccounts")}</a>
          </Button>
        }
      />
    </main>
  );
}
