import { Notice } from "@/components/ui/notice";

const WORDS: Record<string, { tone: "success" | "info"; words: string }> = {
  email: { tone: "success", words: "Your email address is changed. Sign in with the new one from now on." },
  half: {
    tone: "info",
    words: "One of the two mailboxes has confirmed. Open the mail in the other one to finish the change.",
  },
};

/** What a link from a mail has just done. */
export function ChangedNotice({ changed }: { changed: string | undefined }) {
  const notice = changed && Object.hasOwn(WORDS, changed) ? WORDS[changed] : undefined;
  if (!notice) return null;
  return (
    <Notice tone={notice.tone} role="status" className="mb-6">
      {notice.words}
    </Notice>
  );
}
