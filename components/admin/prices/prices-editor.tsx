"use client";

import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { halfTyped } from "./half-typed.ts";
import { PriceListEditor } from "./price-list-editor.tsx";
import { PriceStage } from "./price-stage.tsx";
import { useLocalTime } from "./use-local-time.ts";
import { type Prices, usePricesEditor } from "./use-prices-editor.ts";

const kinds = ["msrp", "list", "sale"] as const;

/** A product's prices, to be typed, looked at and saved. */
export function PricesEditor({ prices, mayWrite }: { prices: Prices; mayWrite: boolean }) {
  const editor = usePricesEditor(prices);
  const time = useLocalTime();
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const { draft, errors, misses, stage, problem, pending } = editor;

  // what was looked at is what is saved; only a first look may be typed past
  const isTaken = pending && stage.name !== "editing";

  // not at each error that goes: that would take the focus from who is typing
  useEffect(() => {
    if (misses > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [misses]);

  return (
    <div className="flex flex-col gap-4">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void editor.preview(halfTyped(event.currentTarget.querySelectorAll("input")));
        }}
      >
        <fieldset disabled={!hydrated || !mayWrite || isTaken} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Prices</legend>
          {kinds.map((kind) => (
            <PriceListEditor key={kind} kind={kind} draft={draft} errors={errors} time={time} editing={editor} />
          ))}
          {mayWrite ? (
            stage.name === "editing" && (
              <Button type="submit" look="primary" pending={pending} className="self-start">
                See what will change
              </Button>
            )
          ) : (
            <Notice tone="hint">Your role may look at prices and not change them.</Notice>
          )}
        </fieldset>
      </form>
      <p role="status" className={stage.name === "editing" && stage.saved ? "font-medium text-leaf" : "sr-only"}>
        {stage.name === "editing" && stage.saved && "Saved."}
        {Object.keys(errors).length > 0 && "Some fields need another look."}
      </p>
      {problem !== null && (
        <Notice tone="wrong" role="alert">
          {problem}
        </Notice>
      )}
      <PriceStage editor={editor} time={time} />
    </div>
  );
}
