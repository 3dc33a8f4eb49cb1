import pino from 'pino';
import type { Config } from './config';
import type { Passed } from './passage';

/** The server's log: one JSON object a line, on standard error. */
export const log = pino(
	{ base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
	pino.destination({ fd: 2, sync: true })
);

const recorded = /^\/_query(?:\/async(?:\/\{id\}(?:\/stop)?)?)?$/;

/**
 * Writes what has been done with queries: who, where, what came of it. Nothing of an answer, no credentials; the query's
 * text only where that is asked for.
 */
export const recordIn =
	(queries: Config['logQueries'], write: (line: object, message: string) => void) =>
	({ who, cluster, method, path, status, query, asyncId, millis, bytes, end }: Passed): void => {
		if (!recorded.test(path) || (method === 'GET' && status < 400 && end === 'whole' && bytes < polled))
			return;
		write(
			{
				who,
				cluster,
				action: `${method} ${path}`,
				...(query && { hash: query.hash }),
				...(query && queries === 'text' && { query: query.text ?? null }),
				...(asyncId !== undefined && { async: asyncId.slice(0, 12) }),
				status,
				ms: Math.round(millis * 10) / 10,
				bytes,
				end
			},
			'query'
		);
	};

/** An answer to a poll has no rows and few bytes. */
const polled = 2048;
