import { StoreClient } from '$lib/results/client';
import type { Arrangement, Scope } from '$lib/results/questions';
import { serve } from '$lib/results/serve';
import type { Answer, View } from '$lib/results/store';

/** A column's name, type and cells as JSON texts. */
export type TestColumn = readonly [name: string, type: string, cells: readonly string[]];

export const everything: Arrangement = { text: '', predicates: [], sort: [] };

/** An answer whose bytes the test sends itself. */
export class Opened {
	readonly answer: Answer;
	readonly ended: Promise<unknown>;
	readonly #client: StoreClient;
	#controller!: ReadableStreamDefaultController<Uint8Array>;

	constructor(layout?: 'rows' | 'columns') {
		const { port1, port2 } = new MessageChannel();
		serve(port2);
		this.#client = new StoreClient(port1, () => port1.close());
		port1.start();
		port2.start();
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => void (this.#controller = controller)
		});
		let end: (ending: unknown) => void;
		this.ended = new Promise((resolve) => (end = resolve));
		this.answer = this.#client.read(body, 1e9, { end: (ending) => end(ending) }, layout);
	}

	send(text: string): void {
		this.#controller.enqueue(new TextEncoder().encode(text));
	}

	finish(): Promise<unknown> {
		this.#controller.close();
		return this.ended;
	}

	close(): void {
		this.#client.close();
	}

	/** An arrangement once all rows are in it. */
	arranged(arrangement: Partial<Arrangement>): Promise<{ readonly view: View; readonly scope: Scope }> {
		return new Promise((resolve, reject) => {
			const view: View = this.answer.arrange(
				{ ...everything, ...arrangement },
				{
					arranged: (scope) => {
						if (scope.settled) resolve({ view, scope });
					},
					failed: (message) => reject(new Error(message))
				}
			);
		});
	}
}

/** The answer's text, by rows or by columns. */
export function answerText(columns: readonly TestColumn[], layout: 'rows' | 'columns' = 'rows'): string {
	const list = JSON.stringify(columns.map(([name, type]) => ({ name, type })));
	const rows = columns[0][2].map((_, row) => `[${columns.map(([, , cells]) => cells[row]).join(',')}]`);
	const values = layout === 'rows' ? rows : columns.map(([, , cells]) => `[${cells.join(',')}]`);
	return `{"took":1,"columns":${list},"values":[${values.join(',')}]}`;
}

/** An answer that has been read to its end. */
export async function opened(
	columns: readonly TestColumn[],
	layout: 'rows' | 'columns' = 'rows'
): Promise<Opened> {
	const open = new Opened(layout);
	open.send(answerText(columns, layout));
	await open.finish();
	return open;
}
