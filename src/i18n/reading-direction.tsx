"use client";
import { Direction } from "radix-ui";
import type { ReactNode } from "react";

/** Menus open and arrow keys move in the direction in which one reads. */
export const ReadingDirection = ({ direction, children }: { direction: "ltr" | "rtl"; children: ReactNode }) => (
  <Direction.Provider dir={direction}>{children}</Direction.Provider>
);
