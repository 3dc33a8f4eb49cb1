import type { Parsed, Span } from '../../syntax/ast';
import { parse } from '../../syntax/parse';
import { analyze } from '../analyze';
import type { Analysis, Column, Stage } from '../analysis';
import type { EsType, Field } from '../schema';
import { stub } from './tail';

/** Where the command begins that the cursor is in, and its field if it is in one. */
export interface Site {
	readonly command: number;
	readonly field?: number;
}

/** The fields that a pattern has; undefined where they are not known. */
export type Fields = (pattern: string) => readonly Field[] | undefined;

/** What the text before a cursor means: parsed once, analysed when the fields of its sources are there. */
export class Surroundings {
	readonly parsed: Parsed;

	constructor(text: string) {
		this.parsed = parse(text);
	}

	/** The columns of the result; `head` is what the stub gives. */
	columns(fields: Fields, head: readonly Column[] = []): readonly Column[] {
		return restored(this.#analyze(fields, head).columns, head);
	}

	/** What may be named at a site, and the types of what stands before the cursor. */
	scope({ command, field }: Site, fields: Fields, head: readonly Column[] = []): CursorScope {
		const analysis = this.#analyze(fields, head);
		const found = stageAt(analysis.stages, command, []);
		const own = found ? definedIn(found.stage, analysis, field) : [];
		const names = new Set(own.map(({ name }) => name));
		const before = restored(found?.before ?? [], head);
		return new CursorScope([...own, ...before.filter(({ name }) => !names.has(name))], analysis);
	}

	#analyze(fields: Fields, head: readonly Column[]): Analysis {
		return analyze(this.parsed, (pattern) => (pattern === stub ? head : fields(pattern)));
	}
}

/** Columns with those that the stub gave as they were in the query. */
function restored(columns: readonly Column[], head: readonly Column[]): readonly Column[] {
	if (head.length === 0) return columns;
	const known = new Map(head.map((column) => [column.name, column]));
	return columns.map((column) => {
		const original = column.field === undefined ? undefined : known.get(column.field);
		return original ? { ...original, name: column.name } : column;
	});
}

/** Columns in scope, those that the query makes last first, and types by place. */
export class CursorScope {
	readonly #types = new Map<string, EsType>();

	constructor(
		readonly columns: readonly Column[],
		{ types }: Pick<Analysis, 'types'>
	) {
		for (const [node, type] of types) this.#types.set(key(node), type);
	}

	/** The type of the expression at a place; `unknown` where it can't be told. */
	typeAt(span: Span): EsType {
		return this.#types.get(key(span)) ?? 'unknown';
	}
}

const key = ({ from, to }: Span) => `${from}:${to}`;

interface Found {
	readonly stage: Stage;
	readonly before: readonly Column[];
}

function stageAt(stages: readonly Stage[], command: number, start: readonly Column[]): Found | undefined {
	let before = start;
	for (const stage of stages) {
		if (stage.command.from === command) return { stage, before };
		const outer = stage.command.kind === 'fork' ? before : [];
		for (const inner of stage.inner) {
			const found = stageAt(inner, command, outer);
			if (found) return found;
		}
		before = stage.columns;
	}
	return undefined;
}

/** Columns that EVAL and ROW have defined before the field at the cursor. */
function definedIn({ command }: Stage, { defines }: Analysis, field: number | undefined): readonly Column[] {
	if (command.kind !== 'eval' && command.kind !== 'row') return [];
	const done = command.fields.filter(({ name, from }) => name && from !== field);
	return done.flatMap((field) => defines.get(field) ?? []).reverse();
}
