import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PricePreview } from "./price-preview.tsx";
import { changeWords } from "./price-words.ts";
import type { LocalTime } from "./use-local-time.ts";
import type { usePricesEditor } from "./use-prices-editor.ts";

type Props = { editor: ReturnType<typeof usePricesEditor>; time: LocalTime };

/** What is to be looked at before anything is saved. It takes the focus when it comes. */
export function PriceStage({ editor, time }: Props) {
  const { stage, pending } = editor;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (stage.name !== "editing") panel.current?.focus();
  }, [stage]);
  if (stage.name === "editing") return null;
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="stage"
      className="flex flex-col gap-4 rounded-xl border-2 border-grain/70 bg-paper p-4"
    >
      {stage.name === "previewed" && stage.preview.changes.length === 0 && (
        <>
          <h2 id="stage" className="text-2xl">
            Nothing would change
          </h2>
          <p>These are the prices that there are.</p>
          <Button className="self-start" onClick={editor.goOn}>
            Go on editing
          </Button>
        </>
      )}
      {stage.name === "previewed" && stage.preview.changes.length > 0 && (
        <>
          <h2 id="stage" className="text-2xl">
            What will change
          </h2>
          <PricePreview preview={stage.preview} time={time} />
          <div className="flex flex-wrap gap-3">
            <Button look="primary" pending={pending} onClick={() => void editor.save(stage.preview, stage.lists)}>
              Save these prices
            </Button>
            <Button disabled={pending} onClick={editor.goOn}>
              Go on editing
            </Button>
          </div>
        </>
      )}
      {stage.name === "changed" && (
        <>
          <h2 id="stage" className="text-2xl">
            Somebody else changed these prices
          </h2>
          <Notice tone="hint">Nothing of yours was saved. This is different from what you looked at:</Notice>
          <ul className="figures list-disc pl-5">
            {stage.conflict.changes.map((change) => (
              <li key={JSON.stringify(change)}>{changeWords(change, time.shown)}</li>
            ))}
            {stage.conflict.changes.length === 0 && <li>The prices were saved again as they were.</li>}
          </ul>
          <div className="flex flex-wrap gap-3">
            <Button look="primary" pending={pending} onClick={() => void editor.keepMine(stage.conflict)}>
              Keep my changes and look again
            </Button>
            <Button disabled={pending} onClick={() => editor.takeTheirs(stage.conflict)}>
              Drop my changes
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
