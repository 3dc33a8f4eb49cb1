/** Microseconds per row of what costs more than reading a column, measured on one core. */
const COSTS: readonly (readonly [RegExp, number])[] = [
	[/\bregexp_replace\(/g, 1.5],
	[/\bregexp_extract\(/g, 0.8],
	[/\bregexp_\w*match\w*\(/g, 0.2],
	[/\besql_(?!note\b)\w+\(/g, 0.8],
	[/\brepeat\(/g, 1],
	[/\b(?:md5|sha1|sha256)\(/g, 0.3],
	[/ OVER \(/g, 0.15],
	[/\bstring_split\(|\bjson_object\(|\burl_\w+\(| JOIN /g, 0.1],
	[
		/\bstrftime\(|\bcount\(DISTINCT| LIKE |\bl?r?trim\(|\blower\(|\bupper\(|\breplace\(|\binstr\(|\bsubstring\(|\|\|/g,
		0.05
	],
	[/\blist\w*\(|\bflatten\(|\bunnest\(/g, 0.02]
];

/** Reading, filtering and grouping as the plainest query does. */
const BASE = 0.02;

/** Longer than this, in seconds, a query may be stopped by someone who watches it. */
const STOPPABLE = 0.5;

/** A gate adds 0.02 µs per row: to a query that costs less than this, too much. It can be stopped otherwise, too. */
const WORTHWHILE = 0.2;

const LITERAL = /'(?:[^']|'')*'/g;

/** What only a failing row would cost. */
const NOTED = /\besql_note\(\d+, \d+, \(esql_\w+\(/g;

/** True when the SQL over so many documents is likely to take so long that it is worth a gate, which costs little beside it. */
export function isStoppable(sql: string, documents: number): boolean {
	const code = sql.replace(LITERAL, "''").replace(NOTED, '');
	const perRow = COSTS.reduce(
		(sum, [pattern, cost]) => sum + (code.match(pattern)?.length ?? 0) * cost,
		BASE
	);
	return perRow >= WORTHWHILE && (documents * perRow) / 1e6 >= STOPPABLE;
}
