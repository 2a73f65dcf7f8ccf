// Who the page acts as in development: a token of POST /dev/token, kept in memory alone and renewed before it ends.
import { language, word } from './words.js';

const early = 60; // seconds before its end at which a token is renewed

/** The session tells its state to `changed`: { as, person, number, error, busy }. */
export class Session {
  #token = null;
  #pending = null;
  #renewAt = 0;
  #timer = 0;
  #changed;

  constructor(changed) {
    this.#changed = changed;
    this.as = null;
  }

  /** Acts as ROLE@ORG[/DEPARTMENT] from now on. */
  pick(as) {
    if (as === this.as) return;
    this.as = as;
    this.drop();
    this.token().catch(() => {}); // the state tells
  }

  /** Forgets the token: the server refused it. */
  drop() {
    clearTimeout(this.#timer);
    this.#token = this.#pending = null;
  }

  /** A token that is good for a while; asked for once, however many wait. */
  async token() {
    if (this.#token && performance.now() < this.#renewAt) return this.#token;
    this.#pending ??= this.#fetch(this.as);
    return this.#pending;
  }

  async #fetch(as) {
    const current = () => as === this.as;
    this.#changed({ as, busy: true });
    try {
      const answer = await ask('dev/token', { as });
      if (answer.errors) throw new Error(answer.errors[0].message);
      if (!current()) return await this.token();
      this.#keep(answer.token);
      this.#changed({ as, person: answer.person, number: answer.number });
      return answer.token;
    } catch (error) {
      if (current()) {
        this.#token = null;
        this.#changed({ as, error: error.message });
      }
      throw error;
    } finally {
      if (current()) this.#pending = null;
    }
  }

  // The life is read from the token, and counted by a clock that is never set.
  #keep(token) {
    const { iat, exp } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    const life = Math.max(exp - iat - early, 10) * 1000;
    this.#token = token;
    this.#renewAt = performance.now() + life;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.token().catch(() => {}), life);
  }
}

/** Posts JSON to this server and reads JSON; `unauthenticated` is told by its status, `schema` names the schema that introspection answered. */
export async function ask(path, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        'Content-Type': 'application/json',
        'Accept-Language': language(),
        ...headers,
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    throw new Error(word('unreachable'));
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Error(`${word('noJSON')} ${response.status}`);
  }
  Object.defineProperty(answer, 'unauthenticated', { value: response.status === 401 });
  Object.defineProperty(answer, 'schema', { value: response.headers.get('Huishang-Schema') });
  return answer;
}
