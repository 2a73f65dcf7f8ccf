// PostGraphile on the program's own database, as the comparison asks it: the login that only reads, the policies, no session of
// its own: what session_open would set is handed to it ready-made. It says its address and version and serves until its
// input ends.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.env.BENCH_POSTGRAPHILE + "/package.json"));
const { postgraphile } = require("postgraphile");
const { PostGraphileAmberPreset } = require("postgraphile/presets/amber");
const { makePgService } = require("postgraphile/adaptors/pg");
const { makePgSmartTagsPlugin } = require("postgraphile/utils");
const { grafserv } = require("postgraphile/grafserv/node");

const { version } = JSON.parse(readFileSync(process.env.BENCH_POSTGRAPHILE + "/node_modules/postgraphile/package.json"));
const sessions = JSON.parse(readFileSync(process.env.BENCH_SESSIONS));

const preset = {
  extends: [PostGraphileAmberPreset],
  // Lists below a record by partial indexes, too.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  // A record's history has no foreign keys, for it may be any noun's.
  plugins: [makePgSmartTagsPlugin({ kind: "class", match: "history", tags: { foreignKey: ["(record_id) references public.task (id)", "(actor_id) references public.person (id)"] } })],
  pgServices: [makePgService({
    connectionString: process.env.DATABASE_URL,
    schemas: ["public"],
    pubsub: false,
    poolConfig: { max: Number(process.env.BENCH_CONNECTIONS) },
  })],
  gather: { pgStrictFunctions: false },
  grafserv: { port: 0, graphiql: false, websockets: false, watch: false },
  grafast: {
    explain: false,
    context: (ctx) => ({ pgSettings: sessions[ctx.node.req.headers["x-session"]] }),
  },
};
const pgl = postgraphile(preset);
const serv = pgl.createServ(grafserv);
const server = createServer();
await serv.addTo(server);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port} ${version} ${process.version}`));
process.stdin.on("end", () => process.exit(0)).resume();
