// The explorer in headless Chromium with no network but the server's: node explorer.mjs URL CHROMIUM [SCREENSHOT].
// The 400 of the query that is refused on purpose is the browser's own line and no noise.
// It loads without an error or a breach of its policy, runs an example as a picked role, shows the schema and an error,
// in both languages.
import { chromium } from 'playwright-core';

const [url, executablePath, shot] = process.argv.slice(2);
const failures = [];
const expect = (holds, what) => { console.log(`${holds ? 'ok' : 'NOT OK'} ${what}`); if (!holds) failures.push(what); };

const browser = await chromium.launch({
  executablePath, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const [language, run] of [['zh-CN', '执行'], ['en', 'Execute']]) {
    const page = await browser.newPage({ locale: language, viewport: { width: 1400, height: 900 } });
    const noise = [], elsewhere = [];
    page.on('console', m => { if (['error', 'warning'].includes(m.type()) && !m.text().includes('status of 400')) noise.push(m.text()); });
    page.on('pageerror', e => noise.push(String(e)));
    await page.route('**/*', route => {
      if (route.request().url().startsWith(url) || /^(blob|data):/.test(route.request().url())) return route.continue();
      elsewhere.push(route.request().url());
      return route.abort();
    });
    await page.goto(url + '/', { waitUntil: 'load' });
    await page.waitForSelector('.graphiql-execute-button', { timeout: 20000 });
    await page.click(`#languages [data-language="${language}"]`);
    const tabs = await page.locator('.graphiql-tab').count();
    expect(tabs > 0, `${language}: the page has ${tabs} tabs`);
    const roles = await page.locator('#role option').count();
    expect(roles > 10, `${language}: ${roles} roles to act as`);
    await page.selectOption('#role', { value: 'PARTY_OFFICE@HN' });
    const write = async text => {
      await page.evaluate(t => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(t), text);
      await page.waitForTimeout(1000); // the page learns of the new operation
      await page.click('.graphiql-execute-button');
    };
    const answer = async part => {
      try {
        await page.waitForFunction(p => document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue().includes(p), part, { timeout: 10000 });
        return true;
      } catch { return false; }
    };
    await page.waitForTimeout(1500);
    await write('{\n  viewer {\n    person { name }\n    counts { tasks approvals }\n    approvals(first: 5) {\n      nodes { number text stateLabel dueOn overdue }\n    }\n  }\n}');
    expect(await answer('"approvals"'), `${language}: a query runs as the role picked`);
    if (shot && language === 'zh-CN') await page.screenshot({ path: shot });
    await write('{ nothing }');
    expect(await answer('GRAPHQL_VALIDATION_FAILED'), `${language}: an error shows its code`);
    await page.locator('.graphiql-sidebar button').first().click();
    await page.waitForSelector('.graphiql-doc-explorer', { timeout: 10000 });
    expect((await page.locator('.graphiql-doc-explorer').innerText()).includes('Query'), `${language}: the schema shows`);
    expect(elsewhere.length === 0, `${language}: nothing is asked of anybody else ${elsewhere}`);
    expect(noise.length === 0, `${language}: no error or warning on the console ${noise}`);
    await page.close();
  }
} finally { await browser.close(); }
if (failures.length) { console.error(`${failures.length} not ok`); process.exit(1); }
