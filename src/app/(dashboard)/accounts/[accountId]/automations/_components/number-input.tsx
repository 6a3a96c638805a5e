"use client";
import { useState } from "react";
import { Input } from "@/components/ui/input";

interface NumberInputProps extends Omit<React.ComponentProps<typeof Input>, "value" | "onChange"> {
  value: number;
  /** NaN while no whole number stands there; whoever saves says so. */
  onChange: (value: number) => void;
}

/** A whole number as it is typed. */
export function NumberInput({ value, onChange, ...props }: NumberInputProps) {
  const [text, setText] = useState(Number.isNaN(value) ? "" : String(value));
  return (
    <Input
      {...props}
      inputMode="numeric"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(/^\d{1,9}$/.test(event.target.value.trim()) ? Number(event.target.value) : Number.NaN);
      }}
    />
  );
}
