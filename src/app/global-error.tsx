"use client";

/** The last resort, when even the layout failed: no style sheet, no components, only words and a way on. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          padding: "20vh 24px",
          textAlign: "center",
          colorScheme: "light dark",
        }}
      >
        <h1 style={{ fontSize: 18 }}>Parley couldn't be shown</h1>
        <p>Something went wrong on our side. Nothing was lost.</p>
        <button type="button" onClick={retry} style={{ padding: "8px 16px", font: "inherit" }}>
          Try again
        </button>
      </body>
    </html>
  );
}
