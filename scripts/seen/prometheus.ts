import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { freePort } from "../../server/supervisor/free-port.ts";
import { temporaryFolder } from "../../server/testing/temporary-folder.ts";
import type { Series } from "./draw-panel.ts";

const Answer = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
});

export interface Prometheus extends AsyncDisposable {
  /** What a panel's query answers over the last so many seconds, named as the panel names it. */
  ask(query: { expr: string; legendFormat: string }, seconds: number): Promise<Series[]>;
}

/** A Prometheus of its own that scrapes each second; `targets` are addresses by the names that they are shown by. */
export async function startPrometheus(executable: string, targets: Record<string, string>): Promise<Prometheus> {
  const folder = temporaryFolder("prometheus");
  const port = await freePort();
  const scraped = Object.entries(targets).map(([instance, url]) => {
    return { targets: [new URL(url).host], labels: { instance } };
  });
  const config = {
    global: { scrape_interval: "1s" },
    scrape_configs: [{ job_name: "granary", static_configs: scraped }],
  };
  // JSON is YAML, too
  const file = path.join(folder.path, "prometheus.yml");
  fs.writeFileSync(file, JSON.stringify(config));
  const address = `127.0.0.1:${port}`;
  const args = [`--config.file=${file}`, `--storage.tsdb.path=${folder.path}/data`, `--web.listen-address=${address}`];
  const child = spawn(executable, args, { stdio: "ignore" });
  const ended = once(child, "exit");
  return {
    async ask({ expr, legendFormat }, seconds) {
      const end = Math.floor(Date.now() / 1_000);
      const asked = new URLSearchParams({
        query: expr.replaceAll("$__rate_interval", "10s"),
        start: String(end - seconds),
        end: String(end),
        step: "2",
      });
      const answer = await fetch(`http://${address}/api/v1/query_range?${asked}`);
      if (!answer.ok) throw new Error(`${expr}: ${await answer.text()}`);
      return Answer.parse(await answer.json()).data.result.map(({ metric, values }) => ({
        name: legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ""),
        points: values
          .map(([time, value]) => [time, Number(value)] as const)
          .filter(([, value]) => Number.isFinite(value)),
      }));
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      folder.remove();
    },
  };
}
