import { createHash } from 'node:crypto';

/** Bytes of a request body that are looked into. */
const looked = 1024 * 1024;

/** The query in a request's body: its text where the body was small enough to look into. */
export interface AskedQuery {
	/** SHA-256 of the query's text, else of the body; 16 hexadecimal digits. */
	readonly hash: string;
	readonly text: string | undefined;
}

/** Looks at a body while it passes. */
export class Overhearing {
	readonly body: ReadableStream<Uint8Array> | null;
	readonly #hash = createHash('sha256');
	#parts: Uint8Array[] = [];
	#size = 0;

	constructor(body: ReadableStream<Uint8Array> | null) {
		const reader = body?.getReader();
		this.body = reader
			? new ReadableStream<Uint8Array>(
					{
						pull: async (controller) => {
							const { done, value } = await reader.read();
							if (done) return controller.close();
							this.#hear(value);
							controller.enqueue(value);
						},
						cancel: (reason) => reader.cancel(reason)
					},
					{ highWaterMark: 0 }
				)
			: null;
	}

	/** What has passed so far; undefined where nothing has. */
	heard(): AskedQuery | undefined {
		if (this.#size === 0) return undefined;
		const text = this.#size <= looked ? queryIn(Buffer.concat(this.#parts).toString('utf8')) : undefined;
		const whole =
			text === undefined ? this.#hash.copy().digest('hex') : createHash('sha256').update(text).digest('hex');
		return { hash: whole.slice(0, 16), text };
	}

	#hear(chunk: Uint8Array): void {
		this.#hash.update(chunk);
		this.#size += chunk.byteLength;
		if (this.#size <= looked) this.#parts.push(chunk);
		else this.#parts = [];
	}
}

function queryIn(body: string): string | undefined {
	try {
		const json: unknown = JSON.parse(body);
		const query = typeof json === 'object' && json !== null && 'query' in json ? json.query : undefined;
		return typeof query === 'string' ? query : undefined;
	} catch {
		return undefined;
	}
}
