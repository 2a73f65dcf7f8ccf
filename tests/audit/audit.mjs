// node audit.mjs URL TOKEN: the server audits of graphql-http against POST /graphql. Exits 0 when there is no
// error, no warning, and no notice but the three about GET, which the server does not serve; 1 otherwise.
import { buildClientSchema, getIntrospectionQuery, validateSchema } from 'graphql';
import { serverAudits } from 'graphql-http';

// Executing a query by GET, and reading its variables from the URL for either media type.
const expectedNotices = ['5A70', '6A70', 'D6D5'];

const [url, token] = process.argv.slice(2);
if (!url || !token) {
  console.error('usage: node audit.mjs URL TOKEN');
  process.exit(2);
}

const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

const found = { ok: [], notice: [], warn: [], error: [] };
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  found[result.status].push(result.id);
  if (result.status !== 'ok') {
    console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
  }
}

// What clients build from the introspection is a schema without a fault, and no list is empty that ought to be null.
const introspected = await (await fetchFn(url, {
  method: 'POST', headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }) }),
})).json();
const faults = validateSchema(buildClientSchema(introspected.data));
const empty = introspected.data.__schema.types.flatMap((type) => Object.keys(type)
  .filter((key) => Array.isArray(type[key]) && type[key].length === 0 && key !== 'interfaces').map((key) => `${type.name}.${key}`));
console.log(`introspection: ${faults.length} faults, ${empty.length} empty lists`);
if (faults.length > 0 || empty.length > 0) {
  console.log(faults.join('\n'), empty.join());
  process.exit(1);
}

const notices = found.notice.toSorted().join();
console.log(`${found.ok.length} ok, ${found.error.length} errors, ${found.warn.length} warnings, ${found.notice.length} notices`);
if (found.error.length > 0 || found.warn.length > 0 || notices !== expectedNotices.toSorted().join()) {
  console.log(`expected no errors, no warnings and the notices ${expectedNotices.join(', ')} alone`);
  process.exit(1);
}
