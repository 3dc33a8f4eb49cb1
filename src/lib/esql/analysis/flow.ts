import type {
	Command,
	Drop,
	Enrich,
	Eval,
	Expression,
	Field,
	Fork,
	From,
	Keep,
	Limit,
	LookupJoin,
	Name,
	Rename,
	Row,
	Sort,
	Stats
} from '../syntax/ast';
import type { Column, Stage } from './analysis';
import { functionNamed } from './definitions';
import { dissectColumns, type Extracted, extractedColumns, grokColumns } from './extracted';
import { nameMatcher } from './patterns';
import type { EsType, Field as SourceField } from './schema';
import { type Findings, Scope } from './scope';
import { isOpen, isString, typeName } from './types';
import { Typing } from './typing';

/** The fields that `FROM pattern` would read, sorted by name; undefined when they are not known. */
export type Fields = (pattern: string) => readonly SourceField[] | undefined;

const metadataTypes: Readonly<Record<string, EsType>> = {
	_index: 'keyword',
	_id: 'keyword',
	_version: 'long',
	_source: '_source',
	_score: 'double',
	_ignored: 'keyword',
	_index_mode: 'keyword',
	_tier: 'keyword',
	_slice: 'keyword',
	_size: 'integer',
	_routing: 'keyword',
	_tsid: '_tsid'
};

const unsortable: ReadonlySet<EsType> = new Set([
	'geo_point',
	'geo_shape',
	'cartesian_point',
	'cartesian_shape',
	'_source',
	'unsupported',
	'counter_integer',
	'counter_long',
	'counter_double',
	'dense_vector',
	'aggregate_metric_double'
]);

/** Walks the commands of a pipeline and keeps the columns in scope after each. */
export class Flow {
	constructor(
		readonly findings: Findings,
		readonly fields: Fields
	) {}

	/** Stages of a whole pipeline that begins with a source command. */
	stages(commands: readonly Command[], start = new Scope([], false)): Stage[] {
		const stages: Stage[] = [];
		let scope = start;
		for (const command of commands) {
			const inner: Stage[][] = [];
			scope = this.#after(command, scope, inner);
			stages.push({ command, columns: scope.columns, open: scope.open, inner });
		}
		return stages;
	}

