import type { SyntaxNode } from '@lezer/common';
import { commandName } from '../analysis/diagnose/version';
import { commands, functionNamed, type FunctionDefinition } from '../analysis/definitions';
import { commandProse } from '../analysis/definitions/commandprose';
import { commandDocs, functionDocs } from '../analysis/definitions/docs';
import { operators } from '../analysis/definitions/operators';
import type { Prose } from '../analysis/definitions/prose';
import { settings } from '../analysis/definitions/settings';
import { pipelines } from '../analysis/diagnose/pipelines';
import type { Columns, Occurrence } from '../analysis/navigate';
import type { IndexInfo } from '../analysis/schema';
import type { Span } from '../syntax/ast';
import { parser } from '../syntax/parse';
import { placeAt } from '../syntax/position';
import { formPieces, formsOf, typesText } from './form';

/** What there is to know about one thing in the text. */
export interface Description extends Span {
	/** What it is, as code. */
	readonly title: string;
	readonly lines: readonly Line[];
	/** Where Elastic documents it. */
	readonly docs?: string;
}

export interface Line {
	readonly kind: 'text' | 'code' | 'note';
	readonly text: string;
}

/** What a description is made from. */
export interface Subject {
	readonly columns: Columns;
	readonly prose: ReadonlyMap<string, Prose>;
	readonly indices: ReadonlyMap<string, IndexInfo>;
}

const text = (line: string): Line => ({ kind: 'text', text: line });
const code = (line: string): Line => ({ kind: 'code', text: line });
const note = (line: string): Line => ({ kind: 'note', text: line });

/** Explains what is at an offset: a column, function, command, index, setting or operator. */
export function describe(offset: number, side: -1 | 1, subject: Subject): Description | undefined {
	const { parsed } = subject.columns.analysis;
	const node = parser.parse(parsed.text).resolveInner(offset, side);
	if (/^(String|LineComment|BlockComment)$/.test(node.name) && node.parent?.name !== 'IndexPattern')
		return columnAt(offset, subject);
	return (
		functionAt(node, parsed.text, subject) ??
		commandAt(offset, subject) ??
		indexAt(offset, subject) ??
		settingAt(offset, subject) ??
		columnAt(offset, subject) ??
		unknownColumn(node, subject) ??
		operatorAt(node, parsed.text)
	);
}

function functionAt(node: SyntaxNode, source: string, { prose }: Subject): Description | undefined {
	const name =
		node.name === 'FunctionName' ? node : node.parent?.name === 'FunctionName' ? node.parent : undefined;
	const definition = name && functionNamed(source.slice(name.from, name.to));
	if (!name || !definition) return undefined;
	return { from: name.from, to: name.to, ...functionDescription(definition, prose) };
}

/** A function's forms, what it does and an example. */
export function functionDescription(
	definition: FunctionDefinition,
	prose: ReadonlyMap<string, Prose>
): Omit<Description, keyof Span> {
	const [first, ...others] = formsOf(definition).map(
		(form) => `${formPieces(definition.name, form).join('')} → ${typesText(form.returns)}`
	);
	const told = prose.get(definition.name);
	const kinds = {
		scalar: '',
		agg: 'Aggregate function',
		time_series_agg: 'Function over time, for TS',
		grouping: 'Grouping function, for BY'
	};
	const marks = [
		definition.since ? `Since Elasticsearch ${definition.since}` : '',
		kinds[definition.kind],
		definition.preview ? 'Preview: may change' : '',
		definition.license ? `Needs a ${definition.license} licence` : ''
	].filter(Boolean);
	return {
		title: first ?? `${definition.name}()`,
		docs: functionDocs(definition),
		lines: [
			...others.map(code),
			...(told ? [text(told.description), code(told.example)] : []),
			...(marks.length > 0 ? [note(marks.join(' · '))] : [])
		]
	};
}

function commandAt(offset: number, { columns: { analysis } }: Subject): Description | undefined {
	const command = pipelines(analysis.stages)
		.flat()
		.find(({ command: { keyword } }) => keyword.from <= offset && offset <= keyword.to)?.command;
	const definition = command && commands.get(commandName(analysis.parsed.text, command.keyword));
	const told = definition && commandProse.get(definition.name);
	if (!told) return undefined;
	const marks = [
		definition.since ? `Since Elasticsearch ${definition.since}` : '',
		definition.preview ? 'Preview: may change' : ''
	].filter(Boolean);
	return {
		...command.keyword,
		title: told.syntax,
		docs: commandDocs(definition),
		lines: [
			text(told.description),
			code(told.example),
			...(marks.length > 0 ? [note(marks.join(' · '))] : [])
		]
	};
}

const kinds = { index: 'Index', data_stream: 'Data stream', alias: 'Alias', view: 'View' } as const;

