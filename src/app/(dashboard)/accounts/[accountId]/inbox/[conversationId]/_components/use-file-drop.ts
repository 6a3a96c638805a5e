"use client";
import { useEffect, useEffectEvent, useState } from "react";

/** Files that are dropped anywhere on the page. Without this the browser would leave the page to show them. */
export function useFileDrop({ isOn, onFiles }: { isOn: boolean; onFiles: (files: File[]) => void }): boolean {
  // Entering a child leaves its parent, so both are counted.
  const [depth, setDepth] = useState(0);
  const drop = useEffectEvent((files: File[]) => {
    // Behind an open dialog nobody means this.
    if (!document.querySelector("[role=dialog]")) onFiles(files);
  });
  useEffect(() => {
    if (!isOn) return;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => hasFiles(event) && setDepth((current) => current + 1);
    const leave = (event: DragEvent) => hasFiles(event) && setDepth((current) => Math.max(0, current - 1));
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      drop([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", onDrop);
    };
  }, [isOn]);
  return depth > 0;
}
