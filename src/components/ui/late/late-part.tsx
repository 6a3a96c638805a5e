"use client";
import { type ComponentType, lazy, Suspense } from "react";

/** A part that is drawn only when somebody asks for it, and whose code comes then. */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // What `lazy` makes of a component with props of its own has lost their type.
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return function LatePart(props: Props) {
    return (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
