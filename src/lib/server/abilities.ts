import { header } from '$lib/protocol/elastic';
import { type Abilities, capabilities } from '$lib/protocol/abilities';
import { isRecord } from '$lib/protocol/parse';
import { problem } from './relay';

/** Asks a cluster for one path of Elasticsearch's, as its visitor may. */
export type Ask = (target: string) => Promise<Response>;

/**
 * Who a cluster says it is, as it answers `GET /`, with `capabilities` added: what it has of the features that are asked
 * for by name. A cluster that keeps the former to itself tells only the latter; any other refusal is handed on as it is.
 */
export async function abilitiesOf(label: string, ask: Ask): Promise<Response> {
	const answer = await ask('/');
	const secretive = answer.status === 403 && answer.headers.has(header.product);
	if (!answer.ok && !secretive) return answer;
	const info = secretive ? {} : await json(answer);
	if (!isRecord(info) || !(secretive || isRecord(info.version)))
		return problem(
			502,
			'workbench_bad_answer',
			`what answers for [${label}] does not say that it is Elasticsearch`
		);
	return Response.json(
		{ ...info, capabilities: await capabilitiesOf(ask) },
		{ headers: { 'cache-control': 'no-store' } }
	);
}

async function capabilitiesOf(ask: Ask): Promise<Abilities> {
	const found = await Promise.all(
		capabilities.map(async (name) => {
			const answer = await ask(`/_capabilities?method=POST&path=/_query&capabilities=${name}`);
			const told = await json(answer);
			const supported = answer.ok && isRecord(told) ? told.supported : undefined;
			return typeof supported === 'boolean' ? [[name, supported] as const] : [];
		})
	);
	return Object.fromEntries(found.flat());
}

async function json(answer: Response): Promise<unknown> {
	const text = await answer.text();
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
