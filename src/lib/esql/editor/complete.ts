import {
	autocompletion,
	type Completion,
	type CompletionContext,
	type CompletionResult,
	type CompletionSource
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { SchemaSource } from '../analysis/schema';
import { type CursorContext, cursorContext } from './cursor';

const types = [
	...[
		'boolean',
		'cartesian_point',
		'cartesian_shape',
		'date',
		'date_nanos',
		'date_period',
		'datetime',
		'dense_vector'
	],
	...[
		'double',
		'geo_point',
		'geo_shape',
		'integer',
		'ip',
		'keyword',
		'long',
		'string',
		'time_duration',
		'unsigned_long'
	],
	'version'
];

const units = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years'];

const metadata = ['_id', '_index', '_index_mode', '_version', '_source', '_score', '_ignored'];

const option =
	(type: string, boost = 0) =>
	(label: string): Completion => ({ label, type, boost });

const keywordOptions = (words: readonly string[]) => words.map(option('keyword'));

/** A column's text: quoted where the language demands it. */
function columnText(name: string): string {
	const plain = (part: string) => /^([A-Za-z]\w*|[_@]\w+)$/.test(part);
	const quote = (part: string) => (plain(part) ? part : `\`${part.replaceAll('`', '``')}\``);
	return name.split('.').map(quote).join('.');
}

/** Inserts `NAME()` with the cursor inside, or just the name where a parenthesis follows already. */
function applyFunction(view: EditorView, completion: Completion, from: number, to: number): void {
	const called = view.state.sliceDoc(to, to + 1) === '(';
	view.dispatch({
		changes: { from, to, insert: completion.label + (called ? '' : '()') },
		selection: { anchor: from + completion.label.length + 1 },
		userEvent: 'input.complete'
	});
}

async function functionOptions(aggregates: boolean): Promise<Completion[]> {
	const { functions } = await import('../analysis/definitions');
	return [...functions.values()]
		.filter(({ kind }) => aggregates || kind === 'scalar')
		.map(({ name, family }) => ({ label: name, type: 'function', detail: family, apply: applyFunction }));
}

async function columnOptions(
	context: CursorContext & { kind: 'expression' | 'column' },
	schema: SchemaSource | undefined,
	signal: AbortSignal
) {
	const fields = schema && context.indices ? await schema.fields(context.indices, signal) : [];
	const known = new Set(fields.map(({ name }) => name));
	const defined = context.defined.filter((name) => !known.has(name));
	const column = (label: string, detail?: string): Completion => ({
		label,
		type: 'property',
		boost: 2,
		detail,
		apply: columnText(label)
	});
	return [...defined.map((name) => column(name)), ...fields.map(({ name, type }) => column(name, type))];
}

async function options(
	context: CursorContext,
	schema: SchemaSource | undefined,
	signal: AbortSignal
): Promise<Completion[]> {
	switch (context.kind) {
		case 'nothing':
			return [];
		case 'command':
		case 'keyword':
			return keywordOptions(context.words);
		case 'metadata':
			return metadata.map(option('property'));
		case 'type':
			return types.map(option('type'));
		case 'unit':
			return [...units.map(option('constant')), ...keywordOptions(context.words)];
		case 'index': {
			const indices = (await schema?.indices(signal)) ?? [];
			return indices
				.filter(({ mode }) => !context.lookup || mode === 'lookup')
				.map(({ name, kind }) => ({ label: name, type: 'class', detail: kind.replace('_', ' ') }));
		}
		case 'column':
			return [...(await columnOptions(context, schema, signal)), ...keywordOptions(context.words)];
		case 'expression': {
			// Functions and keywords stay when the cluster can't tell its fields.
			const [columns, functions] = await Promise.all([
				columnOptions(context, schema, signal).catch(logged),
				functionOptions(context.aggregates)
			]);
			return [...columns, ...functions, ...keywordOptions(context.words)];
		}
	}
}

function logged(cause: unknown): Completion[] {
	if (!(cause instanceof DOMException && cause.name === 'AbortError'))
		console.error('Completion failed.', cause);
	return [];
}

const validFor: Readonly<Partial<Record<CursorContext['kind'], RegExp>>> = { index: /^[^\s,|"()=[\]\\]*$/ };

/** Completes commands, keywords, columns, functions, indices, types and units. A failure is logged and offers nothing. */
export function completionSource(schema?: SchemaSource): CompletionSource {
	return async (completion: CompletionContext): Promise<CompletionResult | null> => {
		const text = completion.state.doc.toString();
		const context = cursorContext(text, syntaxTree(completion.state), completion.pos);
		if (context.kind === 'nothing') return null;
		const begins = context.from === completion.pos;
		if (begins && !completion.explicit && !/[|.]\s*$|\b(FROM|TS)\s+$/i.test(text.slice(0, completion.pos)))
			return null;
		const controller = new AbortController();
		completion.addEventListener('abort', () => controller.abort());
		const found = await options(context, schema, controller.signal).catch(logged);
		if (found.length === 0) return null;
		return { from: context.from, options: found, validFor: validFor[context.kind] ?? /^[\w@.*`]*$/ };
	};
}

/** Completion as an extension of the editor. */
export const completion = (schema?: SchemaSource): Extension =>
	autocompletion({ override: [completionSource(schema)], icons: false });
