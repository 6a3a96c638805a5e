import { getTranslations } from "next-intl/server";
import { Brand } from "@/components/brand";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api } from "@/trpc/server";
import { LanguageRow } from "./_components/language-row";
import { SampleAnswer } from "./_components/sample-answer";

export default async function AuthLayout({ children }: LayoutProps<"/">) {
  const t = await getTranslations();
  return (
    <BrowserMessages of={["auth"]}>
      <div className="grid min-h-dvh lg:grid-cols-[1fr_minmax(0,44%)]">
        <main className="flex flex-col px-6 pt-6 pb-10 sm:px-10">
          <Brand />
          <div className="mx-auto flex w-full max-w-[22rem] flex-1 flex-col justify-center gap-7 py-10">{children}</div>
          {!(await hasChosenLanguage()) && <LanguageRow />}
        </main>
        <aside className="flex flex-col items-center justify-center gap-12 border-s bg-sunken p-10 max-lg:hidden">
          <SampleAnswer />
          <p className="max-w-sm text-center text-ink-soft">{t("auth.aside")}</p>
        </aside>
      </div>
    </BrowserMessages>
  );
}

/** Whoever chose as a user has the choice in their menu; what this browser keeps would change nothing. */
async function hasChosenLanguage(): Promise<boolean> {
  try {
    return Boolean((await api.auth.me())?.language);
  } catch {
    // The page says what is wrong.
    return false;
  }
}
