"use client";
import { type DropdownMenu, Slot } from "radix-ui";
import { composeEventHandlers, useComposedRefs } from "radix-ui/internal";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useRef,
  useState,
} from "react";
import { type LaterCode, laterCode, useNeededCode } from "./late/later-code";

/** Radix's menu, which comes when a pointer or the focus reaches the first button of one: see late/menu-parts.tsx. */
const parts = laterCode(() => import("./late/menu-parts"));

export interface MenuState {
  isOpen: boolean;
  /** Whoever opened it by a key stands on its first item; by a pointer, on none. */
  isByKey: boolean;
  setOpen: (isOpen: boolean, how?: { isByKey: boolean }) => void;
  trigger: RefObject<HTMLElement | null>;
  triggerId: string;
  contentId: string;
  /** Somebody is about to open it. */
  onNear: () => void;
}

const MenuContext = createContext<MenuState | null>(null);

function useMenu(): MenuState {
  const menu = useContext(MenuContext);
  if (!menu) throw new Error("This stands outside of a menu.");
  return menu;
}

interface MenuProps {
  /** What stands in it, where that comes as late as the menu's own code. */
  code?: LaterCode<unknown>;
  children: ReactNode;
}

/** A button (`MenuTrigger`) and what it opens (`MenuContent`). */
export function Menu({ code, children }: MenuProps) {
  const fetchFor = useNeededCode();
  const codes = code ? [parts, code] : [parts];
  const [isOpen, setIsOpen] = useState(false);
  const [isByKey, setIsByKey] = useState(false);
  const trigger = useRef<HTMLElement>(null);
  const state: MenuState = {
    isOpen,
    isByKey,
    setOpen: (isOpen, how) => {
      if (isOpen) fetchFor(codes, () => setIsOpen(false));
      setIsOpen(isOpen);
      setIsByKey(how?.isByKey ?? false);
    },
    trigger,
    triggerId: useId(),
    contentId: useId(),
    onNear: () => {
      for (const one of codes) one.ask();
    },
  };
  return <MenuContext value={state}>{children}</MenuContext>;
}

/** Opens the menu by pointer, Enter, Space and the arrow down. With `asChild` its child is the button. */
export function MenuTrigger({ asChild = false, ...props }: ComponentProps<"button"> & { asChild?: boolean }) {
  const { isOpen, setOpen, trigger, triggerId, contentId, onNear } = useMenu();
  const ref = useComposedRefs<HTMLElement>(props.ref as React.Ref<HTMLElement>, trigger);
  const Button = asChild ? Slot.Root : "button";
  return (
    <Button
      {...(!asChild && { type: "button" as const })}
      id={triggerId}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      data-state={isOpen ? "open" : "closed"}
      {...props}
      ref={ref}
      onPointerEnter={composeEventHandlers(props.onPointerEnter, onNear)}
      onFocus={composeEventHandlers(props.onFocus, onNear)}
      onPointerDown={composeEventHandlers(props.onPointerDown, (event: PointerEvent) => {
        if (event.button !== 0 || event.ctrlKey) return;
        setOpen(!isOpen);
        // The focus belongs into the menu that opens.
        if (!isOpen) event.preventDefault();
      })}
      onKeyDown={composeEventHandlers(props.onKeyDown, (event: KeyboardEvent) => {
        if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        setOpen(event.key === "ArrowDown" || !isOpen, { isByKey: true });
      })}
    />
  );
}

export type MenuContentProps = ComponentProps<typeof DropdownMenu.Content>;

export function MenuContent(props: MenuContentProps) {
  const menu = useMenu();
  const Part = parts.useCode()?.MenuPanel;
  return Part && <Part menu={menu} {...props} />;
}

export function MenuItem(props: ComponentProps<typeof DropdownMenu.Item>) {
  const Part = parts.useCode()?.MenuItem;
  return Part && <Part {...props} />;
}

export function MenuRadioGroup(props: ComponentProps<typeof DropdownMenu.RadioGroup>) {
  const Part = parts.useCode()?.MenuRadioGroup;
  return Part && <Part {...props} />;
}

export function MenuRadioItem(props: ComponentProps<typeof DropdownMenu.RadioItem>) {
  const Part = parts.useCode()?.MenuRadioItem;
  return Part && <Part {...props} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const Part = parts.useCode()?.MenuLabel;
  return Part && <Part>{children}</Part>;
}

export function MenuSeparator() {
  const Part = parts.useCode()?.MenuSeparator;
  return Part && <Part />;
}
