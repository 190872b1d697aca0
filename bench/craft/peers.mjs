// Has write-good or alex read drafts: `node peers.mjs PEER FOLDER`, a JSON string a line in, alarms and milliseconds out.
import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [peer, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(folder, "node_modules", path)).href);
const PEERS = {
  "write-good": async () => {
    const { default: writeGood } = await load("write-good/write-good.js");
    return (text) => writeGood(text).map((found) => found.reason.replace(/^"[^"]*" /, ""));
  },
  alex: async () => {
    const { text: read } = await load("alex/index.js");
    return (text) => read(text).messages.map((found) => found.ruleId);
  },
};

const alarms = await PEERS[peer]();
for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const began = performance.now();
  const found = alarms(text);
  console.log(JSON.stringify({ alarms: found, ms: performance.now() - began }));
}
