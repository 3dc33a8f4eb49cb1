import { json } from '@sveltejs/kit';

/** 200 as long as the process answers. */
export const GET = () => json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
