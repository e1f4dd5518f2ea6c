// Starts a system, runs the tests or a program against it, and stops the system.

import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {startSystem} from "./system.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The arguments of node: a program of this folder, or the test files whose names are given; without names all. */
function commandLine(names) {
  if (names[0]?.endsWith(".js")) return names;
  const files = readdirSync(folder + "tests").filter(file => file.endsWith(".test.js"));
  const unknown = names.filter(name => !existsSync(`${folder}tests/${name}.test.js`));
  if (unknown.length > 0) throw new Error(`There is no tests/${unknown[0]}.test.js.`);
  const chosen = files.filter(file => names.length === 0 || names.includes(file.replace(".test.js", "")));
  return ["--test", "--test-reporter=spec", ...chosen.map(file => "tests/" + file)];
}

const args = commandLine(process.argv.slice(2));
const system = startSystem();
let child;
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    stopped = true;
    child?.kill("SIGTERM");
    system.stop().then(() => process.exit(1));
  });
}

try {
  const settings = await system.ready();
  child = spawn(process.execPath, args, {cwd: folder, stdio: "inherit", env: {...process.env, ...settings}});
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
} catch (failure) {
  if (!stopped) console.error("page: " + failure.message);
  process.exitCode = 1;
} finally {
  await system.stop();
}