	#after(command: Command, scope: Scope, inner: Stage[][]): Scope {
		const { findings } = this;
		const typing = new Typing(findings, scope);
		switch (command.kind) {
			case 'from':
				return this.#from(command, inner);
			case 'row':
				return this.#assign(command, new Scope([], false));
			case 'show':
				return new Scope(
					this.#made(
						command,
						['version', 'date', 'hash'].map((name) => ({ name, type: 'keyword' as const }))
					),
					false
				);
			case 'explain':
				if (command.query) inner.push(this.stages(command.query.commands));
				return new Scope(
					this.#made(
						command,
						['role', 'type', 'plan'].map((name) => ({ name, type: 'keyword' as const }))
					),
					false
				);
			case 'where':
				typing.condition(command.condition);
				return scope;
			case 'eval':
				return this.#assign(command, scope);
			case 'stats':
				return this.#stats(command, scope);
			case 'sort':
				return this.#sort(command, typing, scope);
			case 'limit':
				return this.#limit(command, typing, scope);
			case 'keep':
				return this.#keep(command, scope);
			case 'drop':
				return this.#drop(command, scope);
			case 'rename':
				return this.#rename(command, scope);
			case 'dissect':
				return this.#extract(command, command.input, typing, scope, textOf(command.pattern, dissectColumns));
			case 'grok':
				return this.#extract(command, command.input, typing, scope, texts(command.patterns, grokColumns));
			case 'extract':
				typing.type(command.input);
				return this.#extract(
					command,
					command.input,
					typing,
					scope,
					extractedColumns(command.command, command.prefix.name)
				);
			case 'mvExpand':
				return this.#expand(command, command.target, scope);
			case 'lookupJoin':
				return this.#join(command, scope);
			case 'enrich':
				return this.#enrich(command, scope);
			case 'fork':
				return this.#fork(command, scope, inner);
			case 'changePoint':
				return this.#changePoint(command, scope);
			case 'dedup':
				for (const name of command.fields) scope.resolve(name, name, findings);
				return scope;
			case 'fillNull':
				for (const field of command.fields) typing.type(field.value);
				return scope;
			case 'sample':
				typing.type(command.probability);
				return scope;
			case 'completion': {
				typing.type(command.prompt);
				const name = command.target?.name ?? 'completion';
				return scope.with(this.#made(command, [{ name, type: 'keyword' }]));
			}
			case 'rerank': {
				typing.type(command.query);
				for (const field of command.on) typing.type(field.value);
				return scope.with(this.#made(command, [{ name: command.target?.name ?? '_score', type: 'double' }]));
			}
			case 'fuse':
				return scope.get('_score')
					? scope
					: scope.with(this.#made(command, [{ name: '_score', type: 'double' }]));
			case 'mmr':
			case 'highlight':
			case 'info':
			case 'promql':
			case 'unknown':
				return new Scope(scope.columns, true);
		}
	}

	#made(node: Command, columns: readonly Extracted[]): Column[] {
		const made = columns.map(({ name, type }) => this.findings.column({ name, type, origin: node.keyword }));
		this.findings.defines.set(node, made);
		return made;
	}

	#from(command: From, inner: Stage[][]): Scope {
		const { findings } = this;
		const patterns = command.sources.flatMap((source) => (source.kind === 'index' ? [source.text] : []));
		const known = patterns.length > 0 ? this.fields(patterns.join(',')) : [];
		const byName = new Map<string, Omit<Column, 'id'>>();
		for (const { name, type, originalTypes } of known ?? [])
			byName.set(name, { name, type, originalTypes, field: name });
		let open = known === undefined;
		for (const source of command.sources) {
			if (source.kind !== 'subquery') continue;
			const stages = this.stages(source.query.commands);
			inner.push(stages);
			const last = stages.at(-1);
			open ||= last?.open ?? true;
			for (const { name, type } of last?.columns ?? []) {
				const before = byName.get(name);
				if (!before) byName.set(name, { name, type });
				else if (before.type !== type)
					byName.set(name, { ...before, type: 'unsupported', originalTypes: [before.type, type].sort() });
			}
		}
		const columns = [...byName.values()].map((column) => findings.column(column));
		const metadata = command.metadata.flatMap((name) => {
			const type = metadataTypes[name.name];
			if (!type && name.params.length === 0)
				findings.error(name, 'unknown_metadata', `unsupported metadata field [${name.name}]`);
			const column = findings.column({
				name: name.name,
				type: type ?? 'unknown',
				origin: name,
				metadata: true
			});
			findings.defines.set(name, [column]);
			return [column];
		});
		findings.defines.set(command, columns);
		return new Scope(columns, open).with(metadata);
	}

	/** EVAL and ROW: each field sees those before it. */
	#assign(command: Eval | Row, start: Scope): Scope {
		let scope = start;
		for (const field of command.fields)
			scope = scope.with([this.#define(field, new Typing(this.findings, scope).type(field.value))]);
		return scope;
	}

	/** The column that a field makes, named by its source text where it has no name. */
	#define(field: Field, type: EsType): Column {
		const name = field.name?.name ?? this.findings.source(field);
		const column = this.findings.column({ name, type, origin: field.name ?? field });
		this.findings.defines.set(field, [column]);
		return column;
	}

	#stats(command: Stats, scope: Scope): Scope {
		const { findings } = this;
		const groups: Column[] = [];
		let keys = new Scope([], false);
		for (const field of command.by) {
			const type = new Typing(
				findings,
				new Scope([...scope.columns, ...keys.columns.filter(({ name }) => !scope.get(name))], scope.open),
				{ kind: 'by' }
			).type(field.value);
			const plain =
				!field.name && field.value.kind === 'column' ? findings.references.get(field.value) : undefined;
			const column = plain ?? this.#define(field, type);
			groups.push(column);
			keys = keys.with([column]);
		}
		const groupings = command.by.map((field) => findings.source(field.value));
		const outer = new Scope(keys.columns, keys.open || scope.open);
		const inside = scope.with(groups);
		const aggregates = command.aggregates.map((field) => {
			if (field.where) new Typing(findings, inside).condition(field.where);
			const type = new Typing(findings, inside, { kind: 'stats', keys: outer, groupings }).type(field.value);
			this.#verifyAggregate(field, outer, groupings);
			return this.#define(field, type);
		});
		const made = [...aggregates, ...groups];
		return (
			command.inline
				? scope
				: new Scope([], scope.open && command.by.some(({ value }) => value.kind === 'param'))
		).with(made);
	}

	/** An item of STATS is an aggregate or made of aggregates and group keys. */
	#verifyAggregate({ value }: Field, keys: Scope, groupings: readonly string[]): void {
		const { findings } = this;
		const source = findings.source(value);
		if (value.kind === 'column' && keys.get(value.column.name))
			findings.error(
				value,
				'repeated_key',
				`grouping key [${source}] already specified in the STATS BY clause`
			);
		else if (!hasNode(value, (node) => isAggregate(node) || isKey(node, keys, groupings, findings)))
			findings.error(value, 'not_aggregate', `expected an aggregate function but found [${source}]`);
	}

	#sort(command: Sort, typing: Typing, scope: Scope): Scope {
		for (const { value } of command.keys) {
			const type = typing.type(value);
			if (unsortable.has(type)) this.findings.error(value, 'unsortable', `cannot sort on ${typeName(type)}`);
		}
		return scope;
	}

	#limit(command: Limit, typing: Typing, scope: Scope): Scope {
		const { count } = command;
		typing.type(count);
		for (const key of command.by) typing.type(key);
		const whole = count.kind === 'number' && !count.decimal;
		if (!whole && count.kind !== 'param' && count.kind !== 'missing')
			this.findings.error(
				count,
				'bad_limit',
				`Invalid value for LIMIT [${count.kind === 'string' ? `${count.value}: String` : this.findings.source(count)}], expecting a non negative integer`
			);
		return scope;
	}

	#keep(command: Keep, scope: Scope): Scope {
		const kept = new Map<Column, number>();
		for (const pattern of command.patterns) {
			const rank = !pattern.wildcard ? 0 : pattern.name === '*' ? 2 : 1;
			for (const column of this.#matched(pattern, scope)) {
				if ((kept.get(column) ?? rank) < rank) continue;
				kept.delete(column);
				kept.set(column, rank);
			}
		}
		return new Scope([...kept.keys()], scope.open);
	}

	#drop(command: Drop, scope: Scope): Scope {
		const dropped = new Set(command.patterns.flatMap((pattern) => this.#matched(pattern, scope)));
		return new Scope(
			scope.columns.filter((column) => !dropped.has(column)),
			scope.open
		);
	}

	#matched(pattern: Name, scope: Scope): readonly Column[] {
		if (!pattern.wildcard) {
			const column = scope.resolve(pattern, pattern, this.findings);
			return column ? [column] : scope.open && pattern.params.length === 0 ? [this.#assumed(pattern)] : [];
		}
		if (pattern.name === '*') return scope.columns;
		const matched = scope.columns.filter(({ name }) => nameMatcher(pattern.name)(name));
		if (matched.length === 0 && !scope.open)
			this.findings.error(pattern, 'no_match', `No matches found for pattern [${pattern.name}]`);
		return matched;
	}

	/** A column that the text names and the schema does not tell of. */
	#assumed(name: Name): Column {
		return this.findings.column({ name: name.name, type: 'unknown', origin: name });
	}

	#rename(command: Rename, start: Scope): Scope {
		let scope = start;
		for (const renaming of command.renames) {
			const column =
				scope.resolve(renaming.old, renaming.old, this.findings) ??
				(scope.open ? this.#assumed(renaming.old) : undefined);
			if (!column) continue;
			const renamed: Column = { ...column, name: renaming.name.name, origin: renaming.name };
			this.findings.defines.set(renaming, [renamed]);
			const known = scope.columns.includes(column) ? scope.columns : [...scope.columns, column];
			const others = known.filter(({ name }) => name !== renamed.name || name === column.name);
			scope = new Scope(
				others.map((other) => (other === column ? renamed : other)),
				scope.open
			);
		}
		return scope;
	}

	#extract(
		command: Command,
		input: Expression,
		typing: Typing,
		scope: Scope,
		columns: readonly Extracted[] | undefined
	): Scope {
		const type = typing.type(input);
		if (!isString(type) && !isOpen(type) && (command.kind === 'dissect' || command.kind === 'grok')) {
			const name = command.kind === 'dissect' ? 'Dissect' : 'Grok';
			this.findings.error(
				input,
				'type_mismatch',
				`${name} only supports KEYWORD or TEXT values, found expression [${this.findings.source(input)}] type [${typeName(type).toUpperCase()}]`
			);
		}
		return columns ? scope.with(this.#made(command, columns)) : new Scope(scope.columns, true);
	}

	/** MV_EXPAND: a new column in the old one's place. */
	#expand(command: Command, target: Name, scope: Scope): Scope {
		const column = scope.resolve(target, target, this.findings);
		if (!column) return scope;
		const expanded = this.findings.column({ ...column, origin: target });
		this.findings.defines.set(command, [expanded]);
		return new Scope(
			scope.columns.map((other) => (other === column ? expanded : other)),
			scope.open
		);
	}

	#join(command: LookupJoin, scope: Scope): Scope {
		const { findings } = this;
		const fields = this.fields(command.index.text);
		const keys = command.on.filter((condition) => condition.kind === 'column');
		for (const key of keys) scope.resolve(key.column, key, findings);
		const names = new Set(keys.map((key) => key.column.name));
		const joined = (fields ?? [])
			.filter(({ name }) => !names.has(name))
			.map(({ name, type, originalTypes }) =>
				findings.column({ name, type, originalTypes, field: name, origin: command.index })
			);
		findings.defines.set(command, joined);
		const both = new Scope(
			[...scope.columns.filter(({ name }) => !joined.some((column) => column.name === name)), ...joined],
			scope.open || fields === undefined
		);
		for (const condition of command.on)
			if (condition.kind !== 'column')
				new Typing(
					findings,
					new Scope([...scope.columns, ...joined.filter(({ name }) => !scope.get(name))], both.open)
				).condition(condition);
		return both;
	}

	/** Which fields a policy adds is known only where they are named; their types never are. */
	#enrich(command: Enrich, scope: Scope): Scope {
		if (command.on) scope.resolve(command.on, command.on, this.findings);
		const added = command.with.map(({ name, field }) =>
			this.findings.column({ name: (name ?? field).name, type: 'unknown', origin: name ?? field })
		);
		this.findings.defines.set(command, added);
		return new Scope(scope.with(added).columns, true);
	}

	#changePoint(command: Extract<Command, { kind: 'changePoint' }>, scope: Scope): Scope {
		const { findings } = this;
		for (const name of [command.value, ...(command.on ? [command.on] : []), ...command.by])
			scope.resolve(name, name, findings);
		const [type, pvalue] = [command.as[0]?.name ?? 'type', command.as[1]?.name ?? 'pvalue'];
		return scope.with(
			this.#made(command, [
				{ name: type, type: 'keyword' },
				{ name: pvalue, type: 'double' }
			])
		);
	}

	#fork(command: Fork, scope: Scope, inner: Stage[][]): Scope {
		const united = new Map<string, EsType>();
		let open = false;
		for (const branch of command.branches) {
			const stages = this.stages(branch.commands, scope);
			inner.push(stages);
			const last = stages.at(-1);
			open ||= last?.open ?? scope.open;
			for (const { name, type } of last?.columns ?? scope.columns) {
				const before = united.get(name);
				if (before === undefined || isOpen(before)) united.set(name, type);
				else if (before !== type && !isOpen(type) && !(isString(before) && isString(type)))
					this.findings.error(
						branch,
						'fork_type',
						`Column [${name}] has conflicting data types in FORK branches: [${typeName(before)}] and [${typeName(type)}]`
					);
			}
		}
		const columns = [...united].filter(([name]) => name !== '_fork').map(([name, type]) => ({ name, type }));
		return new Scope(this.#made(command, [...columns, { name: '_fork', type: 'keyword' }]), open);
	}
}

