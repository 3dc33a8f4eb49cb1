import type { Fuse, MapEntry } from '$lib/esql/syntax/ast';
import type { Constant, Value } from '../value';
import { listSql, quote } from '../value';
import type { CommandContext } from './context';

interface Options {
	readonly rankConstant: number;
	readonly normalizer: 'none' | 'minmax' | 'l2_norm';
	/** By the value of the group column. */
	readonly weights: ReadonlyMap<string, number>;
}

function number(entry: MapEntry, context: CommandContext): number {
	const { constant } = context.expressions().value(entry.value);
	if (typeof constant === 'bigint' || typeof constant === 'number') return Number(constant);
	return context.emit.refuse(
		entry,
		`expected [${entry.key}] to be numeric, got [${context.emit.source(entry.value)}]`
	);
}

function weightsOf(entry: MapEntry, context: CommandContext): ReadonlyMap<string, number> {
	if (entry.value.kind !== 'map')
		return context.emit.refuse(
			entry,
			`expected weights to be a MapExpression, got [${context.emit.source(entry.value)}]`
		);
	return new Map(entry.value.entries.map((weight) => [weight.key, number(weight, context)]));
}

function isNormalizer(constant: Constant | undefined): constant is Options['normalizer'] {
	return constant === 'none' || constant === 'minmax' || constant === 'l2_norm';
}

function optionsOf(node: Fuse, method: 'rrf' | 'linear', context: CommandContext): Options {
	let options: Options = { rankConstant: 60, normalizer: 'none', weights: new Map() };
	for (const entry of node.with?.entries ?? []) {
		const key = entry.key.toLowerCase();
		if (key === 'rank_constant' && method === 'rrf')
			options = { ...options, rankConstant: number(entry, context) };
		else if (key === 'weights') options = { ...options, weights: weightsOf(entry, context) };
		else if (key === 'normalizer' && method === 'linear') {
			const { constant } = context.expressions().value(entry.value);
			const word = typeof constant === 'string' ? constant.toLowerCase() : constant;
			if (!isNormalizer(word))
				return context.emit.refuse(entry, `[${context.emit.source(entry.value)}] is not a valid normalizer`);
			options = { ...options, normalizer: word };
		} else context.emit.refuse(entry, `unknown option [${entry.key}]`);
	}
	return options;
}

function normalized(score: string, group: string, normalizer: Options['normalizer']): string {
	const over = `OVER (PARTITION BY ${group})`;
	switch (normalizer) {
		case 'none':
			return score;
		case 'minmax': {
			const spread = `(max(${score}) ${over} - min(${score}) ${over})`;
			return `CASE WHEN ${spread} = 0 THEN 1.0 ELSE (${score} - min(${score}) ${over}) / ${spread} END`;
		}
		case 'l2_norm': {
			const norm = `sqrt(sum(${score} * ${score}) ${over})`;
			return `CASE WHEN ${norm} = 0 THEN 0.0 ELSE ${score} / ${norm} END`;
		}
	}
}

function weight(group: string, weights: Options['weights']): string {
	if (weights.size === 0) return '1.0';
	const cases = [...weights].map(([name, value]) => `WHEN ${quote(name)} THEN ${value}`);
	return `CASE ${group}::VARCHAR ${cases.join(' ')} ELSE 1.0 END`;
}

/** Rows of the same key become one; their score is the sum of what each of their groups gives them. */
export function fuse(node: Fuse, context: CommandContext): void {
	const { emit, pipeline, stage } = context;
	const method = (node.method ?? 'rrf').toLowerCase();
	if (method !== 'rrf' && method !== 'linear')
		return emit.refuse(node, `Fuse method [${node.method}] is not supported`);
	const options = optionsOf(node, method, context);
	const column = (name: string): Value =>
		pipeline.visible.get(name) ?? emit.refuse(node, `Unknown column [${name}]`);
	const [scoreName, groupName] = [node.score?.name ?? '_score', node.group?.name ?? '_fork'];
	const score = pipeline.named(emit.single(column(scoreName), node.score ?? node));
	if (score.type !== 'double')
		emit.refuse(
			node.score ?? node,
			`expected SCORE BY column [${scoreName}] to be DOUBLE, not ${score.type.toUpperCase()}`
		);
	const group = pipeline.named(emit.single(column(groupName), node.group ?? node));
	const keyNames =
		node.key.length > 0
			? node.key.map(({ name }) => name)
			: ['_id', '_index'].filter((name) => pipeline.visible.has(name));
	const keys = keyNames.map((name) => pipeline.named(column(name)).sql);
	const rank = `row_number() OVER (PARTITION BY ${group.sql} ORDER BY ${score.sql} DESC NULLS LAST)`;
	const given =
		method === 'rrf'
			? `1.0 / (${options.rankConstant} + ${rank})`
			: normalized(score.sql, group.sql, options.normalizer);
	const share = pipeline.alias(`(${weight(group.sql, options.weights)} * ${given})::DOUBLE`);
	const parts: string[] = [];
	for (const shown of stage.columns) {
		const before = pipeline.visible.get(shown.name);
		if (!before || keyNames.includes(shown.name)) continue;
		const sql = emit.name('c');
		if (shown.name === scoreName) parts.push(`sum(${share}) AS ${sql}`);
		else if (shown.name === groupName)
			parts.push(`list_sort(list_distinct(flatten(list(${listSql(before)})))) AS ${sql}`);
		else parts.push(`any_value(${before.sql}) AS ${sql}`);
		pipeline.columns.set(shown.id, {
			sql,
			type: shown.type,
			multi: before.multi || shown.name === groupName
		});
	}
	pipeline.unordered();
	pipeline.step(
		(source) => `SELECT ${[...keys, ...parts].join(', ')} FROM ${source} GROUP BY ${keys.join(', ')}`
	);
}
