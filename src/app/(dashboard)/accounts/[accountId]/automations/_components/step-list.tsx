"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Told } from "@/i18n/told";

interface StepListProps<Step> {
  legend: string;
  /** What one of them is called: "Condition 2". */
  noun: "step" | "condition" | "question";
  addLabel: string;
  steps: readonly Step[];
  problem: string | undefined;
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (step: Step, index: number) => React.ReactNode;
}

/** Conditions or steps, one under the other, with a way to add one and to take each away. */
export function StepList<Step>(props: StepListProps<Step>) {
  const t = useTranslations();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-sm">{props.legend}</legend>
      {props.steps.map((step, index) => (
        <fieldset
          // Anew when one is added or taken away: fields keep what is typed, and what stands at a place is another one then.
          // biome-ignore lint/suspicious/noArrayIndexKey: what stands at a place has no name of its own
          key={`${props.steps.length}:${index}`}
          aria-label={t(`automations.steps.${props.noun}.name`, { number: index + 1 })}
          className="relative flex flex-col gap-3 border-line border-s-2 py-0.5 pe-10 ps-3.5"
        >
          {props.children(step, index)}
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={t(`automations.steps.${props.noun}.remove`, { number: index + 1 })}
            onClick={() => props.onRemove(index)}
            className="absolute top-1 end-0 max-md:size-9"
          >
            <X />
          </Button>
        </fieldset>
      ))}
      {props.problem && (
        <p role="alert" className="text-danger text-sm">
          <Told>{props.problem}</Told>
        </p>
      )}
      <div>
        <Button size="sm" onClick={props.onAdd} className="max-md:h-10">
          <Plus />
          {props.addLabel}
        </Button>
      </div>
    </fieldset>
  );
}

/** A copy with one of them changed. */
export const withChanged = <Step,>(steps: readonly Step[], index: number, step: Step): Step[] =>
  steps.map((each, place) => (place === index ? step : each));
