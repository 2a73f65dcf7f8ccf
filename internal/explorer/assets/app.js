// The page: GraphiQL with the examples, who to act as, and the language.
import { examplesPlugin, grouped } from './examples.js';
import { forgetSchema, keepSchema, keptSchema } from './schema.js';
import { Session, ask } from './session.js';
import { storage } from './storage.js';
import { language, setLanguage, watchLanguage, word } from './words.js';

const settings = JSON.parse(document.getElementById('settings').textContent);
const element = (id) => document.getElementById(id);
const byName = new Map(settings.examples.map((example) => [example.name, example]));

// ---- who acts

let state = {}; // of the session
const session = new Session((next) => {
  state = next;
  showWho();
});

function showWho() {
  const who = element('who');
  const says = state.error ?? (state.busy ? word('signingIn') : state.person && `${state.person} · ${state.number}`);
  who.textContent = says ?? '';
  who.className = state.error ? 'error' : '';
}

function actAs(as) {
  const role = element('role');
  if (![...role.options].some((option) => option.value === as)) {
    role.add(new Option(as, as), role.options.length - 1);
    nameRoles();
  }
  role.value = as;
  element('other').hidden = true;
  session.pick(as);
}

// "Party secretary · HN"; the value stays ROLE@ORG[/DEPARTMENT].
function nameRoles() {
  const label = new Map(settings.grants.map((grant) => [grant.as.split('@')[0], grant.label]));
  for (const option of element('role').options) {
    const [role, place] = option.value.split('@');
    option.text = option.value ? `${label.get(role)?.[language()] ?? role} · ${place}` : word('other');
  }
}

function startPicker() {
  const role = element('role');
  const other = element('other');
  for (const { as } of settings.grants) role.add(new Option(as, as));
  role.add(new Option('', ''));
  role.addEventListener('change', () => {
    other.hidden = role.value !== '';
    if (role.value) session.pick(role.value);
    else other.focus();
  });
  other.addEventListener('change', () => other.value.trim() && actAs(other.value.trim()));
  element('acting').hidden = false;
}

// ---- requests

let typed = null; // the Authorization last typed into a headers editor: it serves every tab

const authorizationOf = (headers) => Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
const isToken = (value) => /^Bearer\s+\S/i.test(value ?? '');

// What the headers editor holds goes first; without a token there, the session's, or the one typed elsewhere.
async function send(request, headers = {}) {
  const name = authorizationOf(headers);
  const { [name]: given, ...others } = headers;
  if (isToken(given)) {
    typed = settings.development ? null : given;
    return ask('graphql', request, headers);
  }
  if (!settings.development) {
    return ask('graphql', request, typed ? { ...others, Authorization: typed } : others);
  }
  const signed = async () => ask('graphql', request, { ...others, Authorization: `Bearer ${await session.token()}` });
  const answer = await signed();
  if (!answer.unauthenticated) return answer;
  session.drop(); // the server was started anew, or its clock was
  return signed();
}

let schemaShown = false;

if (!settings.schema) forgetSchema();

// The schema is asked for once for each version of it; GraphiQL's own button asks anew. What is for the signed-in shows
// only to who gives a token.
async function introspect(request, headers = {}) {
  const signedIn = settings.development || settings.schemaPublic || typed || isToken(headers[authorizationOf(headers)]);
  const kept = signedIn && !schemaShown && (await keptSchema(settings.schema, request.query));
  if (kept) return kept;
  const answer = await send(request, headers);
  if (answer.data && !answer.errors) await keepSchema(answer.schema, request.query, answer);
  return answer;
}

async function fetcher(request, { headers } = {}) {
  const introspects = request.operationName === 'IntrospectionQuery';
  const answer = await (introspects ? introspect : send)(request, headers);
  if (!settings.development) {
    state = answer.unauthenticated ? { error: word('needToken') } : {};
    showWho();
  }
  if (introspects) schemaShown = Boolean(answer.data);
  else if (!schemaShown && !answer.unauthenticated) setTimeout(render); // a token came that shows the schema
  return answer;
}

// ---- GraphiQL

let activeTab = null;

// The role follows the tab: each example runs as somebody who may. Another one may be picked while it is open.
function tabChanged({ tabs, activeTabIndex }) {
  const tab = tabs[activeTabIndex];
  const example = byName.get(tab.operationName);
  const key = `${tab.id} ${example?.name ?? ''}`;
  if (key === activeTab) return;
  activeTab = key;
  if (settings.development && example?.as) actAs(example.as);
}

const tokenField = '{\n  "Authorization": "Bearer "\n}';
const plugin = examplesPlugin(settings.examples, settings.development ? 'examplesIntroduction' : 'examplesIntroductionToken');
const properties = {
  storage,
  plugins: [plugin],
  defaultTabs: grouped(settings.examples).flatMap((group) => group.examples).slice(0, 1).map(({ query }) => ({ query })),
  defaultQuery: '',
  shouldPersistHeaders: false,
  onTabChange: tabChanged,
  onTogglePluginVisibility: (shown) => storage.setItem('panel', shown?.title ?? ''),
  defaultEditorToolsVisibility: settings.development ? false : 'headers',
  ...(settings.development ? {} : { defaultHeaders: tokenField }),
};

const root = ReactDOM.createRoot(element('graphiql'));

// Another fetcher makes GraphiQL ask for the schema again.
function render() {
  root.render(React.createElement(GraphiQL, { ...properties, fetcher: (request, options) => fetcher(request, options) },
    React.createElement(GraphiQL.Logo, null, ' ')));
}

// GraphiQL lays its panel out before it knows which one is to show, and leaves it off the screen. So it starts with
// none, and the button of the one shown last, of the examples at first, is pressed once it is there.
function showPanel() {
  const wanted = storage.getItem('panel') ?? plugin.title;
  const buttons = [...document.querySelectorAll('.graphiql-sidebar button')];
  if (buttons.length === 0) return false;
  if (wanted) buttons.find((it) => it.getAttribute('aria-label')?.endsWith(wanted))?.click();
  return true;
}

// Long lines wrap: a phone shows forty characters of one.
function wrapLines() {
  for (const it of document.querySelectorAll('.CodeMirror')) it.CodeMirror?.setOption('lineWrapping', true);
}

const started = new MutationObserver(() => {
  if (!document.querySelector('.result-window .CodeMirror') || !showPanel()) return;
  started.disconnect();
  wrapLines();
});
started.observe(element('graphiql'), { childList: true, subtree: true });

// ---- language

function showWords() {
  document.documentElement.lang = language();
  document.title = word('title');
  for (const it of document.querySelectorAll('[data-word]')) it.textContent = word(it.dataset.word);
  for (const it of document.querySelectorAll('[data-language]')) it.setAttribute('aria-pressed', it.dataset.language === language());
  element('languages').setAttribute('aria-label', word('languages'));
  if (settings.development) nameRoles();
  showWho();
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => setLanguage(button.dataset.language));
}
watchLanguage(showWords);
if (settings.development) startPicker();
showWords();
if (settings.development) actAs(first().as);
render();

// The example of the tab that GraphiQL will show first, else the first of all.
function first() {
  let shown;
  try {
    const { tabs, activeTabIndex } = JSON.parse(storage.getItem('graphiql:tabState'));
    shown = tabs[activeTabIndex].operationName;
  } catch {
    // nothing stored yet
  }
  return byName.get(shown) ?? grouped(settings.examples)[0]?.examples[0] ?? settings.grants[0];
}
