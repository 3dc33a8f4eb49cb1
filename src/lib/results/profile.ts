import type { Scanner } from './scan';

/** JSON of an answer without its rows: what a profile and the figures around it are read from. */
export function profileBlob(scanner: Scanner): Blob | undefined {
	const { profile, bytes, rows } = scanner;
	if (profile === undefined) return undefined;
	/* An answer out of the history says how many rows there were. */
	const { took, is_partial, documents_found, _clusters, rows: told = rows } = scanner.meta();
	const around = JSON.stringify({ took, is_partial, documents_found, _clusters, rows: told });
	const pieces = Array.from(bytes.pieces(...profile), ({ piece }) => piece as Uint8Array<ArrayBuffer>);
	return new Blob([around.slice(0, -1), ',"profile":', ...pieces, '}']);
}
