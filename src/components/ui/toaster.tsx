"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { reserveToastRegion } from "./toast";

const ToastRegion = dynamic(() => import("./toast-region").then((module) => module.ToastRegion), { ssr: false });

/** Where toasts appear. Most visits have none, and load nothing for them. */
export function Toaster() {
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => reserveToastRegion(() => setIsAsked(true)), []);
  return isAsked && <ToastRegion />;
}
