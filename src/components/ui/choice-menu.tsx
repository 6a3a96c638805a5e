"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "./button";
import { cn } from "./class-names";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "./menu";

interface ChoiceMenuProps<Value extends string> {
  /** What is chosen, for those who can't see where the button stands. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** One of several, behind a button that shows the chosen one. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const chosen = props.options.find(({ value }) => value === props.value);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm" className={cn("max-w-full gap-1.5! font-normal! max-md:h-10", props.className)}>
          <span className="sr-only">{props.label}: </span>
          <span className="truncate">{chosen?.label}</span>
          <ChevronDown className="text-ink-faint" />
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="max-w-80">
        <MenuRadioGroup
          value={props.value}
          onValueChange={(next) => {
            const option = props.options.find(({ value }) => value === next);
            if (option && option.value !== props.value) props.onChange(option.value);
          }}
        >
          {props.options.map(({ value, label, hint }) => (
            <MenuRadioItem key={value} value={value}>
              <span className="flex min-w-0 flex-col">
                <span className="truncate">{label}</span>
                {hint && <span className="text-ink-faint text-sm">{hint}</span>}
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
