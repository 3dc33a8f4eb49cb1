/**
 * A stand-in cluster in a process of its own: `GET /_query/async/{rows}x{columns}` sends that many rows, with `?pace=40`
 * at 40 MB/s. Prints its port when it listens.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createServer } from 'node:http';
import { body } from './bodies.js';

/**
 * The body that was sent last: the large ones are made anew rather than kept.
 * @type {Map<string, Buffer>}
 */
const bodies = new Map();

const server = createServer((request, response) => {
	const match = /\/_query\/async\/(\d{1,7})x(\d{1,4})(?:\?pace=(\d+))?$/.exec(request.url ?? '');
	if (match === null) {
		response
			.writeHead(404, { 'content-type': 'application/json' })
			.end('{"error":"no such answer","status":404}');
		return;
	}
	const key = `${match[1]}x${match[2]}`;
	const bytes = bodies.get(key) ?? body(Number(match[1]), Number(match[2]));
	bodies.clear();
	bodies.set(key, bytes);
	response.writeHead(200, {
		'content-type': 'application/json',
		'content-length': bytes.length,
		'x-elastic-product': 'Elasticsearch',
		'access-control-allow-origin': '*'
	});
	if (request.method === 'HEAD') response.end();
	else if (match[3] === undefined) response.end(bytes);
	else void trickle(response, bytes, Number(match[3]));
});

const TICK = 10;

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Buffer} bytes
 * @param {number} pace MB/s
 */
async function trickle(response, bytes, pace) {
	const piece = pace * 1000 * TICK;
	for (let at = 0; at < bytes.length && !response.destroyed; at += piece) {
		response.write(bytes.subarray(at, at + piece));
		await pause(TICK);
	}
	response.end();
}

server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`);
});
