/** Microseconds per row of what costs more than reading a column, measured on one core. */
const COSTS: readonly (readonly [RegExp, number])[] = [
	[/\bregexp_extract\(/g, 1.5],
	[/\bregexp_\w+\(/g, 0.6],
	[/\besql_\w+\(/g, 0.5],
	[/\blist_\w+\(|\bflatten\(|\bunnest\(/g, 0.4],
	[/\b(?:md5|sha1|sha256)\(/g, 0.4],
	[/\bstrftime\(|\bto_json\(/g, 0.4],
	[/\bcount\(DISTINCT|\blist\(|\bOVER \(/g, 0.4],
	[/ LIKE |\binstr\(|\breplace\(|\blower\(|\bupper\(|\bconcat\(|\|\|/g, 0.1],
	[/\bquantile_cont\(|\bmad\(/g, 0.1],
	[/ JOIN /g, 0.2]
];

/** Reading, filtering and grouping as the plainest query does. */
const BASE = 0.05;

/** Longer than this, in seconds, a query may be stopped by someone who watches it. */
const STOPPABLE = 0.4;

const LITERAL = /'(?:[^']|'')*'/g;

/** True when running the SQL over so many documents is likely to take long enough to be stopped half-way. */
export function isStoppable(sql: string, documents: number): boolean {
	const code = sql.replace(LITERAL, "''");
	const perRow = COSTS.reduce(
		(sum, [pattern, cost]) => sum + (code.match(pattern)?.length ?? 0) * cost,
		BASE
	);
	return (documents * perRow) / 1e6 >= STOPPABLE;
}
