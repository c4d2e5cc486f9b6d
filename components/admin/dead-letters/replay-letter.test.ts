import { createTRPCClient, TRPCClientError } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { expect, test } from "vitest";
import type { AppRouter } from "#server/api/root.ts";
import { replayLetter } from "./replay-letter.ts";

const name = { agent: "cart/u1", callId: "c1" };

/** A client of a shop that takes the letter back and answers each look with the next outcome, the last one for ever. */
function open(taken: unknown, ...outcomes: unknown[]) {
  const asked: string[] = [];
  const client = createTRPCClient<AppRouter>({
    links: [
      () =>
        ({ op: { path } }) =>
          observable((observer) => {
            asked.push(path);
            const data = path.endsWith("replay") ? taken : outcomes.length > 1 ? outcomes.shift() : outcomes[0];
            if (data instanceof TRPCClientError) observer.error(data);
            else observer.next({ result: { type: "data", data } });
            observer.complete();
          }),
    ],
  });
  return { asked, replay: () => replayLetter(client, name, async () => {}) };
}

const ok = { ok: true, value: null };

test.each([
  [{ kind: "ok" }, "good", "It ran."],
  [{ kind: "ok", value: { orderId: "o1" } }, "good", 'It ran. Its answer: {"orderId":"o1"}'],
  [{ kind: "fail", code: "empty_items" }, "hint", "It ran and was refused: empty_items. Nothing was changed."],
  [{ kind: "dead_lettered", error: "broken" }, "wrong", "It failed again and is a dead letter again: broken"],
])("a replay that ends as %o is told so", async (outcome, tone, words) => {
  const { asked, replay } = open(ok, null, null, outcome);
  expect(await replay()).toEqual({ tone, words });
  expect(asked).toHaveLength(4);
});

test("a replay that does not end is left at some time, with what may become of it", async () => {
  const { replay } = open(ok, null);
  expect(await replay()).toMatchObject({ tone: "hint", words: expect.stringContaining("has not ended yet") });
});

test("a look that fails is made again", async () => {
  const failed = new TRPCClientError("no connection");
  const { replay } = open(ok, failed, { kind: "under_way" }, failed, { kind: "ok" });
  expect(await replay()).toEqual({ tone: "good", words: "It ran." });
});

test("where no look succeeds, nothing is said of how it went", async () => {
  const { replay } = open(ok, new TRPCClientError("no connection"));
  expect(await replay()).toMatchObject({ tone: "hint", words: expect.stringContaining("not known"), open: true });
});

test("a letter that is gone is not waited for", async () => {
  const { asked, replay } = open({ ok: false, error: { code: "letter_not_found", detail: {} } });
  expect(await replay()).toMatchObject({ tone: "hint", words: expect.stringContaining("no dead letter any more") });
  expect(asked).toHaveLength(1);
});

test("a letter that is too old stays one, and that is said", async () => {
  const { asked, replay } = open({ ok: false, error: { code: "letter_too_old", detail: {} } });
  expect(await replay()).toMatchObject({ tone: "wrong", words: expect.stringContaining("too old to be replayed") });
  expect(asked).toHaveLength(1);
});
