"use client";
import { useState } from "react";
import { PasswordField } from "@/components/password-field";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WordListInput } from "@/components/ui/word-list-input";
import { Specimen, SpecimenGroup, State } from "./specimen";

const ROLES = [
  { value: "admin", label: "Admin" },
  { value: "operator", label: "Operator" },
] as const;

export function FieldSpecimens() {
  const [role, setRole] = useState<(typeof ROLES)[number]["value"]>("operator");
  const [words, setWords] = useState(["hours", "open", "saturday"]);
  const [password, setPassword] = useState("");
  const select = { value: role, onChange: setRole, options: ROLES };
  return (
    <SpecimenGroup title="Fields">
      <Specimen of="ui/field" isTall>
        <Field label="With a hint" hint="Such as “Corner Bakery”.">
          {(control) => <Input {...control} defaultValue="Lumen Bikes" />}
        </Field>
        <Field label="Without one" aside={<span className="text-ink-faint text-sm">Optional</span>}>
          {(control) => <Input {...control} placeholder="Nothing typed yet" />}
        </Field>
        <Field label="Invalid" hint="Not shown while there is an error." error="Give the account a name.">
          {(control) => <Input {...control} />}
        </Field>
      </Specimen>
      <Specimen of="ui/input" isTall>
        <div className="flex flex-wrap gap-6">
          <State name="empty">
            <Input aria-label="An empty field" placeholder="Search" />
          </State>
          <State name="filled">
            <Input aria-label="A filled field" defaultValue="Lumen Bikes" />
          </State>
          <State name="invalid">
            <Input aria-label="An invalid field" aria-invalid defaultValue="lumen@" />
          </State>
          <State name="disabled">
            <Input aria-label="A disabled field" disabled defaultValue="Lumen Bikes" />
          </State>
        </div>
        <State name="several lines: grows with its text" className="items-stretch">
          <Textarea
            aria-label="A field of several lines"
            defaultValue={"Good morning,\nthe deposit for an electric bike is 400 €.\nYou get it back the same day."}
          />
        </State>
        <State name="several lines, disabled" className="items-stretch">
          <Textarea aria-label="A disabled field of several lines" disabled defaultValue="The bot answers here." />
        </State>
      </Specimen>
      <Specimen of="ui/select">
        <State name="chosen">
          <Select aria-label="A list" className="w-44" {...select} />
        </State>
        <State name="invalid">
          <Select aria-label="An invalid list" className="w-44" aria-invalid {...select} />
        </State>
        <State name="disabled">
          <Select aria-label="A disabled list" className="w-44" disabled {...select} />
        </State>
      </Specimen>
      <Specimen of="ui/word-list-input" isTall>
        <Field label="Words" hint="With commas between them.">
          {(control) => <WordListInput {...control} words={words} onChange={setWords} />}
        </Field>
      </Specimen>
      <Specimen of="password-field" isTall>
        <PasswordField value={password} error={undefined} onChange={setPassword} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          value="short"
          error="Use at least 8 characters."
          onChange={() => undefined}
        />
      </Specimen>
    </SpecimenGroup>
  );
}
