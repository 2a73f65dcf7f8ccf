// node chart.mjs URL TOKEN > trend.svg: from a token to a chart, with Node and nothing else. The tasks that ended in each
// month, by how they ended, as lines of JSON; a part of them is told by its missing last line and never drawn.
// 从令牌到图表：按月统计办结与撤销的督办事项，绘成 SVG；数据不完整则不出图。
const [url, token] = process.argv.slice(2);
if (!url || !token) {
  console.error('usage: node chart.mjs URL TOKEN > trend.svg');
  process.exit(2);
}

const query = `{ taskStats(
    filter: { ended: true },
    groupBy: [{ field: ENDED, unit: MONTH, fill: true }, { field: STATE }]
  ) { nodes { ended { period } state stateLabel count onTimeRate } } }`;

const answer = await fetch(new URL('/graphql', url), {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/x-ndjson', 'accept-language': 'zh-CN' },
  body: JSON.stringify({ query }),
});
const text = await answer.text();
if (!answer.ok) {
  console.error(JSON.parse(text).errors[0].message);
  process.exit(1);
}
const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line));
if (lines.pop().complete !== true) {
  console.error('the answer is a part');
  process.exit(1);
}
const rows = lines.map((line) => line.row);

const months = [...new Set(rows.map((r) => r.ended.period))].sort();
const states = [...new Map(rows.map((r) => [r.state, r.stateLabel]))];
const colours = ['#2f6f9f', '#c58b3b', '#7a8b99'];
const [width, height, left, bottom, top] = [Math.max(360, 60 + 56 * months.length), 300, 44, 40, 36];
const most = Math.max(1, ...months.map((m) => rows.filter((r) => r.ended.period === m).reduce((n, r) => n + r.count, 0)));
const y = (n) => height - bottom - (n / most) * (height - bottom - top);
const escaped = (s) => String(s).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const parts = [];
for (const n of new Set([0, Math.ceil(most / 2), most])) {
  parts.push(`<line x1="${left}" x2="${width - 8}" y1="${y(n)}" y2="${y(n)}" stroke="#d5dbe1"/>`, `<text x="${left - 6}" y="${y(n) + 4}" text-anchor="end">${n}</text>`);
}
months.forEach((month, i) => {
  let sum = 0;
  states.forEach(([state, label], s) => {
    const count = rows.filter((r) => r.ended.period === month && r.state === state).reduce((n, r) => n + r.count, 0);
    if (count > 0) {
      parts.push(`<rect x="${left + 12 + 56 * i}" width="32" y="${y(sum + count)}" height="${y(sum) - y(sum + count)}" fill="${colours[s % 3]}"><title>${escaped(month)} ${escaped(label)} ${count}</title></rect>`);
    }
    sum += count;
  });
  parts.push(`<text x="${left + 28 + 56 * i}" y="${height - bottom + 18}" text-anchor="middle">${escaped(month)}</text>`);
});
states.forEach(([, label], s) => {
  parts.push(`<rect x="${left + 96 * s}" y="10" width="12" height="12" fill="${colours[s % 3]}"/>`, `<text x="${left + 18 + 96 * s}" y="20">${escaped(label)}</text>`);
});
console.log(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#24323f">
${parts.join('\n')}
</svg>`);
