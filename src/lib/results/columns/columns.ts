import type { Breath } from '../breath';
import type { ColumnIndex } from '../questions';
import type { Scanner } from '../scan';
import { ColumnBuilder } from './builder';
import { RowWalk } from './rowwalk';
import { Turns } from './turns';
import type { TextVector, Vector } from './vector';

/** Rows that are read between two looks at the clock. */
const STRIDE = 256;

/**
 * The typed columns of an answer, each built from the bytes when first asked for and kept, and read on when more rows
 * have come. One task builds at a time.
 */
export class Columns {
	readonly #scanner: Scanner;
	readonly #typed = new Map<ColumnIndex, ColumnBuilder>();
	readonly #texts = new Map<ColumnIndex, ColumnBuilder>();
	readonly #turns = new Turns();

	constructor(scanner: Scanner) {
		this.#scanner = scanner;
	}

	/** Vectors of some columns, in their order, that know `rows` rows at least. */
	async typed(columns: readonly ColumnIndex[], rows: number, breath: Breath): Promise<readonly Vector[]> {
		return this.#turns.take(async () => {
			await this.#read(columns, this.#typed, rows, breath, false);
			const misfits = columns.filter((column) => this.#typed.get(column)?.misfit);
			for (const column of misfits) this.#typed.set(column, new ColumnBuilder(this.#typeOf(column), true));
			await this.#read(misfits, this.#typed, rows, breath, true);
			return columns.map((column) => this.#typed.get(column)!.vector);
		});
	}

	/** The same values as texts, as they were sent. */
	async text(column: ColumnIndex, rows: number, breath: Breath): Promise<TextVector> {
		const [vector] = await this.typed([column], rows, breath);
		if (vector.kind === 'text') return vector;
		return this.#turns.take(async () => {
			await this.#read([column], this.#texts, rows, breath, true);
			return this.#texts.get(column)!.vector as TextVector;
		});
	}

	#typeOf(column: ColumnIndex): string {
		return this.#scanner.columns?.[column]?.type ?? 'unsupported';
	}

	/** Reads on until all these columns have `rows` rows. */
	async #read(
		columns: readonly ColumnIndex[],
		from: Map<ColumnIndex, ColumnBuilder>,
		rows: number,
		breath: Breath,
		asText: boolean
	): Promise<void> {
		const behind = new Map<number, ColumnIndex[]>();
		for (const column of new Set(columns)) {
			let builder = from.get(column);
			if (builder === undefined)
				from.set(column, (builder = new ColumnBuilder(this.#typeOf(column), asText)));
			if (builder.rows >= rows) continue;
			const group = behind.get(builder.rows);
			if (group === undefined) behind.set(builder.rows, [column]);
			else group.push(column);
		}
		for (const [start, group] of behind) {
			const wanted = group.sort((a, b) => a - b);
			const walk = new RowWalk(
				this.#scanner,
				wanted,
				wanted.map((column) => from.get(column)!)
			);
			for (let row = start; row < rows; row++) {
				walk.row(row);
				if (row % STRIDE === 0 && breath.due) await breath.take();
			}
		}
	}
}
