import { rowsSql } from './rows';
import type { Span } from './world/calendar';

interface Share extends Span {
	readonly documents: number;
	/** Documents of earlier spans. */
	readonly before: number;
}

function shares(spans: readonly Span[], documents: number): Share[] {
	const total = spans.reduce((sum, span) => sum + span.weight, 0);
	let weight = 0;
	let before = 0;
	return spans.map((span) => {
		weight += span.weight;
		const until = Math.round((weight / total) * documents);
		const share = { ...span, documents: until - before, before };
		before = until;
		return share;
	});
}

/**
 * SQL query that spreads documents over spans of time by weight: `n` 0 … documents − 1 in order of time, `time`
 * (TIMESTAMP of whole milliseconds), `span`. Needs the macro `u` (salt 63).
 */
export function momentsSql(spans: readonly Span[], documents: number): string {
	const rows = shares(spans, documents).map(({ index, start, length, documents, before }) => ({
		span: index,
		start,
		length,
		documents,
		before
	}));
	const source = rowsSql(rows, {
		span: 'INTEGER',
		start: 'BIGINT',
		length: 'BIGINT',
		documents: 'BIGINT',
		before: 'BIGINT'
	});
	return (
		'SELECT before + place AS n, span, ' +
		'epoch_ms(start + floor((place + u(before + place, 63)) / documents * length)::BIGINT) AS time ' +
		`FROM (SELECT *, unnest(range(documents)) AS place FROM (${source}))`
	);
}
