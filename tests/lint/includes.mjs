// The include policy, read from CMakeLists.txt (sekisho_module lines) and third-party.txt:
// - no way up ("../"), and no reaching into another module's private headers;
// - a module includes itself and what it names in DEPENDS, and DEPENDS names only modules above it (no cycle);
// - others' libraries only where third-party.txt allows them;
// - boost/json.hpp, base/json*.h, Asio and Beast stay out of public headers (they cost seconds in every file).
// Prints one line for each breach; exit code 1 if there is one.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const breaches = [];
const lines = (path) => readFileSync(path, "utf8").split("\n");

const modules = new Map();
const declarations = /sekisho_(?:module\(\s*(\w+)|program\(\s*\w+\s+(\w+))\s+([^)]*)\)/g;
const cmake = readFileSync("CMakeLists.txt", "utf8").replace(/#.*/g, "");
for (const [, library, program, rest] of cmake.matchAll(declarations)) {
  const depends = (/DEPENDS\s+([^)]*?)\s*(?:LINK|$)/s.exec(rest)?.[1] ?? "").split(/\s+/).filter(Boolean);
  for (const name of depends)
    if (!modules.has(name)) breaches.push(`CMakeLists.txt: ${library ?? program} depends on ${name}, which is not declared above it`);
  modules.set(library ?? program, new Set(depends));
}
if (modules.size < 5) breaches.push("CMakeLists.txt: no sekisho_module lines were found");
for (const folder of readdirSync("src"))
  if (!modules.has(folder)) breaches.push(`src/${folder}: not declared in CMakeLists.txt`);

const policy = lines("tests/lint/third-party.txt")
  .map((line) => /^([^#:\s]+):\s*(.*)$/.exec(line))
  .filter(Boolean)
  .map(([, prefix, allowed]) => ({ prefix, allowed: new Set(allowed.split(/\s+/)) }));

function* sources(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(h|cpp)$/.test(entry.name)) yield path;
  }
}

// Templates that must see JSON, and say so at their top: for .cpp files alone.
const heavy = new Set(["src/store/include/store/rows.h"]);

let seen = 0;
for (const path of [...sources("src"), ...sources("tests"), ...sources("bench")]) {
  seen += 1;
  const own = /^src\/([^/]+)\//.exec(path)?.[1];
  const test = !own || /(_test\.cpp|\/(test_\w+|\w*testing)\.h)$/.test(path);
  const open = /^src\/[^/]+\/include\//.test(path);
  lines(path).forEach((line, index) => {
    const found = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/.exec(line);
    if (!found) return;
    const report = (text) => breaches.push(`${path}:${index + 1}: ${text}`);
    const [, quoted, angled] = found;
    if (quoted) {
      if (open && own !== "base" && /^base\/json(_\w+)?\.h$/.test(quoted) && !heavy.has(path)) report(`"${quoted}" in a public header: keep it in .cpp files`);
      if (quoted.split("/").includes("..")) return report(`"${quoted}" goes up; name it from an include root`);
      const owner = quoted.split("/")[0];
      if (modules.has(owner) && quoted.includes("/") && owner !== own) {
        if (own && !modules.get(own).has(owner)) report(`src/${own} does not depend on src/${owner} ("${quoted}")`);
        if (!existsSync(`src/${owner}/include/${quoted}`)) report(`"${quoted}" is not a public header`);
        return;
      }
      // Fuzz targets and benchmarks may look inside the module that they try.
      const inside = own ? [own] : [...modules.keys()];
      const roots = [dirname(path), ...inside.flatMap((name) => [`src/${name}`, `src/${name}/include`])];
      if (!roots.some((root) => existsSync(normalize(join(root, quoted))))) report(`"${quoted}" is not in this module`);
      return;
    }
    if (open && own !== "base" && /^boost\/(json\.hpp|asio|beast)/.test(angled))
      report(`<${angled}> in a public header: keep it in .cpp files`);
    const rule = policy.find(({ prefix }) => angled.startsWith(prefix));
    if (!rule) return;
    const places = [own, test && "tests", path.startsWith("bench/") && "bench"];
    if (!places.some((place) => place && rule.allowed.has(place)))
      report(`<${angled}> belongs to ${[...rule.allowed].join(", ")} (tests/lint/third-party.txt)`);
  });
}
if (seen === 0) breaches.push("no sources were found");
for (const breach of breaches) console.log(breach);
process.exit(breaches.length === 0 ? 0 : 1);
