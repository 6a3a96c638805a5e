"use client";
import { Told } from "@/i18n/told";

interface ChoicesProps {
  label: string;
  error: string | undefined;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any number of a few. */
export function Choices({ label, error, options, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {options.map((option) => (
          <label key={option.value} className="flex items-center gap-2 text-base max-md:min-h-9">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={chosen.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value),
                )
              }
            />
            {option.label}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-danger text-sm">
          <Told>{error}</Told>
        </p>
      )}
    </fieldset>
  );
}
