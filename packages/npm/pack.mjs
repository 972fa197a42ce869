// Makes the npm packages: `node pack.mjs VERSION PROGRAM SHARE OUT` packs the program of this platform, and what starts it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [version, program, share, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, "../..");
// The platforms that there are packages for, in the words of node.
const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const own = `${process.platform}-${process.arch}`;
if (!platforms.includes(own)) throw new Error(`there is no package for ${own}`);
const shared = { version, license: "MIT", description: "An editorial quality linter for news copy" };

function pack(manifest, fill) {
  const folder = mkdtempSync(join(tmpdir(), "npm-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, ...shared }, null, 2));
  cpSync(join(project, "LICENSE"), join(folder, "LICENSE"));
  fill(folder);
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", out, folder], { encoding: "utf8" });
  console.log(join(out, packed.trim()));
}

const file = process.platform === "win32" ? "copydesk.exe" : "copydesk";
const [os, cpu] = own.split("-");
// Programs for Linux are linked against glibc.
const libc = os === "linux" ? { libc: ["glibc"] } : {};
pack({ name: `copydesk-${own}`, os: [os], cpu: [cpu], ...libc, files: ["bin"] }, (folder) => {
  mkdirSync(join(folder, "bin"));
  cpSync(program, join(folder, "bin", file));
  chmodSync(join(folder, "bin", file), 0o755);
});
const man = readdirSync(join(share, "man/man1")).map((page) => `man/${page}`);
const optionalDependencies = Object.fromEntries(platforms.map((platform) => [`copydesk-${platform}`, version]));
pack({ name: "copydesk", bin: { copydesk: "launch.js" }, man, optionalDependencies, engines: { node: ">=18" } }, (folder) => {
  cpSync(join(here, "launch.js"), join(folder, "launch.js"));
  cpSync(join(share, "man/man1"), join(folder, "man"), { recursive: true });
  for (const completions of ["bash-completion", "zsh", "fish"]) {
    cpSync(join(share, completions), join(folder, "completions", completions), { recursive: true });
  }
  cpSync(join(project, "README.md"), join(folder, "README.md"));
});
