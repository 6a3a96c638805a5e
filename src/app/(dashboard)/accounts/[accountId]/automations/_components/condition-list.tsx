"use client";
import { useTranslations } from "next-intl";
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
  const t = useTranslations();
  return (
    <StepList
      legend={t("automations.conditions.title")}
      noun="condition"
      addLabel={t("automations.conditions.add")}
      steps={conditions}
      problem={problems.find(({ path }) => path === "conditions")?.message}
      onAdd={() => onChange([...conditions, FRESH.hours])}
      onRemove={(index) => onChange(conditions.filter((_, place) => place !== index))}
    >
      {(condition, index) => (
        <>
          <Select
            aria-label={t("automations.conditions.one")}
            value={condition.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(CONDITION_LABELS[kind]) }))}
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
  const t = useTranslations();
  switch (condition.kind) {
    case "hours":
      return (
        <Select
          aria-label={t(CONDITION_LABELS.hours)}
          value={condition.is}
          options={[
            { value: "closed", label: t("automations.conditions.outside") },
            { value: "open", label: t("automations.conditions.within") },
          ]}
          onChange={(is) => onChange({ ...condition, is })}
        />
      );
    case "state":
      return (
        <Select
          aria-label={t("automations.conditions.waitingLabel")}
          value={condition.is}
          options={[
            { value: "not_waiting", label: t("automations.conditions.notWaiting") },
            { value: "waiting", label: t("automations.conditions.waiting") },
          ]}
          onChange={(is) => onChange({ ...condition, is })}
        />
      );
    case "tag":
      return (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Field label={t("automations.conditions.customer")}>
            {(control) => (
              <Select
                {...control}
                value={condition.has ? "has" : "has_not"}
                options={[
                  { value: "has", label: t("automations.conditions.hasTag") },
                  { value: "has_not", label: t("automations.conditions.hasNotTag") },
                ]}
                onChange={(has) => onChange({ ...condition, has: has === "has" })}
              />
            )}
          </Field>
          <Field label={t("automations.conditions.tag")} error={problem("tag")}>
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
  const t = useTranslations();
  const hasValue = condition.test !== "is_set" && condition.test !== "is_empty";
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      <Field
        label={t("automations.conditions.field")}
        error={problem("field")}
        hint={t("automations.conditions.fieldHint")}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={condition.field}
            onChange={(event) => onChange({ ...condition, field: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("automations.conditions.test")}>
        {(control) => (
          <Select
            {...control}
            value={condition.test}
            options={[
              { value: "is_set", label: t("automations.conditions.tests.isSet") },
              { value: "is_empty", label: t("automations.conditions.tests.isEmpty") },
              { value: "is", label: t("automations.conditions.tests.is") },
              { value: "is_not", label: t("automations.conditions.tests.isNot") },
              { value: "contains", label: t("automations.conditions.tests.contains") },
            ]}
            onChange={(test) => onChange({ ...condition, test })}
          />
        )}
      </Field>
      {hasValue && (
        <Field label={t("automations.conditions.value")} error={problem("value")}>
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
  const t = useTranslations();
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      <Field label={t("automations.conditions.count")}>
        {(control) => (
          <Select
            {...control}
            value={condition.of}
            options={[
              { value: "runs", label: t("automations.conditions.runs") },
              { value: "messages", label: t("automations.conditions.messages") },
            ]}
            onChange={(of) => onChange({ ...condition, of, withinHours: of === "runs" ? condition.withinHours : null })}
          />
        )}
      </Field>
      <Field label={t("automations.conditions.howOften")} error={problem("value")}>
        {(control) => (
          <span className="flex gap-2">
            <Select
              aria-label={t("automations.conditions.atLeastOrMost")}
              className="w-32 shrink-0"
              value={condition.test}
              options={[
                { value: "at_most", label: t("automations.conditions.atMost") },
                { value: "at_least", label: t("automations.conditions.atLeast") },
              ]}
              onChange={(test) => onChange({ ...condition, test })}
            />
            <NumberInput {...control} value={condition.value} onChange={(value) => onChange({ ...condition, value })} />
          </span>
        )}
      </Field>
      {condition.of === "runs" && (
        <Field
          label={t("automations.conditions.withinHours")}
          error={problem("withinHours")}
          hint={t("automations.conditions.withinHoursHint")}
        >
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