function indexAt(offset: number, { columns: { analysis }, indices }: Subject): Description | undefined {
	for (const { command } of pipelines(analysis.stages).flat()) {
		const patterns =
			command.kind === 'from'
				? command.sources.filter((source) => source.kind === 'index')
				: command.kind === 'lookupJoin'
					? [command.index]
					: [];
		const pattern = patterns.find(({ from, to }) => from <= offset && offset <= to);
		if (!pattern) continue;
		const info = indices.get(pattern.pattern);
		const fields = analysis.defines.get(command)?.length ?? 0;
		const what = info
			? kinds[info.kind] + (info.mode && info.mode !== 'standard' ? `, mode ${info.mode}` : '')
			: pattern.cluster
				? `On the remote cluster ${pattern.cluster}`
				: /[*<]/.test(pattern.pattern)
					? 'Pattern of index names'
					: 'Not in the list of this cluster';
		const read = command.kind === 'from' ? 'FROM reads' : 'The join adds';
		return {
			from: pattern.from,
			to: pattern.to,
			title: pattern.text,
			lines: [
				text(what),
				...(fields > 0 ? [note(`${read} ${fields} ${fields === 1 ? 'field' : 'fields'}`)] : [])
			]
		};
	}
	return undefined;
}

function settingAt(offset: number, { columns: { analysis } }: Subject): Description | undefined {
	const setting = analysis.parsed.query.settings.find(({ from, to }) => from <= offset && offset < to);
	const definition = setting && settings.get(setting.name.toLowerCase());
	if (!definition || offset > setting.value.from) return undefined;
	return {
		from: setting.from,
		to: setting.to,
		title: `SET ${definition.name}`,
		lines: [
			text(definition.description),
			code(definition.example),
			...(definition.preview ? [note('Preview: may change')] : [])
		]
	};
}

function columnAt(offset: number, { columns }: Subject): Description | undefined {
	const here = columns.at(offset);
	if (!here) return undefined;
	const { column, from, to } = here;
	const mapped = column.originalTypes ?? [];
	return {
		from,
		to,
		title: `${column.name}: ${column.type === 'unknown' ? 'type not known' : column.type}`,
		lines: [
			...originOf(here, columns),
			...(mapped.length > 1
				? [note(`Mapped as ${mapped.join(' and ')} in different indices: cast it to use it`)]
				: mapped.length === 1
					? [note(`Mapped as ${mapped[0]}, which ES|QL can't read`)]
					: [])
		]
	};
}

/** Where a column comes from, in words and as the pipe that makes it. */
function originOf({ column, from }: Occurrence, columns: Columns): readonly Line[] {
	const { text: source } = columns.analysis.parsed;
	const site = columns.sites.get(column);
	if (site?.kind === 'metadata') return [text('Metadata field')];
	if (site?.kind === 'source') {
		const places = site.spans.map((span) => source.slice(span.from, span.to));
		return [text(places.length > 0 ? `Field of ${places.join(', ')}` : 'Field of the source')];
	}
	const origin = columns.origin(column, from + 1);
	if (!origin) return [];
	const pipe = pipelines(columns.analysis.stages)
		.flat()
		.map(({ command }) => command)
		.filter((command) => command.from <= origin.from && origin.to <= command.to)
		.at(-1);
	if (!pipe) return [];
	const name = commandName(source, pipe.keyword);
	return [
		text(`Made by ${name} in line ${placeAt(source, pipe.from).line}`),
		code(shortened(source.slice(pipe.from, pipe.to)))
	];
}

const shortened = (line: string) => {
	const flat = line.replace(/\s+/g, ' ');
	return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat;
};

/** A column that no schema tells of; one that does not exist has its diagnostic. */
function unknownColumn(node: SyntaxNode, { columns: { analysis } }: Subject): Description | undefined {
	const name = /^(Name|Pattern)$/.test(node.name)
		? node
		: node.parent && /^(Name|Pattern)$/.test(node.parent.name)
			? node.parent
			: undefined;
	if (!name || name.from === name.to) return undefined;
	const title = analysis.parsed.text.slice(name.from, name.to);
	const isWrong = analysis.diagnostics.some(({ from, to }) => from <= name.from && name.to <= to);
	if (title.includes('*') || isWrong) return undefined;
	return { from: name.from, to: name.to, title, lines: [text('Field of the source; its type is not known')] };
}

function operatorAt(node: SyntaxNode, source: string): Description | undefined {
	const definition = operators.get(source.slice(node.from, node.to).toUpperCase());
	if (!definition || node.firstChild) return undefined;
	return {
		from: node.from,
		to: node.to,
		title: definition.symbol,
		lines: [text(definition.description), code(definition.example)]
	};
}
