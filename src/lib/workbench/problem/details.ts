import type { Problem } from '$lib/protocol/problem';

/** What may be a secret in a text that came from anywhere, and what to write in its place. */
const secrets: readonly (readonly [RegExp, string])[] = [
	[/\b(Basic|Bearer|ApiKey)\s+[\w+/.~=-]{8,}/gi, '$1 [removed]'],
	[
		/((?:authorization|cookie|api[_-]?key|passw(?:or)?d|secret|\w+_token)"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|[^\s",;}&\]]+)/gi,
		'$1[removed]'
	],
	[/(:\/\/)[^/\s:@]+:[^/\s@]+@/g, '$1[removed]@']
];

/** A text without what looks like a credential. */
export function withoutSecrets(text: string): string {
	return secrets.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
}

/** What a person needs who is to find out why something failed: who answered what, never with whose credentials. */
export function problemDetails(problem: Problem, facts: Readonly<Record<string, string>>): string {
	const { type, status, reason, places, detail } = problem;
	const lines = [
		`${type}${status > 0 ? ` (HTTP ${status})` : ''}`,
		...(places.length > 0
			? places.map(({ line, column, message }) => `line ${line}:${column}: ${message}`)
			: [reason]),
		...Object.entries(facts).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])),
		...(detail === undefined ? [] : ['', detail])
	];
	return withoutSecrets(lines.join('\n'));
}
