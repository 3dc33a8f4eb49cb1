import type { IndexFigures } from '$lib/catalog';
import { quoteField, quoteIndex } from './insertion';
import type { Subject } from './rows';

export type Glanced =
	| { readonly kind: 'asking' }
	| { readonly kind: 'values'; readonly values: readonly string[] }
	| { readonly kind: 'figures'; readonly figures: IndexFigures | undefined }
	| { readonly kind: 'failed'; readonly reason: string };

/** What a cluster tells of what is pointed at; asked once for each thing. */
export class Glance {
	#known: Readonly<Record<string, Glanced>> = $state.raw({});

	of(key: string): Glanced | undefined {
		return this.#known[key];
	}

	/** Asks unless it is known. An abort leaves no trace. */
	async look(cluster: string, key: string, subject: Subject, signal: AbortSignal): Promise<void> {
		if ((subject.kind !== 'field' && subject.kind !== 'index') || this.#known[key]) return;
		this.#set(key, { kind: 'asking' });
		try {
			const { Connection, indexFigures, sampleValues } = await import('$lib/catalog');
			const connection = new Connection(cluster);
			this.#set(
				key,
				subject.kind === 'field'
					? {
							kind: 'values',
							values: await sampleValues(
								connection,
								quoteIndex(subject.pattern),
								quoteField(subject.field.name),
								signal
							)
						}
					: { kind: 'figures', figures: await indexFigures(connection, subject.pattern, signal) }
			);
		} catch (cause) {
			const { [key]: _, ...others } = this.#known;
			this.#known = others;
			if (!signal.aborted)
				this.#set(key, { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) });
		}
	}

	/** Forgets everything. */
	clear(): void {
		this.#known = {};
	}

	#set(key: string, glanced: Glanced): void {
		this.#known = { ...this.#known, [key]: glanced };
	}
}
