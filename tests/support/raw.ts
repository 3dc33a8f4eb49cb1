import { connect } from 'node:net';

export interface RawAnswer {
	/** Of each answer, in order. */
	readonly statuses: readonly number[];
	readonly text: string;
}

/** Sends bytes as they are, and reads until the server closes or is silent. */
export async function raw(base: string | undefined, bytes: string): Promise<RawAnswer> {
	const { hostname, port } = new URL(base ?? '');
	const socket = connect(Number(port), hostname);
	let text = '';
	await new Promise<void>((resolve) => {
		socket.setTimeout(1500, resolve);
		socket.on('data', (chunk) => (text += chunk.toString('latin1')));
		socket.on('close', () => resolve()).on('error', () => resolve());
		socket.write(bytes, 'latin1');
	});
	socket.destroy();
	return { statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, code]) => Number(code)), text };
}

/** The lines of a request's head. */
export const head = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`;
