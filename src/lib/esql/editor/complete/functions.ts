import { type Fit, fits } from '../../analysis/cursor';
import {
	type FunctionDefinition,
	type FunctionKind,
	functions,
	type Signature
} from '../../analysis/definitions';
import type { EsType } from '../../analysis/schema';
import { functionInfo } from './info';
import type { Proposal } from './proposal';
import { heeding } from './version';

interface Known {
	readonly definition: FunctionDefinition;
	readonly returns: ReadonlySet<EsType>;
	readonly proposal: Proposal;
}

let table: readonly Known[] | undefined;

/** Function proposals of these kinds, those that give a fitting type first. */
export function functionProposals(
	kinds: ReadonlySet<FunctionKind>,
	fit: Fit,
	version: string | undefined
): Proposal[] {
	table ??= [...functions.values()].map(known);
	return table
		.filter(({ definition }) => kinds.has(definition.kind))
		.map(({ definition, returns, proposal }) => {
			const rank = rankOf(definition, returns, fit) - (definition.preview ? 3 : 0);
			return heeding({ ...proposal, rank }, definition.since, version);
		});
}

function rankOf({ kind }: FunctionDefinition, returns: ReadonlySet<EsType>, fit: Fit): number {
	switch (fit.kind) {
		case 'any':
			return kind === 'scalar' ? 0 : 10;
		case 'condition':
			return returns.has('boolean') ? 20 : 0;
		case 'aggregate':
			return kind === 'scalar' ? -30 : 50;
		case 'types': {
			const fitting = [...returns].some((type) => type !== 'null' && fits(type, fit.types));
			return (fitting ? 20 : -40) + (kind === 'scalar' ? 0 : 20);
		}
	}
}

function known(definition: FunctionDefinition): Known {
	const { name, signatures } = definition;
	const returns = new Set(signatures.map((signature) => signature.returns));
	const signature = simplest(signatures);
	const detail = detailOf(signature, returns);
	return {
		definition,
		returns,
		proposal: {
			label: name,
			kind: 'function',
			detail,
			template: templateOf(definition, signature),
			info: functionInfo(definition, `${name}${detail}`)
		}
	};
}

const needed = ({ parameters }: Signature) => parameters.filter(({ optional }) => !optional);

const simplest = (signatures: readonly Signature[]): Signature | undefined =>
	[...signatures].sort((a, b) => needed(a).length - needed(b).length)[0];

function detailOf(signature: Signature | undefined, returns: ReadonlySet<EsType>): string {
	const names = (signature?.parameters ?? []).map(({ name, optional }) => (optional ? `[${name}]` : name));
	const more = signature?.variadic ? ', …' : '';
	const type = returns.size === 1 ? ` → ${[...returns].join('')}` : '';
	return `(${names.join(', ')}${more})${type}`;
}

/** A call with a placeholder for each argument it needs. */
function templateOf({ name }: FunctionDefinition, signature: Signature | undefined): string {
	if (name === 'COUNT') return 'COUNT(${*})';
	const parameters = signature ? needed(signature) : [];
	const inside = parameters.map((parameter) => `\${${parameter.name}}`).join(', ');
	const open = (signature?.parameters.length ?? 0) > 0 ? '${}' : '';
	return `${name}(${inside || open})`;
}
