import { ColumnBuilder } from '../columns/builder';
import { RowWalk } from '../columns/rowwalk';
import { endOfValues, firstValue, type Vector } from '../columns/vector';
import { rowNumbers, type Context } from '../context';
import type { ColumnIndex } from '../questions';

/** What the values of a column are in a typed file. */
export type FileType = 'boolean' | 'int32' | 'int64' | 'uint64' | 'double' | 'millis' | 'nanos' | 'text';

/** How a column is written: the narrowest type that holds every value of it, and a list when some row has several. */
export interface FileColumn {
	readonly index: ColumnIndex;
	readonly name: string;
	/** Elasticsearch's type. */
	readonly type: string;
	readonly fileType: FileType;
	readonly isList: boolean;
}

/** Cells that are read at a time, and so about what is kept of an export in memory. */
const BATCH_CELLS = 100_000;

/** The rows of an export, batch by batch, as typed vectors; each batch is forgotten when the next one is asked for. */
export class Batches {
	readonly #context: Context;
	readonly #columns: readonly ColumnIndex[];
	readonly #rows: Uint32Array;
	readonly #batch: number;

	constructor(context: Context, columns: readonly ColumnIndex[]) {
		this.#context = context;
		this.#columns = columns;
		this.#rows = rowNumbers(context.list, 0, context.list.scope.rows);
		this.#batch = Math.max(500, Math.floor(BATCH_CELLS / Math.max(1, columns.length)));
	}

	/** Reads everything once, to learn how each column can be written. */
	async plan(): Promise<readonly FileColumn[]> {
		const shapes = this.#columns.map((column) => new Shape(this.#typeOf(column)));
		for await (const vectors of this.#read(shapes.map(() => false))) {
			vectors.forEach(({ vector, misfit }, i) => shapes[i].learn(vector, misfit));
		}
		return this.#columns.map((index, i) => ({
			index,
			name: this.#context.scanner.columns?.[index]?.name ?? '',
			type: shapes[i].type,
			fileType: shapes[i].fileType,
			isList: shapes[i].isList
		}));
	}

	/** The vectors of the columns of a plan. */
	async *vectors(plan: readonly FileColumn[]): AsyncGenerator<readonly Vector[]> {
		for await (const batch of this.#read(plan.map(({ fileType }) => fileType === 'text'))) {
			yield batch.map(({ vector }) => vector);
		}
	}

	async *#read(asText: readonly boolean[]): AsyncGenerator<readonly ColumnBuilder[]> {
		const { scanner, breath } = this.#context;
		const order = this.#columns.map((_, i) => i).sort((a, b) => this.#columns[a] - this.#columns[b]);
		for (let from = 0; from < this.#rows.length; from += this.#batch) {
			const builders = this.#columns.map((column, i) => new ColumnBuilder(this.#typeOf(column), asText[i]));
			const walk = new RowWalk(
				scanner,
				order.map((i) => this.#columns[i]),
				order.map((i) => builders[i])
			);
			const to = Math.min(from + this.#batch, this.#rows.length);
			for (let i = from; i < to; i++) {
				walk.row(this.#rows[i]);
				if (i % 256 === 0) await breath.pause();
			}
			yield builders;
		}
	}

	#typeOf(column: ColumnIndex): string {
		return this.#context.scanner.columns?.[column]?.type ?? 'unsupported';
	}
}

const INT32 = 2 ** 31;

/** What is known of a column's values so far. */
class Shape {
	isList = false;
	#isText = false;
	#isBoolean: boolean;
	#fitsInt32 = true;
	#means: Vector['means'] = 'text';

	constructor(readonly type: string) {
		this.#isBoolean = type === 'boolean';
	}

	learn(vector: Vector, misfit: boolean): void {
		this.isList ||= vector.starts !== undefined;
		this.#isText ||= misfit;
		this.#means = vector.means;
		if (vector.kind === 'text') {
			const { dictionary } = vector;
			for (let code = 0; this.#isBoolean && code < dictionary.size; code++) {
				this.#isBoolean = ['true', 'false'].includes(dictionary.text(code));
			}
		} else if (vector.kind === 'wide') this.#fitsInt32 = false;
		else if (vector.means === 'integer') {
			const { items } = vector;
			for (let row = 0; this.#fitsInt32 && row < vector.rows; row++) {
				for (let at = firstValue(vector, row); at < endOfValues(vector, row); at++) {
					this.#fitsInt32 &&= items[at] >= -INT32 && items[at] < INT32;
				}
			}
		}
	}

	get fileType(): FileType {
		if (this.#isText) return 'text';
		if (this.type === 'boolean') return this.#isBoolean ? 'boolean' : 'text';
		if (this.type === 'date') return 'millis';
		if (this.type === 'date_nanos') return 'nanos';
		if (this.#means === 'double') return 'double';
		if (this.#means !== 'integer') return 'text';
		if (this.type === 'unsigned_long') return 'uint64';
		return /integer|short|byte/.test(this.type) && this.#fitsInt32 ? 'int32' : 'int64';
	}
}
