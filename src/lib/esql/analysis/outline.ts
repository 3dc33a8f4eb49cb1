import type { Span } from '../syntax/ast';
import type { Analysis, Column, Stage } from './analysis';
import { commandName } from './diagnose/version';

/** One pipe of a query and what it does to the columns. */
export interface OutlinePipe extends Span {
	/** `FROM`, `INLINE STATS`: upper-case. */
	readonly command: string;
	/** The whole command on one line, without comments at its ends. */
	readonly text: string;
	readonly added: readonly string[];
	readonly removed: readonly string[];
	readonly renamed: readonly { readonly old: string; readonly name: string }[];
	/** Columns that are made anew under a name that was there. */
	readonly replaced: readonly string[];
	/** Columns after the pipe. */
	readonly count: number;
	/** There may be more columns, as the fields of a source are not known. */
	readonly open: boolean;
	/** Pipelines inside: subqueries, branches of FORK. */
	readonly inner: readonly (readonly OutlinePipe[])[];
}

/** The pipes of a query in order, each with the columns it adds, removes, renames and replaces. */
export function outline({ stages, parsed }: Analysis): readonly OutlinePipe[] {
	return pipes(stages, [], parsed.text);
}

function pipes(stages: readonly Stage[], start: readonly Column[], text: string): readonly OutlinePipe[] {
	let before = start;
	return stages.map(({ command, columns, open, inner }) => {
		const pipe: OutlinePipe = {
			from: command.from,
			to: command.to,
			command: commandName(text, command.keyword),
			text: text.slice(command.from, command.to).replace(/\s+/g, ' '),
			...difference(before, columns, command.kind === 'fork' || command.kind === 'mvExpand'),
			count: columns.length,
			open,
			inner: inner.map((branch) => pipes(branch, command.kind === 'fork' ? before : [], text))
		};
		before = columns;
		return pipe;
	});
}

type Changes = Pick<OutlinePipe, 'added' | 'removed' | 'renamed' | 'replaced'>;

/** `anew`: columns of the same name are the same, as FORK and MV_EXPAND make them once more. */
function difference(before: readonly Column[], after: readonly Column[], anew: boolean): Changes {
	const start = sharedStart(before, after);
	return changes(before.slice(start), after.slice(start), anew);
}

/** How many columns two scopes begin with alike: most pipes of a query over many fields change only the end. */
function sharedStart(before: readonly Column[], after: readonly Column[]): number {
	let at = 0;
	while (at < before.length && before[at] === after[at]) at++;
	return at;
}

function changes(before: readonly Column[], after: readonly Column[], anew: boolean): Changes {
	const oldNames = new Map(before.map(({ id, name }) => [id, name]));
	const wasThere = new Set(oldNames.values());
	const isThere = new Set(after.map(({ name }) => name));
	const ids = new Set(after.map(({ id }) => id));
	const added: string[] = [];
	const replaced: string[] = [];
	const renamed: { readonly old: string; readonly name: string }[] = [];
	for (const { id, name } of after) {
		const old = oldNames.get(id);
		if (old !== undefined) {
			if (old !== name) renamed.push({ old, name });
		} else if (!wasThere.has(name)) added.push(name);
		else if (!anew) replaced.push(name);
	}
	const removed = before.filter(({ id, name }) => !ids.has(id) && !isThere.has(name)).map(({ name }) => name);
	return { added, removed, renamed, replaced };
}
