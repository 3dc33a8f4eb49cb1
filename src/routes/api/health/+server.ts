import { json } from '@sveltejs/kit';
import { start } from '$lib/server';

/** 200 while the server takes requests, 503 from the shutdown signal on. */
export const GET = async () => {
	const { closing } = await start();
	const status = closing() ? 503 : 200;
	return json({ status: closing() ? 'closing' : 'ok' }, { status, headers: { 'cache-control': 'no-store' } });
};
