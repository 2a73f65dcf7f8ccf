package sheet

// guide is the instruction sheet: what about, in Chinese, in English.
var guide = [][3]string{
	{"顺序 Order", "按下表的顺序从左到右逐表填写：后面的表引用前面各表的编码。用不到的表留空即可。",
		"Fill in the sheets from left to right, in the order below: later ones refer to codes of earlier ones. Leave a sheet empty that you do not need."},
	{"表头 Headers", "深色表头必填，浅色可留空；鼠标停在表头上可见说明与示例。表名、表头请勿改动或删除，列的先后不限。",
		"Dark headers must be filled in, light ones may stay empty; point at a header to read what belongs there. Do not rename or delete sheets and headers; the order of columns is free."},
	{"下拉列表 Lists", "有下拉列表的栏目从中选择。编码后空格之后的中文仅供阅读，只填编码也可以。可填多个值的栏目以分号分隔。全部取值见“取值 Values”表。",
		"Choose from the drop-down lists where there are any. What follows a value and a space is its label for readers; the value alone will do. Several values are separated by semicolons. The sheet 取值 Values has them all."},
	{"日期 Dates", "直接输入日期，如 2026-01-31；也可输入文本 2026-01-31、2026/1/31 或 2026年1月31日。每格一个日期。", "Type a date, as 2026-01-31; text as 2026-01-31, 2026/1/31 or 2026年1月31日 will do. One date in a cell."},
	{"文本与公式 Text", "以 =、+、-、@ 开头的内容按文本读取，不会执行。公式只取其最后显示的值，从未计算的公式会被退回。请勿合并单元格。",
		"What is entered as text and begins with = + - @ is read as text and never run. Of a formula its last value counts; one that was never calculated is refused. Do not merge cells."},
	{"全有或全无 All or nothing", "有任何一处错误，则整个工作簿都不导入。", "With anything wrong, nothing of the workbook is imported."},
	{"重复导入 Again", "同一文件再次导入不产生任何变化。未列出的行不受影响；已有的行以本次填写为准，栏目留空即清空原值。",
		"The same file again changes nothing. Rows that are absent change nothing. A row that is known already takes what it says now; an empty cell empties what was there."},
	{"清单 Duty lists", "责任清单导入后为草稿，不会直接生效。一份清单须连同全部事项和指标提供：缺少的事项视为删去。",
		"Lists come in as drafts; none goes in force. Give a list with all its items and indicators: an item left out is dropped from the draft."},
	{"示例 Examples", "示例只在“示例 Examples”表，不会导入。“说明”“示例”“取值”“问题”各表导入时均不读取，可保留。",
		"Examples stand on the sheet 示例 Examples alone, which no import reads. Neither are this sheet, 取值 Values nor 问题 Problems; they may all stay."},
	{"导入 Import", "由管理员运行：huishang import 文件.xlsx", "The operator runs: huishang import FILE.xlsx"},
	{"错误 Errors", "如被退回，原文件旁会生成“文件名-marked.xlsx”：“问题 Problems”表列出全部问题并可跳转，出错的单元格已着色并附批注。在该副本上改正后直接导入即可，着色和批注不影响导入。",
		"A refused workbook comes back beside it as NAME-marked.xlsx: the sheet 问题 Problems lists all problems with links, and the bad cells are coloured and commented. Mend that copy and import it; marks and comments do not disturb."},
}
