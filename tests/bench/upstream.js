import { createServer } from 'node:http';

/**
 * A cluster's stand-in for measuring the relay: `GET /_query/async/{megabytes}` streams that many megabytes, `GET /` is small.
 * Prints its port when it listens.
 */
const block = Buffer.alloc(1024 * 1024, '[1,"0123456789abcdef",2.5,"10.0.0.1"],');

const server = createServer((request, response) => {
	const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };
	const megabytes = Number(/^\/_query\/async\/(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
	if (megabytes === 0) {
		response.writeHead(200, headers).end('{"name":"bench","version":{"number":"9.4.0"}}');
		return;
	}
	response.writeHead(200, headers);
	let sent = 0;
	const send = () => {
		while (sent < megabytes) {
			sent++;
			if (!response.write(block)) {
				response.once('drain', send);
				return;
			}
		}
		response.end();
	};
	send();
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`);
});
