// What GraphiQL remembers between visits (tabs, history, sizes) without any headers: a token typed in is never
// written down. GraphiQL leaves them out of tabs, but its history keeps them.
const prefix = 'huishang:';

const withoutHeaders = (value) => {
  try {
    return JSON.stringify(JSON.parse(value, (key, inner) => (key === 'headers' ? undefined : inner)));
  } catch {
    return value; // not JSON: a size, a query
  }
};

/** Like localStorage, for GraphiQL's own keys. */
export const storage = {
  getItem: (key) => localStorage.getItem(prefix + key),
  setItem(key, value) {
    if (key === 'graphiql:headers') return;
    localStorage.setItem(prefix + key, /:(queries|favorites|tabState)$/.test(key) ? withoutHeaders(value) : value);
  },
  removeItem: (key) => localStorage.removeItem(prefix + key),
  clear() {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  },
  get length() {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).length;
  },
};
