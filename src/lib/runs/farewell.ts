import type { Clock } from './clock';
import type { Exchange } from './exchange';
import type { Transport } from './transport';

/** How long the answer to a submission is waited for once nobody wants it, to learn the id that must be deleted. */
const ID_PATIENCE = 60_000;

/** Waits for the id of a query that nobody wants any more; undefined where none comes. */
export async function lateId(exchange: Exchange, clock: Clock): Promise<string | undefined> {
	const callOff = clock.after(ID_PATIENCE, () => exchange.drop());
	await exchange.outcome;
	callOff();
	exchange.drop();
	return exchange.id;
}

/** Deletes a query and what is stored of it. Gives a sentence when the cluster may still have it. */
export async function farewell(transport: Transport, id: string): Promise<string | undefined> {
	const { url, init } = transport.remove(id);
	const refusal = await fetch(url, { ...init, keepalive: true }).then(
		(response) => (response.ok || response.status === 404 ? undefined : `HTTP ${response.status}`),
		(error: unknown) => String(error)
	);
	if (refusal === undefined) return undefined;
	console.warn(`The query ${id} could not be deleted: ${refusal}`);
	return `The query could not be deleted from the cluster and may still be running there (${refusal})`;
}
