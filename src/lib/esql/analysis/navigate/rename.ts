import type { Field } from '../../syntax/ast';
import type { Analysis, Column } from '../analysis';
import type { Edit } from '../diagnose/finding';
import { pipelines } from '../diagnose/pipelines';
import { Columns, type Occurrence } from '../navigate';
import { quoteName } from './quote';

interface Refused {
	readonly kind: 'refused';
	readonly reason: string;
}

/** Edits that give a column another name, or why that can't be. */
export type Renamed = { readonly kind: 'edits'; readonly edits: readonly Edit[] } | Refused;

const refused = (reason: string): Refused => ({ kind: 'refused', reason });

/** The column at an offset that may be renamed, with its place; or why there is none. */
export function renamable(columns: Columns, offset: number): Occurrence | Refused {
	const here = columns.at(offset);
	if (!here) return refused('There is no column here whose origin is known');
	const reason = [...columns.same(here.column)].map((column) => fixedName(column, columns)).find(Boolean);
	return reason ? refused(reason) : here;
}

function fixedName(column: Column, columns: Columns): string | undefined {
	const { name } = column;
	switch (columns.sites.get(column)?.kind) {
		case 'source':
			return continues(column, columns)
				? undefined
				: `[${name}] is a field of the index: write RENAME to give it another name in the query`;
		case 'metadata':
			return `[${name}] is a metadata field: write RENAME to give it another name in the query`;
		case 'command':
			return continues(column, columns)
				? undefined
				: `[${name}] gets its name from its command: write RENAME after it to give it another`;
		default:
			return isJoinKey(column, columns)
				? `[${name}] is the key of a LOOKUP JOIN and must be called like the field of the lookup index`
				: perhapsMatched(column, columns);
	}
}

/** Why a column keeps its name that an ENRICH of an unknown policy, without ON, may match by. */
function perhapsMatched(column: Column, { analysis }: Columns): string | undefined {
	for (const { command, columns } of pipelines(analysis.stages).flat()) {
		if (command.kind !== 'enrich' || command.on || analysis.implied.has(command)) continue;
		if (columns.includes(column))
			return `ENRICH ${command.policy} may match by [${column.name}]: say with ON what it matches by`;
	}
	return undefined;
}

/** Does FORK or FROM only pass this column on from a pipeline inside? */
const continues = (column: Column, columns: Columns): boolean =>
	column.field === undefined && columns.same(column).size > 1;

const isJoinKey = (column: Column, { analysis }: Columns): boolean =>
	pipelines(analysis.stages)
		.flat()
		.some(
			({ command }) =>
				command.kind === 'lookupJoin' &&
				command.on.some((key) => analysis.references.get(key as never) === column)
		);

/** Renames the column at an offset everywhere. `analyze` gives the meaning of the changed text, to be sure that it stays. */
export function renameColumn(
	analysis: Analysis,
	offset: number,
	name: string,
	analyze: (text: string) => Analysis
): Renamed {
	const columns = new Columns(analysis);
	const here = renamable(columns, offset);
	if ('reason' in here) return here;
	if (name === '') return refused('A column needs a name');
	if (name === here.column.name) return { kind: 'edits', edits: [] };
	const same = columns.same(here.column);
	if ([...same].some((column) => columns.sites.get(column)?.kind === 'pattern') && !/^[\w@.-]+$/.test(name))
		return refused('Inside a pattern a name has only letters, digits and the signs @ . _ -');
	if (isTaken(name, same, analysis)) return refused(`There is a column [${name}] already`);
	const renaming = new Renaming(columns, same, name);
	const after = analyze(applyEdits(analysis.parsed.text, renaming.edits));
	return means(columns, new Columns(after), renaming.names)
		? { kind: 'edits', edits: renaming.edits }
		: refused(`With the name [${name}] a pattern or another name would mean other columns`);
}

/** Is there another column of that name wherever one of these is in scope? */
function isTaken(name: string, same: ReadonlySet<Column>, { stages }: Analysis): boolean {
	return pipelines(stages).some((pipeline) =>
		pipeline.some(
			({ columns }) =>
				columns.some((column) => column.name === name) && columns.some((column) => same.has(column))
		)
	);
}

/** The edits of one rename, with those that follow from it: `STATS SUM(x)` makes a column that is called `SUM(x)`. */
class Renaming {
	readonly names = new Map<Column, string>();
	edits: readonly Edit[] = [];

