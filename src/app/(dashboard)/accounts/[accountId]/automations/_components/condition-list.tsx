"use client";
import { type Problems, problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Condition } from "@/domain/automation/rule";
import { CONDITION_LABELS } from "@/domain/words/automation";
import { NumberInput } from "./number-input";
import { StepList, withChanged } from "./step-list";

interface ConditionListProps {
  conditions: readonly Condition[];
  problems: Problems;
  onChange: (conditions: Condition[]) => void;
}

const KINDS = Object.keys(CONDITION_LABELS) as Condition["kind"][];
const FRESH: { [Kind in Condition["kind"]]: Condition & { kind: Kind } } = {
  hours: { kind: "hours", is: "closed" },
  field: { kind: "field", field: "", test: "is_set", value: "" },
  tag: { kind: "tag", tag: "", has: true },
  state: { kind: "state", is: "not_waiting" },
  count: { kind: "count", of: "runs", test: "at_most", value: 0, withinHours: 24 },
};

/** What has to hold besides. */
export function ConditionList({ conditions, problems, onChange }: ConditionListProps) {
  return (
    <StepList
      legend="And only if"
      noun="Condition"
      addLabel="Add a condition"
      steps={conditions}
      problem={problems.find(({ path }) => path === "conditions")?.message}
      onAdd={() => onChange([...conditions, FRESH.hours])}
      onRemove={(index) => onChange(conditions.filter((_, place) => place !== index))}
    >
      {(condition, index) => (
        <>
          <Select
            aria-label="Condition"
            value={condition.kind}
            options={KINDS.map((kind) => ({ value: kind, label: CONDITION_LABELS[kind] }))}
            onChange={(kind) => onChange(withChanged(conditions, index, FRESH[kind]))}
          />
          <ConditionDetails
            key={condition.kind}
            condition={condition}
            problem={(name) => problemAt(problems, `conditions.${index}.${name}`)}
            onChange={(changed) => onChange(withChanged(conditions, index, changed))}
          />
        </>
      )}
    </StepList>
  );
}

interface ConditionDetailsProps {
  condition: Condition;
  problem: (name: string) => string | undefined;
  onChange: (condition: Condition) => void;
}

function ConditionDetails({ condition, problem, onChange }: ConditionDetailsProps) {
  switch (condition.kind) {
    case "hours":
      return (
        <Select
          aria-label="Business hours"
          value={condition.is}
          options={[
            { value: "closed", label: "It is outside business hours" },
            { value: "open", label: "It is within business hours" },
          ]}
          onChange={(is) => onChange({ ...condition, is })}
        />
      );
    case "state":
      return (
        <Select
          aria-label="Waiting"
          value={condition.is}
          options={[
            { value: "not_waiting", label: "No person is waited for" },
            { value: "waiting", label: "A person is waited for" },
          ]}
          onChange={(is) => onChange({ ...condition, is })}
        />
      );
    case "tag":
      return (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Field label="The customer">
            {(control) => (
              <Select
                {...control}
                value={condition.has ? "has" : "has_not"}
                options={[
                  { value: "has", label: "has the tag" },
                  { value: "has_not", label: "doesn't have the tag" },
                ]}
                onChange={(has) => onChange({ ...condition, has: has === "has" })}
              />
            )}
          </Field>
          <Field label="Tag" error={problem("tag")}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={condition.tag}
                onChange={(event) => onChange({ ...condition, tag: event.target.value })}
              />
            )}
          </Field>
        </div>
      );
    case "field":
      return <FieldCondition condition={condition} problem={problem} onChange={onChange} />;
    case "count":
      return <CountCondition condition={condition} problem={problem} onChange={onChange} />;
  }
}

function FieldCondition({
  condition,
  problem,
  onChange,
}: ConditionDetailsProps & { condition: Condition & { kind: "field" } }) {
  const hasValue = condition.test !== "is_set" && condition.test !== "is_empty";
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      <Field label="Field" error={problem("field")} hint="Such as order_number.">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={condition.field}
            onChange={(event) => onChange({ ...condition, field: event.target.value })}
          />
        )}
      </Field>
      <Field label="Test">
        {(control) => (
          <Select
            {...control}
            value={condition.test}
            options={[
              { value: "is_set", label: "is known" },
              { value: "is_empty", label: "isn't known" },
              { value: "is", label: "is" },
              { value: "is_not", label: "isn't" },
              { value: "contains", label: "contains" },
            ]}
            onChange={(test) => onChange({ ...condition, test })}
          />
        )}
      </Field>
      {hasValue && (
        <Field label="Value" error={problem("value")}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              value={condition.value}
              onChange={(event) => onChange({ ...condition, value: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function CountCondition({
  condition,
  problem,
  onChange,
}: ConditionDetailsProps & { condition: Condition & { kind: "count" } }) {
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      <Field label="Count">
        {(control) => (
          <Select
            {...control}
            value={condition.of}
            options={[
              { value: "runs", label: "This rule for the customer" },
              { value: "messages", label: "The customer's messages" },
            ]}
            onChange={(of) => onChange({ ...condition, of, withinHours: of === "runs" ? condition.withinHours : null })}
          />
        )}
      </Field>
      <Field label="How often" error={problem("value")}>
        {(control) => (
          <span className="flex gap-2">
            <Select
              aria-label="At least or at most"
              className="w-32 shrink-0"
              value={condition.test}
              options={[
                { value: "at_most", label: "at most" },
                { value: "at_least", label: "at least" },
              ]}
              onChange={(test) => onChange({ ...condition, test })}
            />
            <NumberInput {...control} value={condition.value} onChange={(value) => onChange({ ...condition, value })} />
          </span>
        )}
      </Field>
      {condition.of === "runs" && (
        <Field label="Within hours" error={problem("withinHours")} hint="Empty: ever.">
          {(control) => (
            <NumberInput
              {...control}
              value={condition.withinHours ?? Number.NaN}
              onChange={(hours) => onChange({ ...condition, withinHours: Number.isNaN(hours) ? null : hours })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
