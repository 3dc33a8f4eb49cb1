import { columnsOf, fieldsOf, listsOf, shownColumns, type View } from '../answer';
import type { Answer } from '../job';
import type { Piece } from '../rows';

/** Length of a text at which it is handed on. */
const yieldSize = 64 * 1024;

/** The JSON of an answer, in Elasticsearch's order of fields, piece by piece. */
export function* jsonAnswer(view: View): Generator<string> {
	const fields = fieldsOf(view);
	const { pretty } = view;
	let separator = pretty ? '{\n  ' : '{';
	for (const [name, value] of fields) {
		yield `${separator}${JSON.stringify(name)}${pretty ? ' : ' : ':'}`;
		separator = pretty ? ',\n  ' : ',';
		if (name === 'values' && view.answer) yield* pretty ? prettyValues(view) : values(view, view.answer);
		else if (pretty) yield JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ');
		else yield JSON.stringify(value);
	}
	if (fields.length === 0) yield '{}';
	else yield pretty ? '\n}' : '}';
	if (pretty) yield '\n';
}

function* prettyValues(view: View): Generator<string> {
	let separator = '[\n    ';
	for (const cells of listsOf(view)) {
		yield cells.length === 0 ? `${separator}[ ]` : `${separator}[\n      ${cells.join(',\n      ')}\n    ]`;
		separator = ',\n    ';
	}
	yield separator.startsWith('[') ? '[ ]' : '\n  ]';
}

function* values(view: View, answer: Answer): Generator<string> {
	yield '[';
	if (view.job.submission.columnar) yield* columnarText(view);
	else yield* rowText(answer.rows.pieces, shownColumns(view));
	yield ']';
}

function* columnarText(view: View): Generator<string> {
	let open = '[';
	for (const cells of columnsOf(view)) {
		yield open;
		open = ',[';
		yield cells.join(',');
		yield ']';
	}
}

function* rowText(pieces: readonly Piece[], columns: readonly number[]): Generator<string> {
	let text = '';
	let open = '[';
	for (const piece of pieces) {
		const cells = columns.map((column) => piece.columns[column].split('\n'));
		for (let row = 0; row < piece.rows; row++) {
			text += open;
			open = ',[';
			for (let column = 0; column < cells.length; column++) {
				if (column > 0) text += ',';
				text += cells[column][row];
			}
			text += ']';
			if (text.length > yieldSize) {
				yield text;
				text = '';
			}
		}
	}
	yield text;
}
