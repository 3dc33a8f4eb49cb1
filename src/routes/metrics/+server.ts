import { start } from '$lib/server';

/** What the relay has done, in Prometheus' text format. */
export const GET = async () =>
	new Response((await start()).desk.metrics.text(), {
		headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }
	});
