"use client";
import { useTheme } from "next-themes";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

type Theme = "system" | "light" | "dark";

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server doesn't know what this browser was told before.
  const isHydrated = useIsHydrated();
  return (
    <SegmentedControl<Theme>
      label="Theme"
      value={isHydrated ? ((theme as Theme | undefined) ?? "system") : "system"}
      onChange={setTheme}
      options={[
        { value: "system", label: "System" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}
