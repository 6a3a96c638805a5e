/** The pages' tokens (app/globals.css) as mail programs know colours, light and dark. */
export const LOOK = {
  paper: ["#fbfaf7", "#171512"],
  surface: ["#fffefe", "#1e1c19"],
  line: ["#e2dfda", "#2e2b27"],
  ink: ["#24201a", "#efece8"],
  "ink-soft": ["#544f49", "#b8b5b0"],
  accent: ["#115f7b", "#73c4d9"],
  "on-accent": ["#f6fbfd", "#061921"],
  "accent-tint": ["#e4f2f7", "#1b2d35"],
} as const;
export type LookToken = keyof typeof LOOK;

/** The pages' font where it is installed; mails load nothing. */
export const FONT =
  "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
