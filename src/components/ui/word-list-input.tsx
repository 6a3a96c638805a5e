"use client";
import { useState } from "react";
import { Input } from "@/components/ui/input";

interface WordListInputProps extends Omit<React.ComponentProps<typeof Input>, "value" | "onChange"> {
  words: readonly string[];
  onChange: (words: string[]) => void;
}

/** Several words in one field, with commas between them. */
export function WordListInput({ words, onChange, ...props }: WordListInputProps) {
  const [text, setText] = useState(words.join(", "));
  return (
    <Input
      {...props}
      dir="auto"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(/[,，、;\n]/)
            .map((word) => word.trim())
            .filter((word) => word !== ""),
        );
      }}
    />
  );
}
