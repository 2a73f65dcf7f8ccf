// The answer to introspection, kept by the browser under the name of the schema: one only, that of the version shown last.
// Browsers keep nothing for pages of plain HTTP from other machines: these ask each time.
const store = 'huishang-schema';
const address = (version) => `/schema/${version}`; // a name in the store: nobody asks for it

/** What was kept for this version and this query, else null. */
export async function keptSchema(version, query) {
  if (!version || !globalThis.caches) return null;
  try {
    const kept = await (await (await caches.open(store)).match(address(version)))?.json();
    return kept?.query === query ? kept.answer : null;
  } catch {
    return null; // not readable any more
  }
}

/** Keeps an answer in place of the one before. */
export async function keepSchema(version, query, answer) {
  if (!version || !globalThis.caches) return;
  try {
    const cache = await caches.open(store);
    for (const old of await cache.keys()) await cache.delete(old);
    await cache.put(address(version), new Response(JSON.stringify({ query, answer })));
  } catch {
    // no room: it is asked for again
  }
}

/** Keeps nothing any more. */
export async function forgetSchema() {
  await globalThis.caches?.delete(store).catch(() => {});
}
