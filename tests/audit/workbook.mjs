// node workbook.mjs FILE: reads a workbook with ExcelJS, which shares nothing with its writer, and prints it as JSON: of
// each sheet its name, the rows that stay in sight, the widths, and of each cell type, value and format.
import ExcelJS from 'exceljs';

const [file] = process.argv.slice(2);
const book = new ExcelJS.Workbook();
await book.xlsx.readFile(file);
const kinds = { [ExcelJS.ValueType.Number]: 'n', [ExcelJS.ValueType.String]: 's', [ExcelJS.ValueType.Boolean]: 'b', [ExcelJS.ValueType.Date]: 'd', [ExcelJS.ValueType.Null]: '' };
console.log(JSON.stringify(book.worksheets.map((sheet) => {
  const rows = [];
  for (let r = 1; r <= sheet.rowCount; r++) {
    const cells = [];
    for (let c = 1; c <= sheet.columnCount; c++) {
      const cell = sheet.getRow(r).getCell(c);
      cells.push({ Type: kinds[cell.type] ?? `other ${cell.type}`, Value: cell.type === ExcelJS.ValueType.Null ? '' : String(cell.value instanceof Date ? cell.value.toISOString() : cell.value), Format: cell.numFmt ?? '' });
    }
    rows.push(cells);
  }
  const [view] = sheet.views;
  return { Name: sheet.name, Frozen: view?.state === 'frozen' ? view.ySplit : 0, Widths: sheet.columns.map((c) => c.width), Rows: rows };
})));
