"use client";
import { CircleHelp, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { PictureDialog } from "@/components/picture-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { Sheet } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { Specimen, SpecimenGroup, State } from "./specimen";

const LateSheet = lazyDialog(async () => Sheet);

type Opened = "confirm" | "pending" | "sheet" | "late" | "picture";

/** What stands over a page: closed here, and opened one at a time. */
export function OverlaySpecimens() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const opens = (one: Opened) => () => setOpened(one);
  const of = (one: Opened) => ({
    isOpen: opened === one,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? one : null),
  });
  const question = {
    title: "Unlink this phone?",
    description: "Customers get no answers until a phone is linked with a new code.",
    confirmLabel: "Unlink phone",
    cancelLabel: "Keep it linked",
    onConfirm: () => setOpened(null),
  };
  return (
    <SpecimenGroup title="Over the page">
      <Specimen of="ui/menu">
        <ActsMenu />
      </Specimen>
      <Specimen of="ui/dialog">
        <Dialog>
          <DialogTrigger asChild>
            <Button>Open a dialog</Button>
          </DialogTrigger>
          <DialogContent title="New account" description="This name is for you and your team.">
            <div className="flex justify-end gap-2">
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button variant="primary">Create</Button>
            </div>
          </DialogContent>
        </Dialog>
        <Button onClick={opens("confirm")}>Open a question</Button>
        <Button onClick={opens("pending")}>Open a question whose act runs</Button>
        <ConfirmDialog {...of("confirm")} {...question} />
        <ConfirmDialog {...of("pending")} {...question} isPending />
      </Specimen>
      <Specimen of="ui/sheet">
        <Button onClick={opens("sheet")}>Open a sheet</Button>
        <Sheet {...of("sheet")} title="Why this answer" description="Asked by Marta at 14:05">
          <p className="p-5">What belongs to the page behind it.</p>
        </Sheet>
      </Specimen>
      <Specimen of="ui/lazy-dialog">
        <State name="its code comes when it is opened">
          <Button onClick={opens("late")}>Open a late sheet</Button>
        </State>
        <LateSheet {...of("late")} title="Came late">
          <p className="p-5">From now on it is there.</p>
        </LateSheet>
      </Specimen>
      <Specimen of="ui/tooltip">
        <State name="on hover and focus">
          <Tooltip label="Why this answer">
            <Button size="icon" aria-label="Why this answer">
              <CircleHelp />
            </Button>
          </Tooltip>
        </State>
        <State name="off, where the word stands there">
          <Tooltip label="Not shown" isEnabled={false}>
            <Button>
              <CircleHelp />
              Why this answer
            </Button>
          </Tooltip>
        </State>
      </Specimen>
      <Specimen of="picture-dialog">
        <Button onClick={opens("picture")}>Open a picture</Button>
        {opened === "picture" && (
          <PictureDialog
            src="/icon.svg"
            alt="Parley's mark"
            title="Marta Reis"
            sentAt={new Date("2026-02-03T14:05:00Z")}
            downloadName="mark.svg"
            onClose={() => setOpened(null)}
          />
        )}
      </Specimen>
    </SpecimenGroup>
  );
}

function ActsMenu() {
  const [order, setOrder] = useState("newest");
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>Open a menu</Button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuItem>
          <Pencil />
          Rename
        </MenuItem>
        <MenuItem>
          <Trash2 />
          Delete
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>Order</MenuLabel>
        <MenuRadioGroup value={order} onValueChange={setOrder}>
          <MenuRadioItem value="newest">Newest first</MenuRadioItem>
          <MenuRadioItem value="oldest">Oldest first</MenuRadioItem>
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
