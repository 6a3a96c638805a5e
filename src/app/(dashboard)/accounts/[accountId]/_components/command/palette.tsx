"use client";
import { Command } from "cmdk";
import { CircleUserRound, Keyboard, type LucideIcon, Monitor, Moon, Search, Store, Sun } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Dialog as DialogPrimitive } from "radix-ui";
import { veil } from "@/components/ui/dialog";
import { Key } from "@/components/ui/key";
import { api } from "@/trpc/react";
import { useDestinations } from "../use-destinations";

interface PaletteProps {
  accountId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onHelp: () => void;
}

const THEMES: readonly { value: string; label: string; icon: LucideIcon }[] = [
  { value: "light", label: "Light appearance", icon: Sun },
  { value: "dark", label: "Dark appearance", icon: Moon },
  { value: "system", label: "Appearance as the system has it", icon: Monitor },
];

/** Everything one can go to or switch, found by typing. */
export function Palette({ accountId, isOpen, onOpenChange, onHelp }: PaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const destinations = useDestinations(accountId);
  const accounts = api.account.list.useQuery();
  const run = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const goTo = (path: string) => run(() => router.push(path as Route));
  const others = accounts.data?.filter(({ id }) => id !== accountId) ?? [];
  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={veil} />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12%] z-50 mx-auto max-w-[34rem] overflow-hidden rounded-card border border-line bg-surface shadow-float outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0"
        >
          <DialogPrimitive.Title className="sr-only">Go to or do</DialogPrimitive.Title>
          <Command label="Go to or do" loop>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
              <Command.Input
                autoFocus
                placeholder="Go to a page, switch the account…"
                className="h-12 w-full bg-transparent text-lg text-ink outline-none placeholder:text-ink-faint md:text-base"
              />
            </div>
            <Command.List className="scroll-quiet max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-ink-soft">Nothing is called so.</Command.Empty>
              <Group heading="Go to">
                {destinations.map(({ segment, label, icon, key }) => (
                  <Item
                    key={segment}
                    icon={icon}
                    label={label}
                    keys={["g", key]}
                    onSelect={goTo(`/accounts/${accountId}/${segment}`)}
                  />
                ))}
                <Item icon={CircleUserRound} label="Your profile" onSelect={goTo("/profile")} />
              </Group>
              {others.length > 0 && (
                <Group heading="Switch the account">
                  {others.map(({ id, name }) => (
                    <Item
                      key={id}
                      value={`${name} ${id}`}
                      icon={Store}
                      label={name}
                      onSelect={goTo(`/accounts/${id}`)}
                    />
                  ))}
                </Group>
              )}
              <Group heading="Do">
                {THEMES.map(({ value, label, icon }) => (
                  <Item key={value} icon={icon} label={label} onSelect={run(() => setTheme(value))} />
                ))}
                <Item icon={Keyboard} label="Show the keys" keys={["?"]} onSelect={run(onHelp)} />
              </Group>
            </Command.List>
          </Command>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  /** What typing finds it by; default: its label. Two accounts may have one name. */
  value?: string;
  icon: LucideIcon;
  label: string;
  keys?: readonly string[];
  onSelect: () => void;
}

function Item({ value, icon: Icon, label, keys = [], onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value ?? label}
      onSelect={onSelect}
      className="flex h-10 cursor-default items-center gap-2.5 rounded-control px-3 text-ink-soft data-[selected=true]:bg-pressed/70 data-[selected=true]:text-ink"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span aria-hidden="true" className="flex gap-1 max-md:hidden">
        {keys.map((key) => (
          <Key key={key}>{key}</Key>
        ))}
      </span>
    </Command.Item>
  );
}
