import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/noto-sans-arabic";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { RememberReader } from "@/components/remember-reader";
import { ThemeProvider } from "@/components/theme-provider";
import { Toaster } from "@/components/ui/toaster";
import { directionOf } from "@/domain/words/languages";
import { EVERYWHERE, loadSentences, pickMessages } from "@/i18n/messages";
import { ReadingDirection } from "@/i18n/reading-direction";
import { SentencesProvider } from "@/i18n/told";
import { TRPCReactProvider } from "@/trpc/react";

// Latin is preloaded and its fallback has the same metrics, so nothing jumps; the style sheet above brings other scripts.
const inter = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
});

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s · Parley" },
  description: "Answers on WhatsApp, grounded in your documents, and people when it matters.",
};

export const viewport: Viewport = {
  // The values of --paper, for the browser's own frame.
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#141210" },
  ],
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  // Reading it also makes every page one of its own: a page written at build time couldn't carry the answer's nonce.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const language = await getLocale();
  const direction = directionOf(language);
  return (
    // The theme class is set before React wakes up.
    <html lang={language} dir={direction} className={inter.variable} suppressHydrationWarning>
      <body className="font-sans">
        <ThemeProvider nonce={nonce}>
          <NextIntlClientProvider messages={await pickMessages(language, EVERYWHERE)}>
            <SentencesProvider sentences={await loadSentences(language)}>
              <ReadingDirection direction={direction}>
                <TRPCReactProvider>{children}</TRPCReactProvider>
                <Toaster />
                <RememberReader />
              </ReadingDirection>
            </SentencesProvider>
          </NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
