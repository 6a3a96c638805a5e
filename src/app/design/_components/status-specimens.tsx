"use client";
import { Check, Info, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { ScoreBar } from "@/components/ui/score-bar";
import { Section } from "@/components/ui/section";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { type DotTone, StatusDot } from "@/components/ui/status-dot";
import { toast } from "@/components/ui/toast";
import { Specimen, SpecimenGroup, State } from "./specimen";

/** Records, so that a new tone has to have a place here. */
const BADGES: Record<NonNullable<React.ComponentProps<typeof Badge>["tone"]>, string> = {
  neutral: "Tool",
  accent: "Used in the reply",
  success: "Ready",
  attention: "3 waiting",
  danger: "Couldn't be read",
  info: "Reading",
};
const NOTICES: Record<NonNullable<React.ComponentProps<typeof Notice>["tone"]>, string> = {
  neutral: "Only you can see this draft.",
  info: "The bot drafts, and your people send.",
  attention: "Some pages were read from pictures, so letters may be wrong.",
  danger: "Two documents say different prices.",
  success: "Everything is published.",
};
const DOTS: Record<DotTone, string> = {
  success: "Connected",
  busy: "Connecting",
  attention: "Waiting for the phone",
  danger: "Unlinked",
  idle: "Not connected",
};
/** One of each kind. */
const TOASTS = {
  success: () => toast.success("“prices.pdf” is deleted", { description: "The bot no longer answers from it." }),
  error: () => toast.error("Nothing has changed", { description: "Parley can't be reached. Try again." }),
  info: () =>
    toast.info("The conversation is closed", { action: { label: "Open it again", onClick: () => undefined } }),
  loading: () => toast.loading("Reading prices.pdf"),
};

const keysOf = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[];

export function StatusSpecimens() {
  return (
    <SpecimenGroup title="What goes on">
      <Specimen of="ui/badge">
        {keysOf(BADGES).map((tone) => (
          <State key={tone} name={tone}>
            <Badge tone={tone}>{BADGES[tone]}</Badge>
          </State>
        ))}
        <State name="with an icon">
          <Badge tone="success">
            <Check />
            Published
          </Badge>
        </State>
      </Specimen>
      <Specimen of="ui/status-dot">
        {keysOf(DOTS).map((tone) => (
          <State key={tone} name={tone}>
            <span className="inline-flex items-center gap-2">
              <StatusDot tone={tone} />
              {DOTS[tone]}
            </span>
          </State>
        ))}
      </Specimen>
      <Specimen of="ui/notice" isTall>
        {keysOf(NOTICES).map((tone) => (
          <Notice key={tone} tone={tone}>
            {tone === "attention" || tone === "danger" ? (
              <TriangleAlert aria-hidden="true" />
            ) : (
              <Info aria-hidden="true" />
            )}
            <p>{NOTICES[tone]}</p>
          </Notice>
        ))}
      </Specimen>
      <Specimen of="ui/progress">
        {[0, 0.4, 1, null].map((share) => (
          <State
            key={String(share)}
            name={share === null ? "nobody knows how much" : `${share * 100} %`}
            className="w-48"
          >
            <Progress share={share} label={share === null ? "Work of unknown length" : `Work at ${share * 100} %`} />
          </State>
        ))}
      </Specimen>
      <Specimen of="ui/score-bar">
        {[0, 0.42, 0.97, 1.2].map((value) => (
          <State key={value} name={value > 1 ? "above what fills it" : `at ${value}`}>
            <ScoreBar value={value} text={value.toFixed(2)} label="Score" />
          </State>
        ))}
      </Specimen>
      <Specimen of="ui/section">
        <Section title="Looked after by">
          <p>Inês Prado</p>
        </Section>
      </Specimen>
      <Specimen of="ui/spinner">
        <State name="alone">
          <Spinner />
        </State>
        <State name="large, in a colour">
          <Spinner className="size-6! text-info" />
        </State>
      </Specimen>
      <Specimen of="ui/skeleton" isTall>
        <SkeletonGroup label="Loading what is never there" className="flex flex-col gap-2">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-16" />
        </SkeletonGroup>
      </Specimen>
      <Specimen of="ui/toast">
        {keysOf(TOASTS).map((kind) => (
          <State key={kind} name={kind}>
            <Button onClick={TOASTS[kind]}>Say {kind}</Button>
          </State>
        ))}
      </Specimen>
    </SpecimenGroup>
  );
}
