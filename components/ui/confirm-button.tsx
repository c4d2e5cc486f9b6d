"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { ButtonLook } from "./button-style.ts";

type Props = {
  /** On the button, and on the one in the dialog that does it. */
  words: string;
  look?: ButtonLook;
  pending: boolean;
  title: string;
  /** What will happen, and what of it cannot be undone. */
  children: ReactNode;
  /** On the button that leaves everything as it is. */
  keepWords: string;
  onConfirm: () => void;
};

/** A button whose work is asked about once more before it is done. */
export function ConfirmButton({ words, look = "quiet", pending, title, children, keepWords, onConfirm }: Props) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={<Button look={look} pending={pending} />}>{words}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/50 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-2xl border border-rule bg-shelf p-6 shadow-2xl transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          <AlertDialog.Title className="text-2xl">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-ink-soft">{children}</AlertDialog.Description>
          <div className="flex flex-wrap justify-end gap-3 pt-2">
            <AlertDialog.Close render={<Button />}>{keepWords}</AlertDialog.Close>
            <AlertDialog.Close render={<Button look="primary" />} onClick={onConfirm}>
              {words}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
