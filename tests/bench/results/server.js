/**
 * A stand-in cluster in a process of its own: `GET /_query/async/{rows}x{columns}` sends that many rows.
 * Prints its port when it listens.
 */
import { createServer } from 'node:http';
import { body } from './bodies.js';

/** @type {Map<string, Buffer>} */
const bodies = new Map();

const server = createServer((request, response) => {
	const match = /\/_query\/async\/(\d{1,7})x(\d{1,4})(?:\?|$)/.exec(request.url ?? '');
	if (match === null) {
		response
			.writeHead(404, { 'content-type': 'application/json' })
			.end('{"error":"no such answer","status":404}');
		return;
	}
	const key = `${match[1]}x${match[2]}`;
	const bytes = bodies.get(key) ?? body(Number(match[1]), Number(match[2]));
	bodies.set(key, bytes);
	response
		.writeHead(200, {
			'content-type': 'application/json',
			'content-length': bytes.length,
			'x-elastic-product': 'Elasticsearch',
			'access-control-allow-origin': '*'
		})
		.end(request.method === 'HEAD' ? undefined : bytes);
});

server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`);
});
