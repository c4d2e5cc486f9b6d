import type { ExportResult } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { sayingWhatIsLost } from "./open-tracing.ts";

test("a receiver that is away is said once, and once more when it is back", () => {
  const said: string[] = [];
  let result: ExportResult = { code: 0 };
  const receiver: SpanExporter = { export: (_spans, done) => done(result), shutdown: async () => {} };
  const exporter = sayingWhatIsLost(receiver, (error) => said.push(error?.message ?? "back"));
  const send = () => exporter.export([], () => {});
  send();
  result = { code: 1, error: new Error("refused") };
  send();
  send();
  result = { code: 0 };
  send();
  send();
  expect(said).toEqual(["refused", "back"]);
});
