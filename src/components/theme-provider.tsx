"use client";
import { ThemeProvider as NextThemes } from "next-themes";

/** Light, dark, or what the system says. The class also sets color-scheme, from which every colour follows. */
export function ThemeProvider({ nonce, children }: { nonce: string | undefined; children: React.ReactNode }) {
  return (
    <NextThemes
      // Its script runs before anything is painted, and only with the page's nonce.
      nonce={nonce}
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      enableColorScheme={false}
    >
      {children}
    </NextThemes>
  );
}
