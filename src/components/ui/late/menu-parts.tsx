"use client";
import { Check } from "lucide-react";
import type { DropdownMenu } from "radix-ui";
import { Menu as MenuPrimitive } from "radix-ui/internal";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { cn } from "../class-names";
import type { MenuContentProps, MenuState } from "../menu";

export const MenuRadioGroup = MenuPrimitive.RadioGroup;

/**
 * What a menu's button opens, beside that button, which stands elsewhere. Not modal: it would hide the whole page from
 * assistive technology while its links stay in the tab order.
 */
export function MenuPanel({ menu, className, children, ...props }: MenuContentProps & { menu: MenuState }) {
  const hasLeft = useRef(false);
  return (
    <MenuPrimitive.Root modal={false} open={menu.isOpen} onOpenChange={(isOpen) => menu.setOpen(isOpen)}>
      <MenuPrimitive.Anchor virtualRef={menu.trigger as RefObject<HTMLElement>} />
      <MenuPrimitive.Portal>
        <MenuPrimitive.Content
          id={menu.contentId}
          aria-labelledby={menu.triggerId}
          sideOffset={6}
          collisionPadding={8}
          {...props}
          onInteractOutside={() => {
            hasLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Whoever pressed something else wants to be there.
            if (!hasLeft.current) menu.trigger.current?.focus();
            hasLeft.current = false;
          }}
          className={cn(
            "z-50 max-h-(--radix-popper-available-height) min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float duration-120",
            "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
            className,
          )}
        >
          {menu.isByKey && <FirstItemFocus contentId={menu.contentId} />}
          {children}
        </MenuPrimitive.Content>
      </MenuPrimitive.Portal>
    </MenuPrimitive.Root>
  );
}

/** Radix sees only keys that are pressed while it is there, and it may have come because of this one. */
function FirstItemFocus({ contentId }: { contentId: string }) {
  useEffect(() => {
    const first = document
      .getElementById(contentId)
      ?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])");
    first?.focus();
  }, [contentId]);
  return null;
}

const item = [
  "flex min-h-8 select-none items-center gap-2.5 rounded-control px-2 py-1.5 text-base text-ink outline-none max-md:min-h-11",
  "data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint",
];

export function MenuItem({ className, ...props }: ComponentProps<typeof DropdownMenu.Item>) {
  return <MenuPrimitive.Item {...props} className={cn(item, className)} />;
}

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <MenuPrimitive.RadioItem {...props} className={cn(item, className)}>
      {children}
      <MenuPrimitive.ItemIndicator className="ms-auto ps-3">
        <Check className="text-accent!" />
      </MenuPrimitive.ItemIndicator>
    </MenuPrimitive.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <MenuPrimitive.Label className="px-2 pt-2 pb-1 text-ink-faint text-xs">{children}</MenuPrimitive.Label>;
}

export function MenuSeparator() {
  return <MenuPrimitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
