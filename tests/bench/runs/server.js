import { createServer } from 'node:http';

/** A cluster whose queries run for as long as their text says: `ROW ms = 2000`. Prints its port; `/figures` tells how many polls were open at most. */
const queries = new Map();
let open = 0;
let most = 0;
let polls = 0;
let last = 0;

const server = createServer(async (request, response) => {
	const url = new URL(request.url ?? '/', 'http://cluster');
	let body = '';
	for await (const chunk of request) body += String(chunk);
	const id = decodeURIComponent(url.pathname.split('/')[3] ?? '');
	if (url.pathname === '/figures') {
		const figures = { most, polls };
		most = open;
		polls = 0;
		return send(response, figures);
	}
	if (request.method === 'POST' && url.pathname === '/_query/async') {
		const ms = Number(/ms = (\d+)/.exec(body)?.[1] ?? 0);
		if (ms === 0) return send(response, result());
		const fresh = `query-${++last}`;
		queries.set(fresh, Date.now() + ms);
		return send(response, running(fresh));
	}
	if (request.method === 'DELETE') {
		queries.delete(id);
		return send(response, { acknowledged: true });
	}
	if (queries.has(id)) return poll(url, id, response);
	if (url.pathname === '/') return send(response, info);
	send(response, {});
});

/**
 * @param {URL} url
 * @param {string} id
 * @param {import('node:http').ServerResponse} response
 */
function poll(url, id, response) {
	open++;
	polls++;
	most = Math.max(most, open);
	const wait = Number.parseInt(url.searchParams.get('wait_for_completion_timeout') ?? '0');
	const left = queries.get(id) - Date.now();
	const timer = setTimeout(
		() => send(response, left <= wait ? result(id) : running(id)),
		Math.max(0, Math.min(wait, left))
	);
	response.on('close', () => {
		clearTimeout(timer);
		open--;
	});
}

/** @param {string} id */
const running = (id) => ({ id, is_running: true, columns: [], values: [] });
/** @param {string} [id] */
const result = (id) => ({
	id,
	is_running: false,
	took: 1,
	columns: [{ name: 'n', type: 'long' }],
	values: Array.from({ length: 1000 }, (_, n) => [n])
});
const info = { cluster_name: 'bench', cluster_uuid: 'x', version: { number: '9.4.0' } };

/**
 * @param {import('node:http').ServerResponse} response
 * @param {object} body
 */
function send(response, body) {
	response.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
	response.end(JSON.stringify(body));
}

server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	console.log(typeof address === 'object' && address ? address.port : 0);
});
