// The page's own words, and the language they are in: the one that requests ask for, too (Accept-Language).
// GraphiQL's words are English alone; the schema's descriptions carry both languages.

const words = {
  en: {
    title: 'Huishang · GraphQL explorer',
    actAs: 'Act as',
    languages: 'Language',
    other: 'other …',
    schema: 'Schema',
    licences: 'Licences',
    signingIn: 'signing in …',
    nobody: 'no token',
    examples: 'Examples',
    examplesIntroduction: 'Each opens in a tab of its own, as somebody who may run it.',
    examplesIntroductionToken: 'Each opens in a tab of its own. Put your token into Headers: it then serves every tab.',
    'client frontend': 'Front end',
    'client phone': 'Phone',
    'client analyst': 'Analyst',
    needToken: 'The server wants a token: put it into Headers, as "Authorization": "Bearer …".',
    unreachable: 'The server does not answer.',
    noJSON: 'The answer is no JSON; its status is',
  },
  'zh-CN': {
    title: '会商 · GraphQL 浏览器',
    actAs: '身份',
    languages: '语言',
    other: '其他……',
    schema: '模式',
    licences: '许可证',
    signingIn: '正在取得令牌……',
    nobody: '没有令牌',
    examples: '示例',
    examplesIntroduction: '每个示例在自己的标签页中打开，并以有权运行它的身份运行。',
    examplesIntroductionToken: '每个示例在自己的标签页中打开。请把令牌填入 Headers，填一次即供全部标签页使用。',
    'client frontend': '前端',
    'client phone': '手机',
    'client analyst': '分析',
    needToken: '服务器需要令牌：请在 Headers 中填写 "Authorization": "Bearer ……"。',
    unreachable: '服务器没有应答。',
    noJSON: '答复不是 JSON，状态码为',
  },
};

const storageKey = 'huishang:language';
const watchers = new Set();
let current = localStorage.getItem(storageKey);
if (!words[current]) current = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';

/** The language now: 'en' or 'zh-CN'. */
export const language = () => current;

/** Calls back after every change of language; returns what ends that. */
export function watchLanguage(callback) {
  watchers.add(callback);
  return () => watchers.delete(callback);
}

export function setLanguage(wanted) {
  current = wanted;
  localStorage.setItem(storageKey, wanted);
  for (const callback of watchers) callback();
}

/** One of the page's words; a key that the table lacks is undefined. */
export const word = (key) => words[current][key];
