import type { EsType } from './schema';

/** A column that DISSECT, GROK or an extracting command makes. */
export interface Extracted {
	readonly name: string;
	readonly type: EsType;
}

const grokTypes: Readonly<Record<string, EsType>> = {
	int: 'integer',
	integer: 'integer',
	long: 'long',
	float: 'double',
	double: 'double',
	boolean: 'boolean',
	string: 'keyword'
};

/** Columns of a DISSECT pattern, in order of appearance: `%{name}`, `%{+name}`, `%{name->}`, not `%{?name}` or `%{}`. */
export function dissectColumns(pattern: string): Extracted[] {
	const names = [...pattern.matchAll(/%\{([^}]*)\}/g)]
		.map(([, key]) => key.replace(/->$/, '').replace(/\/\d+$/, ''))
		.filter((key) => key !== '' && !/^[?*&]/.test(key))
		.map((key) => key.replace(/^\+/, ''));
	return [...new Set(names)].map((name) => ({ name, type: 'keyword' }));
}

/** Columns of GROK patterns, by name: `%{SYNTAX:name}`, `%{SYNTAX:name:type}` and `(?<name>…)`. */
export function grokColumns(patterns: readonly string[]): Extracted[] {
	const found = new Map<string, EsType>();
	for (const pattern of patterns) {
		for (const match of pattern.matchAll(/%\{\w+:([^:}]+)(?::(\w+))?\}|\(\?<([^>=!]+)>/g)) {
			const name = match[1] ?? match[3];
			if (!found.has(name)) found.set(name, grokTypes[match[2] ?? 'string'] ?? 'keyword');
		}
	}
	return [...found].map(([name, type]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const parts: Readonly<Record<string, readonly (readonly [string, EsType])[]>> = {
	uri_parts: [
		['domain', 'keyword'],
		['fragment', 'keyword'],
		['path', 'keyword'],
		['extension', 'keyword'],
		['port', 'integer'],
		['query', 'keyword'],
		['scheme', 'keyword'],
		['user_info', 'keyword'],
		['username', 'keyword'],
		['password', 'keyword']
	],
	registered_domain: [
		['domain', 'keyword'],
		['registered_domain', 'keyword'],
		['top_level_domain', 'keyword'],
		['subdomain', 'keyword']
	],
	user_agent: [
		['name', 'keyword'],
		['version', 'keyword'],
		['os.name', 'keyword'],
		['os.version', 'keyword'],
		['os.full', 'keyword'],
		['device.name', 'keyword']
	]
};

/** Columns of an extracting command below its prefix; undefined where they depend on a database. */
export const extractedColumns = (command: string, prefix: string): Extracted[] | undefined =>
	parts[command]?.map(([name, type]) => ({ name: `${prefix}.${name}`, type }));
