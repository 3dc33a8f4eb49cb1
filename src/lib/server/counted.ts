import { type BodyEnd, watched } from './relay';

/** How an answer ended: as its body did, or larger than allowed. */
export type End = BodyEnd | 'too large';

/** The same body, counted. `ended` is told once, with the bytes that passed. `most`: bytes after which it breaks off, 0 for never. */
export function counted(
	body: ReadableStream<Uint8Array> | null,
	most: number,
	ended: (bytes: number, end: End) => void
): ReadableStream<Uint8Array> | null {
	let bytes = 0;
	let open = true;
	const end = (how: End) => {
		if (open) ended(bytes, how);
		open = false;
	};
	return watched(body, {
		passed(more) {
			bytes += more;
			if (most === 0 || bytes <= most) return;
			end('too large');
			throw new Error(`the answer is larger than ${most} bytes`);
		},
		ended: end
	});
}
