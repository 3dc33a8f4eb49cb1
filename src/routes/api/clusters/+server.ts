import { json } from '@sveltejs/kit';
import { clusters } from '$lib/server';

/** `{"clusters": [{"id", "label", "kind"}]}`: what the page may use; never a secret. */
export const GET = async () =>
	json(
		{ clusters: (await clusters()).map(({ id, label, kind }) => ({ id, label, kind })) },
		{ headers: { 'cache-control': 'no-store' } }
	);
