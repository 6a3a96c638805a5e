"use client";
import { useState } from "react";
import { Input } from "@/components/ui/input";

interface WordListInputProps extends Omit<React.ComponentProps<typeof Input>, "value" | "onChange"> {
  words: readonly string[];
  onChange: (words: string[]) => void;
}

const wordsIn = (text: string): string[] =>
  text
    .split(/[,，、;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** Several words in one field, with commas between them. */
export function WordListInput({ words, onChange, ...props }: WordListInputProps) {
  const [typed, setTyped] = useState("");
  // As it was typed, comma and all, as long as it says the same.
  const text = wordsIn(typed).join() === words.join() ? typed : words.join(", ");
  return (
    <Input
      {...props}
      dir="auto"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(wordsIn(event.target.value));
      }}
    />
  );
}
