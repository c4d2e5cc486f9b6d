import { agentAt, type Given, insist, keyOf, operator, type Verb, wholeNumber, wordAt } from "./verb.ts";

export const revert: Verb = {
  words: "<type/id> <version>",
  least: 2,
  most: 2,
  says: "give an agent the state of an earlier version, as a new commit (--key)",
  takes: ["key"],
  async run(given) {
    const { runtime, say } = given;
    const { of, id, name } = agentAt(given, 0);
    const version = wholeNumber("The version", wordAt(given, 1));
    const done = await runtime.lifeAs(operator).revert(of, id, version, keyOf(given));
    if (done.ok) say(`${name} has the state of version ${version} again.`);
    else say(revertRefusals(name, version)[done.error.code]);
    return done.ok;
  },
};

const revertRefusals = (name: string, version: number) => ({
  not_found: `There is no ${name}.`,
  version_unknown: `${name} has had no version ${version}: npm run runtime -- journal ${name} shows those it has.`,
  version_trimmed: `The journal of ${name} does not go back to version ${version} any more.`,
});

export const fork: Verb = {
  words: "<type/id> <new id>",
  least: 2,
  most: 2,
  says: "begin a new agent with the present state of another (--key)",
  takes: ["key"],
  async run(given) {
    const { runtime, say } = given;
    const { of, id, name } = agentAt(given, 0);
    const to = wordAt(given, 1);
    const done = await runtime.lifeAs(operator).fork(of, id, to, keyOf(given));
    if (done.ok) say(`${of.name}/${to} begins with the state of ${name}.`);
    else say(done.error.code === "not_found" ? `There is no ${name}.` : `There is a ${of.name}/${to} already.`);
    return done.ok;
  },
};

export const destroy: Verb = {
  words: "<type/id> --yes",
  least: 1,
  most: 1,
  says: "remove an agent with its journal and schedules (--key)",
  takes: ["key", "yes"],
  async run(given) {
    const { runtime, say } = given;
    const { of, id, name } = agentAt(given, 0);
    insist(given, `removes ${name}`);
    const existed = await runtime.lifeAs(operator).destroy(of, id, keyOf(given));
    say(existed ? `${name} is destroyed.` : `There is no ${name}.`);
    return existed;
  },
};

const call = (given: Given) => ({ agent: agentAt(given, 0).name, callId: wordAt(given, 1) });
const noLetter = (callId: string, agent: string) => `There is no dead letter ${callId} of ${agent}.`;

export const replay: Verb = {
  words: "<type/id> <call>",
  least: 2,
  most: 2,
  says: "run a dead letter again, and say how it ends",
  takes: [],
  async run(given) {
    const { runtime, say, wait } = given;
    const { agent, callId } = call(given);
    const taken = await runtime.replay({ agent, callId });
    if (taken !== true) {
      say(
        taken === false
          ? noLetter(callId, agent)
          : `Whether ${callId} has run is no longer known: discard it, or send it anew.`,
      );
      return false;
    }
    for (let looks = 0; looks < 50; looks++) {
      const ended = await runtime.outcome({ agent, callId });
      if (ended) {
        const ran = ended.kind === "ok" || ended.kind === "fail";
        const why =
          ended.kind === "dead_lettered" ? `: ${ended.error}` : ended.kind === "fail" ? `: ${ended.code}` : "";
        say(`${callId} of ${agent} has ended: ${ended.kind}${why}`);
        return ran;
      }
      await wait(200);
    }
    say(`${callId} of ${agent} is under way.`);
    return true;
  },
};

export const discard: Verb = {
  words: "<type/id> <call> --yes",
  least: 2,
  most: 2,
  says: "forget a dead letter",
  takes: ["yes"],
  async run(given) {
    const { agent, callId } = call(given);
    insist(given, `forgets ${callId}`);
    const done = await given.runtime.discard({ agent, callId });
    given.say(done ? `${callId} of ${agent} is forgotten.` : noLetter(callId, agent));
    return done;
  },
};
