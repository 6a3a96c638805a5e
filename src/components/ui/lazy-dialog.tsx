"use client";
import { type ComponentType, lazy, Suspense, useState } from "react";

/** A dialog whose code comes when it is opened for the first time; from then on it stays, to close softly. */
export function lazyDialog<Props extends { isOpen: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = lazy(async () => ({ default: (await load()) as ComponentType<{ isOpen: boolean }> }));
  return function LazyDialog(props: Props) {
    const [wasOpened, setWasOpened] = useState(props.isOpen);
    if (props.isOpen && !wasOpened) setWasOpened(true);
    return (
      wasOpened && (
        <Suspense>
          <Loaded {...props} />
        </Suspense>
      )
    );
  };
}