function textOf(node: Expression, columns: (text: string) => Extracted[]): Extracted[] | undefined {
	return node.kind === 'string' ? columns(node.value) : undefined;
}

function texts(
	nodes: readonly Expression[],
	columns: (texts: readonly string[]) => Extracted[]
): Extracted[] | undefined {
	const values = nodes.flatMap((node) => (node.kind === 'string' ? [node.value] : []));
	return values.length === nodes.length ? columns(values) : undefined;
}

const isKey = (node: Expression, keys: Scope, groupings: readonly string[], findings: Findings) =>
	(node.kind === 'column' && (keys.open || keys.get(node.column.name) !== undefined)) ||
	groupings.includes(findings.source(node));

/** An aggregate, or something that may turn out to be one. */
function isAggregate(node: Expression): boolean {
	if (node.kind === 'param' || node.kind === 'missing') return true;
	if (node.kind !== 'call') return false;
	const kind = functionNamed(node.name)?.kind;
	return kind === undefined || kind === 'agg' || kind === 'time_series_agg';
}

/** Is this so for the expression or for one inside it? */
function hasNode(node: Expression, test: (node: Expression) => boolean): boolean {
	return test(node) || parts(node).some((part) => hasNode(part, test));
}

function parts(node: Expression): readonly Expression[] {
	switch (node.kind) {
		case 'call':
			return node.arguments;
		case 'unary':
			return [node.operand];
		case 'binary':
			return [node.left, node.right];
		case 'cast':
		case 'isNull':
		case 'like':
			return [node.value];
		case 'in':
			return 'length' in node.list ? [node.value, ...node.list] : [node.value];
		case 'match':
			return [node.field, node.query];
		case 'list':
			return node.items;
		default:
			return [];
	}
}
