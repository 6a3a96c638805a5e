"use client";
import { Archive, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { CopyButton } from "@/components/ui/copy-button";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { Specimen, SpecimenGroup, State } from "./specimen";

/** Records, so that a new variant has to have a place here. */
const VARIANTS: Record<NonNullable<ButtonProps["variant"]>, string> = {
  primary: "Publish",
  secondary: "Choose files",
  quiet: "Show more",
  danger: "Delete",
  "quiet-danger": "Unlink",
  link: "Link with a phone number instead",
};
const SIZES: Record<NonNullable<ButtonProps["size"]>, React.ReactNode> = {
  sm: "Small",
  md: "Medium",
  lg: "Large",
  icon: <Plus />,
  "icon-sm": <Trash2 />,
};

export function ControlSpecimens() {
  return (
    <SpecimenGroup title="Controls">
      <Specimen of="ui/button" isTall>
        {(Object.keys(VARIANTS) as (keyof typeof VARIANTS)[]).map((variant) => (
          <div key={variant} className="flex flex-wrap items-end gap-6">
            <State name={variant}>
              <Button variant={variant}>{VARIANTS[variant]}</Button>
            </State>
            <State name="pending">
              <Button variant={variant} isPending>
                {VARIANTS[variant]}
              </Button>
            </State>
            <State name="disabled">
              <Button variant={variant} disabled>
                {VARIANTS[variant]}
              </Button>
            </State>
          </div>
        ))}
        <div className="flex flex-wrap items-end gap-6">
          {(Object.keys(SIZES) as (keyof typeof SIZES)[]).map((size) => (
            <State key={size} name={size}>
              <Button size={size} aria-label={size.startsWith("icon") ? `A button of size ${size}` : undefined}>
                {SIZES[size]}
              </Button>
            </State>
          ))}
          <State name="with an icon">
            <Button variant="primary">
              <Plus />
              New rule
            </Button>
          </State>
          <State name="pressed, quiet">
            <Button variant="quiet" aria-pressed>
              <Archive />
              Archived
            </Button>
          </State>
          <State name="a link">
            <Button asChild>
              <a href="#top">To the top</a>
            </Button>
          </State>
        </div>
      </Specimen>
      <Specimen of="ui/copy-button">
        <State name="at rest; it says itself what came of it">
          <CopyButton text="https://parley.example.com" label="Copy the address" />
        </State>
      </Specimen>
      <Choices />
    </SpecimenGroup>
  );
}

function Choices() {
  const [shown, setShown] = useState("waiting");
  const [person, setPerson] = useState("ines");
  const [isOn, setIsOn] = useState(true);
  return (
    <>
      <Specimen of="ui/segmented-control">
        <State name="with a count">
          <SegmentedControl
            label="Show"
            value={shown}
            onChange={setShown}
            options={[
              { value: "all", label: "All" },
              { value: "waiting", label: "Waiting", count: 3 },
              { value: "closed", label: "Closed" },
            ]}
          />
        </State>
      </Specimen>
      <Specimen of="ui/choice-menu">
        <State name="one chosen">
          <ChoiceMenu
            label="Looked after by"
            value={person}
            onChange={setPerson}
            options={[
              { value: "nobody", label: "Nobody" },
              { value: "ines", label: "Inês Prado", hint: "Owner" },
              { value: "joao", label: "João Mota", hint: "Operator, 4 conversations" },
            ]}
          />
        </State>
      </Specimen>
      <Specimen of="ui/switch">
        {[true, false].map((isChecked) => (
          <State key={String(isChecked)} name={isChecked ? "on" : "off"}>
            <Switch aria-label={`A switch that is ${isChecked ? "on" : "off"}`} checked={isChecked} />
          </State>
        ))}
        {[true, false].map((isChecked) => (
          <State key={String(isChecked)} name={isChecked ? "on, disabled" : "off, disabled"}>
            <Switch aria-label={`A disabled switch that is ${isChecked ? "on" : "off"}`} checked={isChecked} disabled />
          </State>
        ))}
      </Specimen>
      <Specimen of="ui/labelled-switch" isTall>
        <LabelledSwitch
          label="Show “typing…”"
          note="Before each reply, as a person would."
          isOn={isOn}
          isDisabled={false}
          onChange={setIsOn}
        />
        <LabelledSwitch
          label="Mark as read"
          note="Your role can't change this."
          isOn={false}
          isDisabled
          onChange={() => undefined}
        />
      </Specimen>
    </>
  );
}
