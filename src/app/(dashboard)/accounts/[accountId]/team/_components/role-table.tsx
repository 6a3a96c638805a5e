import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ROLES } from "@/domain/access/roles";
import { roleTable, roleWords } from "@/domain/words/role";

/** What each role may do: the table that the server enforces, in words. */
export function RoleTable() {
  const t = useTranslations();
  return (
    <section
      aria-label={t("team.roles.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table className="w-full min-w-110 border-collapse text-start">
        <thead>
          <tr className="border-b">
            <th scope="col" className="sr-only">
              {t("team.roles.what")}
            </th>
            {ROLES.map((role) => (
              <th key={role} scope="col" className="w-20 pb-2 text-center font-medium text-sm">
                {roleWords(t, role).label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {roleTable(t).map(({ duty, label, roles }) => (
            <tr key={duty}>
              <th scope="row" className="py-2 pe-4 font-normal text-ink-soft">
                {label}
              </th>
              {ROLES.map((role) => (
                <td key={role} className="py-2 text-center">
                  <Mark isAllowed={roles[role]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Mark({ isAllowed }: { isAllowed: boolean }) {
  const t = useTranslations();
  const Icon = isAllowed ? Check : Minus;
  return (
    <>
      <Icon aria-hidden="true" className={`mx-auto size-4 ${isAllowed ? "text-ink" : "text-ink-faint/50"}`} />
      <span className="sr-only">{t(isAllowed ? "team.roles.yes" : "team.roles.no")}</span>
    </>
  );
}
