import fs from "node:fs";
import path from "node:path";
import { runTool } from "./command.ts";
import { projectFiles } from "./project-files.ts";
import { oneCheck, type StageResult } from "./stage.ts";

/** Every source file is right for the compiler, in the routes that Next knows of. */
export async function checkTypes(project: string): Promise<StageResult> {
  const routes = await runTool(project, ["next", "typegen"]);
  if (routes.code !== 0) return oneCheck(routes.output);
  const { code, output } = await runTool(project, ["tsc", "-p", "tsconfig.json", "--pretty", "false"]);
  return oneCheck(code === 0 ? "" : output);
}

/** The files that say what must not compile were compiled, and a mistake beside them would have been found. */
export async function checkTypeTests(project: string): Promise<StageResult> {
  const typeTests = projectFiles(project, /\.test-d\.tsx?$/);
  if (typeTests.length === 0) return oneCheck("there is no type test");
  const listed = await runTool(project, ["tsc", "-p", "tsconfig.json", "--listFilesOnly"]);
  const compiled = new Set(listed.output.split("\n").map((file) => path.relative(project, file.trim())));
  const ignored = typeTests.filter((file) => !compiled.has(file));
  if (ignored.length > 0) return oneCheck(`not compiled: ${ignored.join(", ")}`);
  return typeTests.reduce<Promise<StageResult>>(
    async (before, file) => add(await before, await proveStrict(project, file)),
    oneCheckAlready(),
  );
}

/** Removes the first expectation of a type test: the compiler must then complain about exactly that place. */
async function proveStrict(project: string, file: string): Promise<StageResult> {
  const text = fs.readFileSync(path.join(project, file), "utf8");
  const expectation = /\/\/ @ts-expect-error.*/;
  if (!expectation.test(text)) return oneCheck(`${file} expects no error anywhere`);
  const copy = file.replace(/\.test-d\.(tsx?)$/, `.planted-${process.pid}.test-d.$1`);
  const config = path.join(project, `tsconfig.planted-${process.pid}.json`);
  try {
    fs.writeFileSync(path.join(project, copy), text.replace(expectation, "//"));
    const settings = { extends: "./tsconfig.json", compilerOptions: { incremental: false }, include: [copy] };
    fs.writeFileSync(config, JSON.stringify(settings));
    const { code, output } = await runTool(project, ["tsc", "-p", config, "--pretty", "false"]);
    return oneCheck(
      code !== 0 && output.includes(path.basename(copy)) ? "" : `${file} would compile without its expectations`,
    );
  } finally {
    fs.rmSync(path.join(project, copy), { force: true });
    fs.rmSync(config, { force: true });
  }
}

function oneCheckAlready(): Promise<StageResult> {
  return Promise.resolve({ passed: 0, failed: 0, output: "" });
}

function add(one: StageResult, other: StageResult): StageResult {
  const output = [one.output, other.output].filter((text) => text !== "").join("\n");
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, output };
}
