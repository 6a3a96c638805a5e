"use client";
import { ThemeProvider as NextThemes } from "next-themes";

/** Light, dark, or what the system says. The class also sets color-scheme, from which every colour follows. */
export function ThemeProvider({ children }: { children: React.ReactNode }) {
  return (
    <NextThemes
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
