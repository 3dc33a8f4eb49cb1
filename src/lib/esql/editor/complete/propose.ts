import type { FunctionKind } from '../../analysis/definitions';
import {
	type Columns,
	type CursorContext,
	type CursorScope,
	type Expression,
	type Fit,
	fitOf,
	type Site,
	type Tail
} from '../../analysis/cursor';
import { placeholders } from '../../analysis/placeholders';
import type { EsType } from '../../analysis/schema';
import { parse } from '../../syntax/parse';
import type { Answers } from './answers';
import { columnProposals, joinProposals } from './columns';
import { commandProposals } from './commands';
import { extractionProposals } from './extraction';
import { functionProposals } from './functions';
import {
	indexProposals,
	metadataProposals,
	policyNamed,
	policyProposals,
	type Quoting,
	remoteProposals
} from './names';
import {
	optionProposals,
	optionValueProposals,
	settingProposals,
	settingValueProposals,
	textProposals
} from './options';
import { type Proposal, proposals } from './proposal';
import type { Scopes } from './scopes';
import {
	amountProposals,
	keywordProposals,
	operatorProposals,
	patternProposals,
	spanProposals,
	typeProposals,
	unitProposals
} from './words';

/** What is there to ask. */
export interface Around {
	readonly text: string;
	/** The text with only the command at the cursor. */
	readonly tail: Tail;
	readonly scopes: Scopes;
	readonly answers: Answers;
	readonly params: ReadonlySet<string>;
	readonly version: string | undefined;
	readonly signal: AbortSignal;
}

/** What may be written at a cursor. */
export async function propose(context: CursorContext, around: Around): Promise<readonly Proposal[]> {
	const { answers, signal, text, version } = around;
	switch (context.kind) {
		case 'nothing':
			return [];
		case 'command':
			return commandProposals(context.words, version);
		case 'keyword':
			return keywordProposals(context.words);
		case 'metadata':
			return metadataProposals(context.listed);
		case 'type':
			return typeProposals();
		case 'unit':
			return [...unitProposals(context.amount), ...keywordProposals(context.words)];
		case 'amount':
			return amountProposals(context.owner);
		case 'pattern':
			return patternProposals(context.of);
		case 'setting':
			return settingProposals();
		case 'settingValue':
			return settingValueProposals(context.name, quotingOf(context, text));
		case 'option':
			return optionProposals(context.owner, context.listed, quotingOf(context, text));
		case 'optionValue': {
			const endpoints = context.key === 'inference_id' ? await answers.endpoints(signal) : [];
			return optionValueProposals(context, endpoints, quotingOf(context, text));
		}
		case 'text':
			return textProposals(context.want, quotingOf({ ...context, quoted: true }, text));
		case 'extraction':
			return extractionProposals(context);
		case 'param':
			return paramProposals(context.identifier, around);
		case 'index':
			return indicesFor(context, around);
		case 'policy':
			return policyProposals(await answers.policies(signal), quotingOf(context, text));
		case 'policyField': {
			const policy = policyNamed(await answers.policies(signal), context.policy);
			return proposals(policy?.fields ?? [], 'field', 40);
		}
		case 'operator': {
			const { left } = context;
			const scope = left ? await scopeAt(context.from, { command: left.from }, around) : undefined;
			return operatorProposals(context, left ? (scope?.typeAt(left) ?? 'unknown') : 'unknown');
		}
		case 'expression':
			return expressionProposals(context, around);
		case 'column':
			return columnsFor(context, around);
	}
}

async function indicesFor(
	context: CursorContext & { kind: 'index' },
	{ answers, signal, text }: Around
): Promise<Proposal[]> {
	const { cluster } = context;
	const quoting = quotingOf(context, text);
	if (cluster !== undefined) {
		const there = await answers.remoteIndices(cluster, signal);
		const named = there.map((info) => ({ ...info, name: `${cluster}:${info.name}` }));
		return indexProposals(named, context, quoting);
	}
	const [here, remotes] = await Promise.all([answers.indices(signal), answers.remotes(signal)]);
	return [
		...indexProposals(here, context, quoting),
		...(context.lookup ? [] : remoteProposals(remotes, quoting))
	];
}

const quotingOf = ({ quoted, to }: { quoted: boolean; to: number }, text: string): Quoting => ({
	quoted,
	closed: /^[",]$/.test(text[to] ?? '')
});

const scopeAt = (from: number, site: Site, { tail, scopes, signal }: Around): Promise<CursorScope> =>
	scopes.at(tail, from, site, signal);

async function expressionProposals(context: Expression, around: Around): Promise<Proposal[]> {
	const { answers, signal, version, text } = around;
	const scope = await scopeAt(context.from, context, around);
	const fit = fitOf(context.want, scope);
	if (context.quote !== undefined) return columnProposals(scope, fit, openQuote(context, text));
	const kinds = new Set<FunctionKind>(['scalar', ...context.functions]);
	const { join } = context;
	const columns = join
		? joinProposals(scope, (await answers.fields(join.index, signal)) ?? [], join.keys)
		: columnProposals(scope, fit);
	return [
		...columns,
		...functionProposals(kinds, join?.keys ? { kind: 'condition' } : fit, version),
		...keywordProposals(context.words, wantsBoolean(fit) ? 30 : -20),
		...(wantsSpan(fit) ? spanProposals() : [])
	];
}

async function columnsFor(context: Columns, around: Around): Promise<Proposal[]> {
	const { answers, signal, text } = around;
	const scope = await scopeAt(context.from, context, around);
	const policy =
		context.policy === undefined ? undefined : policyNamed(await answers.policies(signal), context.policy);
	const fit: Fit = policy ? { kind: 'types', types: matchable[policy.kind] } : fitOf(context.want, scope);
	const quote = context.quote === undefined ? undefined : openQuote(context, text);
	const listed = new Set(context.listed);
	const columns = columnProposals(scope, fit, quote)
		.filter(({ label, text }) => !listed.has(text ?? label))
		.map((proposal) => (proposal.label === policy?.matchField ? { ...proposal, rank: 60 } : proposal));
	return [...columns, ...keywordProposals(context.words)];
}

const openQuote = ({ from, quote = from }: { from: number; quote?: number }, text: string) => ({
	head: text.slice(from, quote)
});

const matchable: Readonly<Record<'match' | 'geo_match' | 'range', ReadonlySet<EsType>>> = {
	match: new Set(['keyword', 'text', 'integer', 'long', 'ip', 'version', 'boolean', 'date']),
	geo_match: new Set(['geo_point', 'geo_shape']),
	range: new Set(['integer', 'long', 'double', 'date', 'ip'])
};

const wantsBoolean = (fit: Fit) =>
	fit.kind === 'condition' || (fit.kind === 'types' && fit.types.has('boolean'));
const wantsSpan = (fit: Fit) =>
	fit.kind === 'types' && (fit.types.has('date_period') || fit.types.has('time_duration'));

function paramProposals(identifier: boolean, { text, params }: Around): Proposal[] {
	const mark = identifier ? '??' : '?';
	const inText = placeholders(parse(text)).flatMap(({ name, style, uses }) =>
		style === 'anonymous' || uses.length === 0 ? [] : [name]
	);
	const names = new Set([...params, ...inText]);
	return proposals(
		[...names].map((name) => `${mark}${name}`),
		'param',
		40
	);
}
