import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  // Read at build time, so that browsers need no parser for them.
  experimental: { messages: { path: "./src/messages", format: "json", locales: "infer", precompile: true } },
});

/** @type {import("next").NextConfig} */
export default withMessages({
  typedRoutes: true,
  // `npm run check` checks all types; whoever only builds need not wait for tests and scripts to be checked again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // It would stand in front of what is being built.
  devIndicators: false,
  experimental: { useTypeScriptCli: true },
  // The custom server speaks to these; Next must never bundle a second copy of them.
  serverExternalPackages: ["whatsapp-web.js", "puppeteer", "pdfjs-dist", "@electric-sql/pglite", "pg-boss", "postgres"],
});
