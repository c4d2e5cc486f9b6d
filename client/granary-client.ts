import {
  createTRPCClient,
  type HTTPBatchLinkOptions,
  httpBatchLink,
  httpSubscriptionLink,
  isTRPCClientError,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import type {
  inferRouterInputs,
  inferRouterOutputs,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
import type { errorShape, procedures } from "./procedures.ts";

type ErrorShape = typeof errorShape;
type Def = { input: unknown; output: unknown; meta: object; errorShape: ErrorShape };

type Kinds<D extends Def> = {
  query: TRPCQueryProcedure<D>;
  mutation: TRPCMutationProcedure<D>;
  subscription: TRPCSubscriptionProcedure<D>;
};

type RecordOf<Nouns> = {
  [Name in keyof Nouns]: Nouns[Name] extends { type: infer Kind; input: infer Input; output: infer Output }
    ? Kinds<{ input: Input; output: Output; meta: object; errorShape: ErrorShape }>[Kind & keyof Kinds<Def>]
    : RecordOf<Nouns[Name]>;
};

/** The shop's API as tRPC's own tools understand it, for those that want another link than `createGranaryClient`'s. */
export type GranaryRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  RecordOf<typeof procedures>
>;

export type GranaryClient = TRPCClient<GranaryRouter>;
/** What goes in, by noun and verb: `GranaryInputs["pricing"]["update"]`. */
export type GranaryInputs = inferRouterInputs<GranaryRouter>;
/** What comes out, by noun and verb: `GranaryOutputs["product"]["list"]`. */
export type GranaryOutputs = inferRouterOutputs<GranaryRouter>;

export interface GranaryClientOptions {
  /** Without one the client sees what everybody may see. It is not sent with subscriptions. */
  apiKey?: string;
  /** In place of the global `fetch`. */
  fetch?: NonNullable<HTTPBatchLinkOptions<{ transformer: false; errorShape: ErrorShape }>["fetch"]>;
  /** For subscriptions where there is no global `EventSource`, as in Node. */
  EventSource?: typeof EventSource;
}

/** A client of the shop at `url`, such as `http://localhost:3000`. Calls made in the same moment share a request. */
export function createGranaryClient(url: string | URL, options: GranaryClientOptions = {}): GranaryClient {
  const { apiKey, fetch, EventSource } = options;
  const api = new URL("api/trpc", String(url).replace(/\/*$/, "/"));
  const calls = httpBatchLink({
    url: api,
    // what the shop takes in one request
    maxItems: 20,
    // a read may be longer than any address
    methodOverride: "POST",
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
    ...(fetch && { fetch }),
  });
  const subscriptions = httpSubscriptionLink({ url: api.href, ...(EventSource && { EventSource }) });
  return createTRPCClient<GranaryRouter>({
    links: [splitLink({ condition: ({ type }) => type === "subscription", true: subscriptions, false: calls })],
  });
}

/** Why a call was not answered. A refusal is no fault: it is an answer, `{ ok: false, error }`. */
export interface GranaryFault {
  /** `NO_ANSWER` when the shop could not be reached or something else answered in its place. */
  code: ErrorShape["data"]["code"] | "NO_ANSWER";
  /** What went wrong inside the shop; null when the call itself was at fault. */
  fault: ErrorShape["data"]["fault"];
  /** Seconds after which the same call, with the same key, is worth another try; null when the shop does not say. */
  retryAfter: number | null;
  /** A sentence for people. */
  message: string;
}

/** What a thrown error of this client says; null for any other error. */
export function faultOf(error: unknown): GranaryFault | null {
  if (!isTRPCClientError<GranaryRouter>(error)) return null;
  const { data, message } = error;
  if (!data) return { code: "NO_ANSWER", fault: null, retryAfter: null, message };
  return { code: data.code, fault: data.fault, retryAfter: data.retryAfter, message };
}
