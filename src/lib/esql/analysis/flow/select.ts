import type { Drop, Keep, Name, Rename, Renaming } from '../../syntax/ast';
import type { Column } from '../analysis';
import { nameMatcher } from '../patterns';
import { Scope } from '../scope';
import { didYouMean, similar } from '../suggest';
import { useColumn } from '../usage';
import type { Walk } from '../walk';

/** KEEP: a column stands where its most exact pattern names it; of equally exact patterns the last decides. */
export function keep(command: Keep, scope: Scope, walk: Walk): Scope {
	const kept = new Map<Column, number>();
	for (const pattern of command.patterns) {
		const rank = !pattern.wildcard ? 0 : pattern.name === '*' ? 2 : 1;
		for (const column of matched(pattern, scope, walk)) {
			if ((kept.get(column) ?? rank) < rank) continue;
			kept.delete(column);
			kept.set(column, rank);
		}
	}
	const open = scope.open && command.patterns.some(({ wildcard, params }) => wildcard || params.length > 0);
	return new Scope([...kept.keys()], open);
}

/** DROP. */
export function drop(command: Drop, scope: Scope, walk: Walk): Scope {
	const dropped = new Set(
		command.patterns.flatMap((pattern) => {
			if (pattern.wildcard && pattern.name === '*')
				walk.findings.error(pattern, 'drops_all', 'Removing all fields is not allowed [*]');
			return matched(pattern, scope, walk);
		})
	);
	return new Scope(
		scope.columns.filter((column) => !dropped.has(column)),
		scope.open
	);
}

function matched(pattern: Name, scope: Scope, walk: Walk): readonly Column[] {
	if (!pattern.wildcard) {
		const column = scope.resolve(pattern, pattern, walk.findings);
		return column ? [column] : scope.open && pattern.params.length === 0 ? [assumed(pattern, walk)] : [];
	}
	if (pattern.name === '*') return scope.columns;
	const matches = nameMatcher(pattern.name);
	const found = scope.columns.filter(({ name }) => matches(name));
	if (found.length === 0 && !scope.open) {
		const suggestions = similar(
			pattern.name,
			scope.columns.map(({ name }) => name)
		);
		walk.findings.error(
			pattern,
			'no_match',
			`No matches found for pattern [${pattern.name}]${didYouMean(suggestions, 'did you mean to match')}`,
			suggestions
		);
	}
	return found;
}

/** A column that the text names and the schema does not tell of. */
function assumed(name: Name, { findings }: Walk): Column {
	const column = findings.column({ name: name.name, type: 'unknown', origin: name });
	findings.defines.set(name, [column]);
	return column;
}

/** RENAME: from left to right; a new name takes the place of the old one and pushes out another column of that name. */
export function rename(command: Rename, start: Scope, walk: Walk): Scope {
	let columns = [...start.columns];
	const renamed = new Map<string, string>();
	for (const renaming of command.renames) {
		const { old, name } = renaming;
		if (refuseWildcard(renaming, walk) || old.name === name.name) continue;
		const column = columns.find((other) => other.name === old.name);
		const source = column ?? missing(renaming, start, renamed, walk);
		if (!source) continue;
		walk.findings.references.set(old, source);
		useColumn(source, old, walk.findings);
		const moved: Column = { ...source, name: name.name, origin: name };
		walk.findings.defines.set(renaming, [moved]);
		columns = columns.filter((other) => other.name !== name.name);
		columns = column ? columns.map((other) => (other === column ? moved : other)) : [...columns, moved];
		renamed.set(old.name, name.name);
	}
	return new Scope(columns, start.open);
}

function refuseWildcard({ old, name, ...span }: Renaming, { findings }: Walk): boolean {
	if (!old.wildcard && !name.wildcard) return false;
	findings.error(
		span,
		'wildcard_rename',
		`Using wildcards [*] in RENAME is not allowed [${findings.source(span)}]`
	);
	return true;
}

function missing(
	renaming: Renaming,
	scope: Scope,
	renamed: ReadonlyMap<string, string>,
	walk: Walk
): Column | undefined {
	const { old } = renaming;
	const now = renamed.get(old.name);
	if (now !== undefined) {
		walk.findings.error(
			old,
			'renamed_column',
			`Column [${old.name}] renamed to [${now}] and is no longer available [${walk.findings.source(renaming)}]`
		);
		return undefined;
	}
	scope.resolve(old, old, walk.findings);
	return scope.open && old.params.length === 0 ? assumed(old, walk) : undefined;
}
