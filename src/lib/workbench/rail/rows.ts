import type { EnrichPolicy, Field, IndexInfo } from '$lib/esql/analysis/schema';
import { fieldWord, indexWord } from './kind-words';

/** Something that is asked of the cluster. */
export type Asked<T> =
	| { readonly kind: 'asking' }
	| { readonly kind: 'here'; readonly value: T }
	| { readonly kind: 'failed'; readonly reason: string };

/** What a row stands for. */
export type Subject =
	/** `pattern`: what FROM reads, with the remote cluster's name where it is one's. */
	| { readonly kind: 'index'; readonly index: IndexInfo; readonly pattern: string }
	| { readonly kind: 'field'; readonly field: Field; readonly pattern: string }
	| { readonly kind: 'policy'; readonly policy: EnrichPolicy }
	| { readonly kind: 'enriched'; readonly name: string }
	| { readonly kind: 'remote'; readonly name: string }
	| { readonly kind: 'group'; readonly title: string }
	| { readonly kind: 'note'; readonly text: string; readonly failed: boolean };

/** One visible row of the tree. `position` and `of` count among siblings, from 1. */
export interface CatalogRow {
	/** Names the row as long as it exists. */
	readonly key: string;
	readonly level: number;
	readonly subject: Subject;
	/** Undefined for what has nothing below it. */
	readonly expanded: boolean | undefined;
	readonly position: number;
	readonly of: number;
}

/** What is known of a cluster. */
export interface Known {
	readonly indices: readonly IndexInfo[];
	/** By pattern. */
	readonly fields: Readonly<Record<string, Asked<readonly Field[]>>>;
	/** Undefined: this user may not list them, or the cluster has none to list. */
	readonly policies: readonly EnrichPolicy[] | undefined;
	readonly remotes: readonly string[];
	/** By remote cluster. */
	readonly remoteIndices: Readonly<Record<string, Asked<readonly IndexInfo[]>>>;
}

export const keyOfIndex = (pattern: string) => `index ${pattern}`;
export const keyOfPolicy = (name: string) => `policy ${name}`;
export const keyOfRemote = (name: string) => `remote ${name}`;
export const policiesKey = 'group policies';
export const remotesKey = 'group remotes';

/** The rows to show: what matches `wanted` (lower case), with what is below those whose key is in `opened`. */
export function rowsOf(known: Known, opened: readonly string[], wanted: string): readonly CatalogRow[] {
	const open = new Set(opened);
	const fieldsIn = (pattern: string): readonly Field[] => {
		const asked = known.fields[pattern];
		return asked?.kind === 'here' && open.has(keyOfIndex(pattern)) ? asked.value : [];
	};
	const matches = (name: string) => name.toLowerCase().includes(wanted);
	const matchingFields = (pattern: string) =>
		wanted === ''
			? []
			: fieldsIn(pattern).filter((field) => matches(field.name) || fieldWord(field).startsWith(wanted));
	const indexRows = (indices: readonly IndexInfo[], head: string, level: number): CatalogRow[] => {
		const shown = indices.filter(
			(index) =>
				matches(index.name) ||
				(wanted !== '' && indexWord(index).startsWith(wanted)) ||
				matchingFields(head + index.name).length > 0
		);
		return shown.flatMap((index, at) => {
			const pattern = head + index.name;
			const key = keyOfIndex(pattern);
			const expanded = open.has(key);
			const row: CatalogRow = {
				key,
				level,
				subject: { kind: 'index', index, pattern },
				expanded,
				position: at + 1,
				of: shown.length
			};
			return expanded ? [row, ...fieldRows(pattern, level + 1)] : [row];
		});
	};
	const fieldRows = (pattern: string, level: number): CatalogRow[] =>
		children(
			keyOfIndex(pattern),
			level,
			known.fields[pattern],
			'Asking for the fields…',
			'No fields',
			(all) => {
				const found = matchingFields(pattern);
				return (found.length > 0 ? found : all).map((field) => [
					field.name,
					{ kind: 'field', field, pattern }
				]);
			}
		);
	const remoteRows = (name: string): CatalogRow[] => {
		const asked = known.remoteIndices[name];
		if (asked?.kind === 'here') return indexRows(asked.value, `${name}:`, 3);
		return children(keyOfRemote(name), 3, asked, 'Asking for the indices…', '', () => []);
	};
	const group = (
		key: string,
		title: string,
		members: readonly (readonly [string, Subject])[],
		below: (subject: Subject) => CatalogRow[]
	): CatalogRow[] => {
		const shown = members.filter(([name]) => matches(name));
		if (shown.length === 0) return [];
		const expanded = open.has(key) || wanted !== '';
		const head: CatalogRow = {
			key,
			level: 1,
			subject: { kind: 'group', title },
			expanded,
			position: 1,
			of: 1
		};
		if (!expanded) return [head];
		return [
			head,
			...shown.flatMap(([name, subject], at): CatalogRow[] => {
				const own = `${subject.kind} ${name}`;
				const row = {
					key: own,
					level: 2,
					subject,
					expanded: open.has(own),
					position: at + 1,
					of: shown.length
				};
				return row.expanded ? [row, ...below(subject)] : [row];
			})
		];
	};
	return [
		...indexRows(known.indices, '', 1),
		...(known.policies === undefined && wanted === '' ? untoldPolicies(open.has(policiesKey)) : []),
		...group(
			policiesKey,
			'Enrich policies',
			(known.policies ?? []).map((policy) => [policy.name, { kind: 'policy', policy }]),
			(subject) =>
				subject.kind === 'policy'
					? subject.policy.fields.map((name, at) => ({
							key: `${keyOfPolicy(subject.policy.name)}/${name}`,
							level: 3,
							subject: { kind: 'enriched', name },
							expanded: undefined,
							position: at + 1,
							of: subject.policy.fields.length
						}))
					: []
		),
		...group(
			remotesKey,
			'Remote clusters',
			known.remotes.map((name) => [name, { kind: 'remote', name }]),
			(subject) => (subject.kind === 'remote' ? remoteRows(subject.name) : [])
		)
	];
}

/** A cluster that does not list its policies is not one that has none. */
function untoldPolicies(expanded: boolean): readonly CatalogRow[] {
	const head: CatalogRow = {
		key: policiesKey,
		level: 1,
		subject: { kind: 'group', title: 'Enrich policies' },
		expanded,
		position: 1,
		of: 1
	};
	const text = 'Not listed: your user may lack monitor_enrich, or this cluster has no such list.';
	const note: CatalogRow = {
		key: `${policiesKey}/note`,
		level: 2,
		subject: { kind: 'note', text, failed: false },
		expanded: undefined,
		position: 1,
		of: 1
	};
	return expanded ? [head, note] : [head];
}

/** Rows below an opened one, or the sentence that stands for them. */
function children<T>(
	parent: string,
	level: number,
	asked: Asked<readonly T[]> | undefined,
	asking: string,
	none: string,
	members: (all: readonly T[]) => readonly (readonly [string, Subject])[]
): CatalogRow[] {
	const note = (text: string, failed = false): CatalogRow[] => [
		{
			key: `${parent}/note`,
			level,
			subject: { kind: 'note', text, failed },
			expanded: undefined,
			position: 1,
			of: 1
		}
	];
	if (asked?.kind === 'failed') return note(asked.reason, true);
	if (asked?.kind !== 'here') return note(asking);
	const all = members(asked.value);
	if (all.length === 0) return note(none);
	return all.map(([name, subject], at) => ({
		key: `${parent}/${name}`,
		level,
		subject,
		expanded: undefined,
		position: at + 1,
		of: all.length
	}));
}
