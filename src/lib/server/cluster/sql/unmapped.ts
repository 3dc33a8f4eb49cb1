import { analyze } from '$lib/esql/analysis/analyze';
import type { EsType, Field } from '$lib/esql/analysis/schema';
import type { Command, Parsed } from '$lib/esql/syntax/ast';
import { rewritten } from './rewriting';

type Fields = (pattern: string) => readonly Field[] | undefined;

const UNKNOWN = /^Unknown column \[(.+?)\](?:, did you mean|$)/;

/** More rounds than these name no new field in any real query. */
const ROUNDS = 10;

/** Indices that are joined, whose fields are fixed. */
function joined({ query }: Parsed): ReadonlySet<string> {
	const texts = new Set<string>();
	rewritten(query, (command: Command) => {
		if (command.kind === 'lookupJoin') texts.add(command.index.text);
		return command;
	});
	return texts;
}

/** The fields of a source, and with them those that the query names though no index maps them. */
export function withUnmapped(parsed: Parsed, fields: Fields, type: EsType): Fields {
	const lookups = joined(parsed);
	const added = new Map<string, Field>();
	const extended: Fields = (pattern) => {
		const found = fields(pattern);
		return lookups.has(pattern) ? found : [...(found ?? []), ...added.values()];
	};
	for (let round = 0; round < ROUNDS; round++) {
		const before = added.size;
		for (const { code, message } of analyze(parsed, extended).diagnostics) {
			const name = code === 'unknown_column' ? UNKNOWN.exec(message)?.[1] : undefined;
			if (name !== undefined) added.set(name, { name, type });
		}
		if (added.size === before) break;
	}
	return extended;
}
