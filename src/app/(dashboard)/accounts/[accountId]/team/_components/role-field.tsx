"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Role } from "@/domain/access/roles";
import { roleWords } from "@/domain/words/role";

interface RoleFieldProps {
  roles: readonly Role[];
  value: Role;
  onChange: (role: Role) => void;
}

/** The roles that may be given, each with what it means. */
export function RoleField({ roles, value, onChange }: RoleFieldProps) {
  const t = useTranslations();
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("team.invite.role")}</legend>
      <div className="flex flex-col divide-y divide-line rounded-control border border-outline">
        {roles.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer items-start gap-3 px-3 py-2.5 first:rounded-t-control last:rounded-b-control has-checked:bg-accent-tint/60 has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={role}
              checked={role === value}
              onChange={() => onChange(role)}
              className="mt-0.5 size-4 shrink-0 accent-(--accent) outline-none"
            />
            <span className="flex flex-col gap-0.5">
              <span className="font-medium">{roleWords(t, role).label}</span>
              <span className="text-ink-soft text-sm">{t("roles.can", { summary: roleWords(t, role).summary })}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
