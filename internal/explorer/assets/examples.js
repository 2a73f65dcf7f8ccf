// The panel of examples, beside GraphiQL's documentation and history: grouped by client, each opening its own tab.
import { language, watchLanguage, word } from './words.js';

const { createElement: h, useEffect, useRef, useSyncExternalStore } = React;
const clients = ['frontend', 'phone', 'analyst']; // in this order; another client of the folder comes after them

/** The examples by client, in the panel's order. */
export function grouped(examples) {
  const names = [...new Set([...clients, ...examples.map((e) => e.client)])];
  return names
    .map((client) => ({ client, examples: examples.filter((e) => e.client === client) }))
    .filter((group) => group.examples.length > 0);
}

/** GraphiQL's plugin; `introduction` is the key of the words above the list. */
export function examplesPlugin(examples, introduction) {
  const groups = grouped(examples);
  return {
    title: 'Examples · 示例', // GraphiQL knows plugins by title, so it stays
    icon: Icon,
    content: () => h(Panel, { groups, introduction }),
  };
}

function Panel({ groups, introduction }) {
  useSyncExternalStore(watchLanguage, language);
  const { tabs, activeTabIndex } = GraphiQL.React.useEditorContext({ nonNull: true });
  const open = useOpen();
  const active = tabs[activeTabIndex]?.operationName;
  return h('section', { className: 'examples', 'aria-label': word('examples') },
    h('div', { className: 'graphiql-doc-explorer-title' }, word('examples')),
    h('p', null, word(introduction)),
    groups.map(({ client, examples }) => h('section', { key: client },
      h('h2', null, word(`client ${client}`) ?? client),
      h('ul', null, examples.map((example) => h('li', { key: example.name },
        h('button', {
          type: 'button', className: 'graphiql-un-styled', onClick: () => open(example), 'data-example': example.name,
          'aria-current': example.name === active ? 'true' : undefined,
        },
        h('strong', null, example.name),
        h('span', { lang: /[一-鿿]/.test(example.about[language()]) ? 'zh-CN' : 'en' }, example.about[language()]),
        example.as && h('code', null, example.as))))))));
}

// Shows the tab of an example, or opens one and fills it once GraphiQL has made it.
function useOpen() {
  const { tabs, activeTabIndex, addTab, changeTab, queryEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
  const wanted = useRef(null);
  useEffect(() => {
    if (wanted.current && activeTabIndex === tabs.length - 1 && tabs.length > wanted.current.tabs) {
      const { query } = wanted.current.example;
      wanted.current = null;
      queryEditor?.setValue(query);
    }
  }, [tabs.length, activeTabIndex, queryEditor]);
  return (example) => {
    // On a phone the query stands below the panel.
    if (innerWidth <= 700) document.querySelector('.graphiql-sessions')?.scrollIntoView({ behavior: 'smooth' });
    const index = tabs.findIndex((tab) => tab.operationName === example.name);
    if (index >= 0) {
      if (index !== activeTabIndex) changeTab(index);
      return;
    }
    wanted.current = { example, tabs: tabs.length };
    addTab();
  };
}

function Icon(props) {
  return h('svg', { ...props, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, 'aria-hidden': true },
    h('path', { d: 'M4 5h7v6H4zM4 14h7v6H4zM14 6h6M14 9.500h6M14 15h6M14 18.500h6' }));
}
