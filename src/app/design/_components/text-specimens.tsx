import { Inbox } from "lucide-react";
import { Brand } from "@/components/brand";
import { FigureList } from "@/components/figure-list";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Key } from "@/components/ui/key";
import { LengthOfTime } from "@/components/ui/length-of-time";
import { LocalTime } from "@/components/ui/local-time";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Specimen, SpecimenGroup, State } from "./specimen";

const LONG_AGO = new Date("2026-02-03T14:05:00Z");

const FIGURES = [
  { label: "Received", value: "128", note: "17 written by people" },
  { label: "Answered", value: "94", note: "6 more by rules" },
  { label: "Handed over", value: "11", note: "0 needed no answer" },
  { label: "Time to answer", value: "–", note: "No answers yet" },
];

export function TextSpecimens() {
  return (
    <SpecimenGroup title="Words, names and times">
      <Specimen of="brand">
        <Brand />
      </Specimen>
      <Specimen of="ui/avatar">
        <State name="usual">
          <Avatar initials="IP" />
        </State>
        <State name="an account">
          <Avatar initials="LB" className="rounded-card! bg-accent-tint! text-accent!" />
        </State>
      </Specimen>
      <Specimen of="ui/key">
        <State name="one">
          <Key>?</Key>
        </State>
        <State name="two together">
          <span className="flex gap-1">
            <Key>Ctrl</Key>
            <Key>K</Key>
          </span>
        </State>
      </Specimen>
      <Specimen of="ui/local-time">
        {(["clock", "short", "moment"] as const).map((as) => (
          <State key={as} name={as}>
            <LocalTime date={LONG_AGO} as={as} />
          </State>
        ))}
      </Specimen>
      <Specimen of="ui/length-of-time">
        <State name="counted by the minute">
          <LengthOfTime since={LONG_AGO} />
        </State>
      </Specimen>
      <Specimen of="ui/empty-state" isTall>
        <EmptyState
          picture={<Inbox className="size-6" />}
          title="No conversations yet"
          description="What customers write appears here at once."
          action={<Button variant="primary">Connect the number</Button>}
        />
        <EmptyState title="Nothing found" description="No message has these words." className="border border-dashed" />
      </Specimen>
      <Specimen of="figure-list" isTall>
        <FigureList figures={FIGURES} />
      </Specimen>
      <Specimen of="ui/page-header" isTall>
        <div className="rounded-card border">
          <PageBody>
            {/* Last: after its heading of the first level, only one of the second may follow. */}
            <PageHeader
              title="Automations"
              description="What happens before the bot answers."
              action={<Button variant="primary">New rule</Button>}
            />
            <p className="text-ink-soft">The column in which a page's content stands.</p>
          </PageBody>
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
