"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { flushSync } from "react-dom";
import { cn } from "@/components/ui/class-names";
import { Textarea } from "@/components/ui/input";
import { MAX_NOTE_LENGTH, type Mentionable, nameBeingTyped, peopleNamed } from "@/domain/messaging/note";
import { api } from "@/trpc/react";

/** As many as can be looked over at once. */
const SHOWN = 6;

interface MentionFieldProps {
  accountId: string;
  label: string;
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  /** @param mentioned who was chosen from the menu, when that changed it */
  onChange: (value: string, mentioned?: Mentionable) => void;
  onEnter: () => void;
  onEscape: () => void;
  className?: string;
}

/** A field in which an @ opens a menu of the team. */
export function MentionField(props: MentionFieldProps) {
  const t = useTranslations();
  const { field, value } = props;
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const members = api.team.members.useQuery({ accountId: props.accountId });
  const people = (members.data ?? []).map(({ userId, name, email }) => ({ userId, name: name || email }));
  const before = value.slice(0, cursor);
  const start = nameBeingTyped(before);
  const offered = start === undefined || closedAt === before ? [] : peopleNamed(people, start).slice(0, SHOWN);
  const chosen = offered[Math.min(active, offered.length - 1)];

  const choose = (person: Mentionable) => {
    const typedFrom = before.length - (start?.length ?? 0);
    const text = `${value.slice(0, typedFrom)}${person.name} `;
    // Shown at once: whoever types on would otherwise type behind everything.
    flushSync(() => {
      props.onChange(text + value.slice(cursor), person);
      setCursor(text.length);
    });
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (chosen && step !== 0) setActive((offered.indexOf(chosen) + step + offered.length) % offered.length);
    else if (chosen && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) choose(chosen);
    else if (event.key === "Escape") offered.length > 0 ? setClosedAt(before) : props.onEscape();
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !matchMedia("(pointer: coarse)").matches)
      props.onEnter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative min-w-0 flex-1">
      {offered.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t("inbox.writers.team")}
          className="absolute bottom-full start-0 z-20 mb-2 flex w-64 flex-col rounded-card border bg-surface p-1 shadow-float"
        >
          {offered.map((person) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field lead through the menu
            <div
              key={person.userId}
              id={`${listId}-${person.userId}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
              className={cn("cursor-default truncate rounded-control px-2 py-1.5", person === chosen && "bg-hover")}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      <Textarea
        ref={field}
        aria-label={props.label}
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${listId}-${chosen.userId}` : undefined}
        placeholder={t("inbox.note.placeholder")}
        maxLength={MAX_NOTE_LENGTH}
        value={value}
        onChange={(event) => {
          setCursor(event.target.selectionStart);
          setActive(0);
          props.onChange(event.target.value);
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className={props.className}
      />
    </div>
  );
}
