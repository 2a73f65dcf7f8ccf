// The explorer in headless Chromium with no network but the server's: node explorer.mjs URL CHROMIUM [SCREENSHOT [PICTURES]].
// The 400 of the query that is refused on purpose is the browser's own line and no noise.
// It loads without an error or a breach of its policy, runs an example as a picked role, shows the schema and an error,
// in both languages.
import { chromium } from 'playwright-core';

const [url, executablePath, shot, pictures] = process.argv.slice(2);
const failures = [];
const expect = (holds, what) => { console.log(`${holds ? 'ok' : 'NOT OK'} ${what}`); if (!holds) failures.push(what); };

// The examples are on the screen, wide enough to read.
async function inView(page, language, width, height) {
  await page.waitForSelector('.examples', { timeout: 10000 });
  await page.waitForTimeout(500);
  const box = await page.locator('.graphiql-plugin').boundingBox();
  const seen = box && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + 150 <= height && box.width >= 200 && await page.locator('.graphiql-plugin').evaluate(e => getComputedStyle(e).opacity === '1');
  expect(seen, `${language} ${width}: the examples are on the screen ${JSON.stringify(box)}`);
}

// A fresh profile: the examples show at once, one opens with a click and runs, nothing stands beyond the screen's edge,
// and after a reload the panel that was shown is shown, the one that was closed is not.
async function firstLoad(language, width, height) {
  const context = await browser.newContext({ locale: language, viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(url + '/', { waitUntil: 'load' });
  await page.waitForSelector('.graphiql-execute-button', { timeout: 20000 });
  await inView(page, language, width, height);
  if (pictures) await page.screenshot({ path: `${pictures}-${language}-${width}.png` });
  await page.click('[data-example="Tree"]');
  await page.waitForTimeout(1500);
  expect(await page.evaluate(() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.getValue().includes('organisationTree')), `${language} ${width}: an example opens`);
  await page.click('.graphiql-execute-button');
  expect(await page.waitForFunction(() => document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue().includes('"HN"'), null, { timeout: 10000 }).then(() => true, () => false), `${language} ${width}: it runs`);
  for (const part of ['.graphiql-editors', '.graphiql-response']) {
    const box = await page.locator(part).boundingBox();
    expect(box.x >= 0 && box.x + box.width <= width && box.width >= 200 && box.height >= 200, `${language} ${width}: ${part} is as wide as it can be ${JSON.stringify(box)}`);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language} ${width}: nothing beyond the edge`);
  if (pictures) await page.screenshot({ path: `${pictures}-${language}-${width}-run.png`, fullPage: true });
  await page.reload();
  await page.waitForSelector('.graphiql-execute-button', { timeout: 20000 });
  await inView(page, `${language}, again`, width, height);
  await page.locator('.graphiql-sidebar button').nth(2).click();
  await page.waitForTimeout(500);
  await page.reload();
  await page.waitForSelector('.graphiql-execute-button', { timeout: 20000 });
  await page.waitForTimeout(1500);
  expect(await page.locator('.examples').count() === 0, `${language} ${width}: a closed panel stays closed`);
  await context.close();
}

// The schema is asked for once for each version of it: not again when the page is opened again, but when the server's is
// another, and when GraphiQL's own button asks.
async function schemaOnce() {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1400, height: 900 } });
  let asked = 0;
  context.on('request', r => { if (r.postData()?.includes('IntrospectionQuery')) asked++; });
  const open = async () => {
    asked = 0;
    const page = await context.newPage();
    await page.goto(url + '/', { waitUntil: 'load' });
    await page.waitForSelector('.graphiql-execute-button', { timeout: 20000 });
    await page.waitForTimeout(1500);
    if (await page.locator('.graphiql-doc-explorer').count() === 0) await page.locator('.graphiql-sidebar button').first().click(); // else it is shown as it was left
    await page.waitForFunction(() => document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query'), null, { timeout: 20000 });
    return page;
  };
  await (await open()).close();
  expect(asked === 1, `the schema is asked for once at first: ${asked}`);
  const again = await open();
  expect(asked === 0, `not when the page is opened again: ${asked}`);
  await again.locator('.graphiql-sidebar button[aria-label*="e-fetch"]').click();
  await again.waitForTimeout(1500);
  expect(asked === 1, `when its button asks: ${asked}`);
  await again.close();
  await context.route(url + '/', async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/"schema":"[0-9a-f]+"/, '"schema":"another"') });
  });
  await (await open()).close();
  expect(asked === 1, `when the server has another: ${asked}`);
  await context.close();
}

const browser = await chromium.launch({
  executablePath, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    for (const language of ['zh-CN', 'en']) await firstLoad(language, width, height);
  }
  await schemaOnce();
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
    await inView(page, language, 1400, 900);
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
