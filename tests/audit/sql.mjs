// Reads by SQL as a tool does, with node-postgres: the views with columns and comments through information_schema, then every row of one.
// node sql.mjs ADDRESS prints JSON.
import pg from 'pg';

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
const columns = await client.query(`
  SELECT c.table_name, c.column_name, c.data_type, col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position) AS comment
  FROM information_schema.columns c JOIN information_schema.views v USING (table_schema, table_name)
  WHERE c.table_schema = 'reporting' ORDER BY 1, c.ordinal_position`);
// Tools page through a cursor or by a prepared statement with parameters.
const tasks = await client.query({ name: 'tasks', text: 'SELECT number, due_on, overdue, amount_recovered FROM task WHERE due_on >= $1::date ORDER BY number', values: ['2000-01-01'] });
const grouped = await client.query('SELECT l.label_zh AS state, count(*)::int AS n FROM task t JOIN label l ON l.enum = $1 AND l.value = t.state GROUP BY 1 ORDER BY 1', ['TaskState']);
let refused = '';
try {
  await client.query('SELECT id FROM public.task');
} catch (e) {
  refused = e.code;
}
await client.end();
console.log(JSON.stringify({ columns: columns.rows, tasks: tasks.rows.map(r => r.number), grouped: grouped.rows, refused }));
