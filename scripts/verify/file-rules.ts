import fs from "node:fs";
import path from "node:path";
import { projectFiles } from "./project-files.ts";
import { oneCheck, type StageResult } from "./stage.ts";

const longest = 400;

interface SourceFile {
  name: string;
  text: string;
}

type Rule = (file: SourceFile) => string | undefined;

const isTest = (name: string) => /\.(test|spec|test-d)\.tsx?$/.test(name);

const rules: Rule[] = [
  ({ text }) => {
    const lines = text.split("\n").length - 1;
    return lines > longest ? `has ${lines} lines; ${longest} are allowed` : undefined;
  },
  ({ name, text }) =>
    isTest(name) && /\b(test|it|describe|suite)\.(skip|only|todo|fixme|skipIf|runIf)\b|\btest\.fails\b/.test(text)
      ? "skips tests or runs some alone"
      : undefined,
  ({ name, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim();
    const reexports = code.split(/;\s*/).filter((part) => /^export\s+(type\s+)?(\*|\{[^}]*\})[^=]*from\b/.test(part));
    const statements = code.split(/;\s*/).filter((part) => part !== "");
    return reexports.length > 0 && reexports.length === statements.length && !name.endsWith(".d.ts")
      ? "is a barrel: import from the file that defines a name"
      : undefined;
  },
  // Next names a route's parameter in the folder: [productId]
  ({ name }) => (/^[a-z0-9.()/_-]+$/.test(name.replace(/\[[\w.]+\]/g, "")) ? undefined : "is not named in kebab-case"),
];

/** The problems of one file, each in words. */
export function fileProblems(file: SourceFile): string[] {
  return rules.flatMap((rule) => {
    const problem = rule(file);
    return problem ? [`${file.name} ${problem}`] : [];
  });
}

export async function checkFileRules(project: string): Promise<StageResult> {
  const files = projectFiles(project);
  if (files.length === 0) return oneCheck("no source file was found to check");
  const problems = files.flatMap((name) =>
    fileProblems({ name, text: fs.readFileSync(path.join(project, name), "utf8") }),
  );
  return oneCheck(problems.join("\n"));
}
