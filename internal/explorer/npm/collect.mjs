// node collect.mjs TARGET: copies the published files of the packages installed here, and writes down the
// licences of everything that is bundled in them, each text once.
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = process.argv[2];
const files = {
  'graphiql.min.js': 'graphiql/graphiql.min.js',
  'graphiql.min.css': 'graphiql/graphiql.min.css',
  'react.production.min.js': 'react/umd/react.production.min.js',
  'react-dom.production.min.js': 'react-dom/umd/react-dom.production.min.js',
};
for (const [name, from] of Object.entries(files)) copyFileSync(join('node_modules', from), join(target, name));

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const byText = new Map();
for (const [folder, { version, license }] of Object.entries(lock.packages)) {
  if (!folder || folder.includes('/@types/') || !existsSync(folder)) continue; // types are in no bundle
  const file = readdirSync(folder).find((name) => /^licen[sc]e/i.test(name));
  const text = file ? readFileSync(join(folder, file), 'utf8').replace(/\r/g, '').trim() : `(its package carries no text: ${license})`;
  byText.set(text, [...(byText.get(text) ?? []), `${folder.replace(/^.*node_modules\//, '')} ${version} (${license})`]);
}
const sections = [...byText].map(([text, names]) => `${[...new Set(names)].join('\n')}\n\n${text}\n`);
writeFileSync(join(target, 'LICENSES.txt'), sections.join(`\n${'-'.repeat(80)}\n\n`));
