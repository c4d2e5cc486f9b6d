import fs from "node:fs";
import path from "node:path";

const watched = ["server", "lib"];
const unimportant = /\.(test|test-d)\.tsx?$|(^|[\\/])(generated|testing|supervisor)[\\/]|\.tmp$|~$/;
const quiet = 150;

/** Calls back once for each burst of changes in the server's sources. */
export function watchSources(project: string, changed: () => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  const watchers = watched.map((folder) =>
    fs.watch(path.join(project, folder), { recursive: true }, (_event, file) => {
      if (file === null || unimportant.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, quiet);
    }),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
