import type { SettingChange } from "@/domain/words/answer-settings";

/** What differs, one setting in each row. */
export function SettingChanges({ label, changes }: { label: string; changes: readonly SettingChange[] }) {
  return (
    <dl aria-label={label} className="flex flex-col divide-y divide-line border-y">
      {changes.map((change) => (
        <div key={change.label} className="grid gap-x-5 gap-y-0.5 py-2 text-sm sm:grid-cols-[11rem_1fr]">
          <dt className="font-medium">{change.label}</dt>
          <dd className="min-w-0">
            <del dir="auto" className="line-clamp-3 break-words text-ink-faint decoration-1">
              {change.before}
            </del>
            <ins dir="auto" className="line-clamp-6 whitespace-pre-line break-words no-underline">
              {change.after}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
