import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Of two that set the same thing the style sheet's order decides, not theirs here: where a caller
 * overrules what a component sets, its class says so ("py-10!").
 */
export const cn = (...classes: ClassValue[]): string => clsx(classes);
