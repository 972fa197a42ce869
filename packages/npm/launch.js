#!/usr/bin/env node
// Runs the program of this platform, which lies in a package of its own.
const { spawnSync } = require("node:child_process");
const name = `copydesk-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/copydesk${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: there is no ${name} beside copydesk\n = help: install with optional dependencies, or build it with cargo`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`error: ${program} can't be run: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
