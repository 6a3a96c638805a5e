"use client";
import { ErrorView } from "@/components/error-view";
import { NoPermission } from "@/components/no-permission";
import { Panel, Panels } from "@/components/panel";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { Specimen, SpecimenGroup, State } from "./specimen";

/** An error as the server's answers bring them. */
const answered = (code: string, words: string) => Object.assign(new Error(words), { data: { code } });

const ERRORS = {
  "something of ours": answered("INTERNAL_SERVER_ERROR", ""),
  "not there": answered("NOT_FOUND", "This conversation doesn't exist any more."),
  "not allowed": answered("FORBIDDEN", "Your role can't open the audit log."),
  "not reached": Object.assign(new Error("fetch failed"), { name: "TRPCClientError" }),
};

/** Panels, and views of what is not there. */
export function PanelSpecimens() {
  return (
    <SpecimenGroup title="Panels, errors and missing rights">
      <Specimen of="panel" isTall>
        <Panels>
          <div className="border-b">
            <Panel title="A panel" description="A part of a page with a name and data of its own.">
              <p>What stands in it.</p>
            </Panel>
            <Panel title="One that failed" description="The rest of the page goes on.">
              <Fails />
            </Panel>
          </div>
        </Panels>
      </Specimen>
      <Specimen of="error-view" isTall>
        <div className="grid gap-6 sm:grid-cols-2">
          {Object.entries(ERRORS).map(([name, error]) => (
            <State key={name} name={name} className="items-stretch">
              <ErrorView error={error} retry={() => undefined} className="rounded-card border border-dashed" />
            </State>
          ))}
        </div>
      </Specimen>
      <Specimen of="no-permission" isTall>
        <NoPermission what="invite people" who="Owners and admins" />
      </Specimen>
    </SpecimenGroup>
  );
}

/** Only in the browser: on the server it would take the page with it. */
function Fails() {
  if (useIsHydrated()) throw answered("INTERNAL_SERVER_ERROR", "");
  return <p>About to fail.</p>;
}