	constructor(
		readonly columns: Columns,
		same: ReadonlySet<Column>,
		name: string
	) {
		for (const column of same) this.names.set(column, name);
		for (let before = 0; before < this.names.size;) {
			before = this.names.size;
			this.edits = this.#edits(same);
			this.#follow();
		}
	}

	#edits(same: ReadonlySet<Column>): readonly Edit[] {
		const uses = this.columns.occurrences.flatMap(({ from, to, column, role, implied }): Edit[] => {
			const name = this.names.get(column);
			if (name === undefined) return [];
			if (implied) return [{ from, to, insert: ` ON ${quoteName(name)}` }];
			const kind = role === 'definition' ? this.columns.sites.get(column)?.kind : 'use';
			if (kind === 'unnamed')
				return same.has(column) ? [{ from, to: from, insert: `${quoteName(name)} = ` }] : [];
			return [{ from, to, insert: kind === 'pattern' ? name : quoteName(name) }];
		});
		const patterns = [...this.names].flatMap(([column, name]): Edit[] => {
			const site = this.columns.sites.get(column);
			return site?.kind === 'pattern' ? site.spans.map(({ from, to }) => ({ from, to, insert: name })) : [];
		});
		const all = new Map([...uses, ...patterns].map((edit) => [`${edit.from}-${edit.to}`, edit]));
		return [...all.values()].sort((a, b) => a.from - b.from);
	}

	/** Columns that are named by source text which changes. */
	#follow(): void {
		const { analysis } = this.columns;
		for (const [node, [column]] of analysis.defines) {
			const field = node as Partial<Field>;
			if (field.kind !== 'field' || field.name || !column || this.names.has(column)) continue;
			const { from = 0, to = 0 } = field;
			const inside = this.edits.filter((edit) => from <= edit.from && edit.to <= to);
			if (inside.length === 0) continue;
			const moved = inside.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
			const name = applyEdits(analysis.parsed.text.slice(from, to), moved);
			for (const each of this.columns.same(column)) this.names.set(each, name);
		}
	}
}

/** A text after edits, which are in order and don't overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	return edits.reduceRight(
		(rest, { from, to, insert }) => rest.slice(0, from) + insert + rest.slice(to),
		text
	);
}

/** Does every name mean what it meant, but for the new names? */
function means(before: Columns, after: Columns, names: ReadonlyMap<Column, string>): boolean {
	const nameOf = (column: Column) => names.get(column) ?? column.name;
	const [a, b] = [before, after].map(({ analysis }) => pipelines(analysis.stages).flat());
	if (before.analysis.parsed.issues.length !== after.analysis.parsed.issues.length || a.length !== b.length)
		return false;
	const made = [before, after].map(({ analysis }) => ordinals(analysis));
	const uses = [before, after].map(({ occurrences }) => occurrences.filter(({ role }) => role === 'use'));
	return (
		uses[0].length === uses[1].length &&
		uses[0].every(({ column }, at) => {
			const other = uses[1][at].column;
			return other.name === nameOf(column) && made[0].get(column) === made[1].get(other);
		}) &&
		a.every(({ columns }, at) => keepsScope(columns, b[at].columns, names))
	);
}

/** Are the same columns in scope, but for one that its new name saves from being replaced? */
function keepsScope(
	before: readonly Column[],
	after: readonly Column[],
	names: ReadonlyMap<Column, string>
): boolean {
	const nameOf = (column: Column) => names.get(column) ?? column.name;
	let shared = 0;
	while (shared < before.length && shared < after.length && nameOf(before[shared]) === after[shared].name)
		shared++;
	if (shared === before.length && shared === after.length) return true;
	const wanted = new Set(before.map(nameOf));
	const there = new Set(after.map(({ name }) => name));
	const [oldNames, newNames] = [new Set([...names.keys()].map(({ name }) => name)), new Set(names.values())];
	const isReplaced = before.some((column) => !names.has(column) && oldNames.has(column.name));
	return (
		[...wanted].every((name) => there.has(name)) &&
		(isReplaced || [...there].every((name) => wanted.has(name) || !newNames.has(name)))
	);
}

/** Each column's maker, by its place among all. */
function ordinals({ defines }: Analysis): ReadonlyMap<Column, number> {
	return new Map(
		[...defines.values()].flatMap((columns, at) => columns.map((column) => [column, at] as const))
	);
}
