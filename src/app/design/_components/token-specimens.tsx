import { Specimen, SpecimenGroup, State } from "./specimen";

/** By what they are for; their values stand in globals.css. */
const COLOURS: Record<string, readonly string[]> = {
  Surfaces: ["paper", "surface", "sunken", "hover", "pressed"],
  Lines: ["line", "outline"],
  Ink: ["ink", "ink-soft", "ink-faint"],
  Accent: ["accent", "accent-hover", "accent-tint", "accent-line"],
  Success: ["success", "success-surface", "success-line", "success-dot"],
  Attention: ["attention", "attention-surface", "attention-line", "attention-dot"],
  Danger: ["danger", "danger-surface", "danger-line", "danger-dot", "danger-solid"],
  Info: ["info", "info-surface", "info-line"],
  "Who speaks": ["says-customer", "says-bot", "says-person", "note"],
};

const SIZES = [
  ["12", "text-xs"],
  ["13", "text-sm"],
  ["14, the interface", "text-base"],
  ["16, messages on phones", "text-lg"],
  ["20", "text-xl"],
  ["28", "text-2xl"],
] as const;

const RADII = { mark: "rounded-mark", control: "rounded-control", card: "rounded-card", bubble: "rounded-bubble" };

/** What everything is made of. */
export function TokenSpecimens() {
  return (
    <SpecimenGroup title="Tokens">
      <Specimen of="colour">
        {Object.entries(COLOURS).map(([title, names]) => (
          <State key={title} name={title}>
            <ul aria-label={title} className="flex flex-wrap gap-2">
              {names.map((name) => (
                <li key={name} className="flex w-20 flex-col gap-1 text-ink-soft text-xs">
                  <span className="h-10 rounded-control border" style={{ background: `var(--${name})` }} />
                  {name}
                </li>
              ))}
            </ul>
          </State>
        ))}
      </Specimen>
      <Specimen of="type">
        {SIZES.map(([size, className]) => (
          <State key={size} name={size}>
            <p className={className}>
              Open until <span className="font-semibold tabular-nums">18:00</span>
            </p>
          </State>
        ))}
      </Specimen>
      <Specimen of="radius">
        {Object.entries(RADII).map(([name, className]) => (
          <State key={name} name={name}>
            <span className={`block size-14 border border-outline bg-surface ${className}`} />
          </State>
        ))}
        <State name="what floats">
          <span className="block size-14 rounded-card border bg-surface shadow-float" />
        </State>
      </Specimen>
    </SpecimenGroup>
  );
}
