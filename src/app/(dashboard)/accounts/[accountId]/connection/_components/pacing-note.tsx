import { Section } from "@/components/answer-details";

/** What linking means, said before it is done. */
export function PacingNote() {
  return (
    <aside aria-label="About linking a number" className="mt-8 grid gap-x-10 gap-y-5 text-ink-soft md:grid-cols-2">
      <Section title="What to know about linking">
        <p>
          Parley joins your number as a linked device, as WhatsApp Web does. WhatsApp offers no official support for
          automating linked devices and may limit or block a number that behaves like a machine. Use a number that you
          can afford to lose, and write only to people who wrote first.
        </p>
      </Section>
      <Section title="How Parley protects the number">
        <p>
          It answers and never starts a conversation, shows that it is typing, leaves the pauses a person would, sends
          one message at a time, and stays out of groups unless you let it in. When WhatsApp unlinks the phone, it stops
          instead of trying again.
        </p>
      </Section>
    </aside>
  );
}
