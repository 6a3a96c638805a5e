"use client";
import { type ComponentType, useState } from "react";
import { latePart } from "./late/late-part";

/** A dialog whose code comes when it is opened for the first time; from then on it stays, to close softly. */
export function lazyDialog<Props extends { isOpen: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = latePart(load);
  return function LazyDialog(props: Props) {
    const [wasOpened, setWasOpened] = useState(props.isOpen);
    if (props.isOpen && !wasOpened) setWasOpened(true);
    return wasOpened && <Loaded {...props} />;
  };
}
