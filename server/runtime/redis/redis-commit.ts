import { type Commit, type Committed, type Ending, type Fence, type Store, Unavailable } from "../ports.ts";
import { commitArguments } from "./commit-arguments.ts";
import type { RedisAccess } from "./redis-access.ts";
import { redisInstead } from "./redis-instead.ts";
import { blocked, conflict, keptAnswer, matched, notOwner, type ScriptAnswer } from "./script-answer.ts";
import { asUnavailable } from "./unavailable.ts";

type Waiting = { commit: Commit; resolve(committed: Committed): void; reject(error: unknown): void };

/** Redis does nothing else while it runs a call: about so many turns and messages, or so many bytes, are one. */
const mostTogether = 128;
const bytesOfOne = 8192;

/**
 * Commits that agents of one partition ask for in one tick of the event loop, under the same fence object, are one call of a
 * script, which gives each an answer of its own. They keep their order among themselves; the call leaves when the tick has
 * nothing more to do.
 */
export function redisCommit(access: RedisAccess): Pick<Store, "commit"> {
  const commitInstead = redisInstead(access);
  let open = new Map<Fence, Waiting[]>();

  let weight = 0;

  function add(fence: Fence, one: Waiting): void {
    if (open.size === 0) process.nextTick(sendAll);
    const waiting = open.get(fence) ?? [];
    open.set(fence, waiting);
    waiting.push(one);
    weight += weightOf(one.commit);
    if (weight >= mostTogether) sendAll();
  }

  function sendAll(): void {
    const all = open;
    open = new Map();
    weight = 0;
    for (const [fence, waiting] of all) void send(fence, waiting);
  }

  async function send(fence: Fence, waiting: readonly Waiting[]): Promise<void> {
    try {
      const commits = waiting.map(({ commit }) => commit);
      const { names, args } = commitArguments(access.keys, fence, commits);
      const answers = (await access.script("commit", names, args)) as ScriptAnswer[];
      for (const [i, one] of waiting.entries()) settle(one, answers[i] ?? ["nothing"]);
    } catch (error) {
      // what cannot be carried out keeps no other from it, and a repeat changes nothing more
      if (waiting.length > 1 && !(error instanceof Unavailable)) for (const one of waiting) void send(fence, [one]);
      else for (const { reject } of waiting) reject(error);
    }
  }

  return {
    commit(fence, commit) {
      if (commit.instead) return commitInstead(fence, commit, commit.instead);
      return new Promise((resolve, reject) => add(fence, { commit, resolve, reject }));
    },
  };
}

function weightOf({ endings, snapshot }: Commit): number {
  let messages = 0;
  let bytes = snapshot?.length ?? 0;
  for (const { entry, out } of endings) {
    messages += out.length;
    bytes += entry?.patch.length ?? 0;
  }
  return endings.length + messages + Math.floor(bytes / bytesOfOne);
}

const committed: Committed = Object.freeze({ kind: "committed" });

function settle({ commit, resolve, reject }: Waiting, answer: ScriptAnswer): void {
  try {
    // almost all are this one
    resolve(answer[0] === "committed" && answer.length === 1 ? committed : committedOf(commit, answer));
  } catch (error) {
    reject(error);
  }
}

function committedOf({ endings }: Commit, answer: ScriptAnswer): Committed {
  return matched<Committed>(answer, {
    committed: (began: number) => ({ kind: "committed", began }),
    answered: (...known: (string | null)[]) => ({ kind: "answered", answers: byCallId(endings, known) }),
    not_owner: notOwner,
    too_old: (...callIds: string[]) => ({ kind: "too_old", callIds }),
    superseded: (...callIds: string[]) => ({ kind: "superseded", callIds }),
    blocked,
    conflict,
    refused(message: string) {
      throw asUnavailable(new Error(message));
    },
  });
}

function byCallId(endings: Ending[], known: (string | null)[]) {
  const pairs = endings.flatMap(({ callId }, i) => {
    const json = known[i];
    return json ? [[callId, keptAnswer(json)] as const] : [];
  });
  return Object.fromEntries(pairs);
}
