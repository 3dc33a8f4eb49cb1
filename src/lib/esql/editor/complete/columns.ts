import { type CursorScope, type Fit, fits } from '../../analysis/cursor';
import type { Column } from '../../analysis/analysis';
import type { Field } from '../../analysis/schema';
import { quoteName } from '../../analysis/navigate/quote';
import type { Proposal } from './proposal';

/** Where a back-quote is open, the text from it to the name's beginning, such as `host.` of ``host.`na``. */
export interface OpenQuote {
	readonly head: string;
}

/** The columns in scope, those of a fitting type first and those that the query makes before the others. */
export function columnProposals(
	scope: Pick<CursorScope, 'columns'>,
	fit: Fit,
	quote?: OpenQuote
): Proposal[] {
	const named = scope.columns.filter(({ name }) => name !== '');
	return named.flatMap((column) => {
		const proposal = columnProposal(column, rankOf(column, fit));
		return quote ? insideQuote(proposal, quote) : [proposal];
	});
}

function columnProposal({ name, type }: Pick<Column, 'name' | 'type'>, rank: number): Proposal {
	const text = quoteName(name);
	return {
		label: name,
		kind: 'field',
		rank,
		...(type === 'unknown' ? {} : { detail: type }),
		...(text === name ? {} : { text })
	};
}

function insideQuote(proposal: Proposal, { head }: OpenQuote): Proposal[] {
	const { label } = proposal;
	if (!label.startsWith(head)) return [];
	return [
		{ ...proposal, label: `${head}\`${label.slice(head.length).replaceAll('`', '``')}\``, text: undefined }
	];
}

function rankOf({ type, origin, metadata }: Column, fit: Fit): number {
	if (type === 'unsupported') return -60;
	const near = origin && !metadata ? 5 : metadata ? -5 : 0;
	switch (fit.kind) {
		case 'any':
			return 40 + near;
		case 'condition':
			return 40 + near + (type === 'boolean' ? 2 : 0);
		case 'aggregate':
			return near - 10;
		case 'types':
			return near + (type === 'unknown' ? 35 : fits(type, fit.types) ? 45 : -20);
	}
}

/** Columns for the condition of a join: names of both sides first, as keys; then what only one side has. */
export function joinProposals(
	scope: Pick<CursorScope, 'columns'>,
	lookup: readonly Field[],
	keys: boolean
): Proposal[] {
	const left = new Set(scope.columns.map(({ name }) => name));
	const right = new Set(lookup.map(({ name }) => name));
	const both = (name: string) => left.has(name) && right.has(name);
	const one = keys ? -10 : 30;
	return [
		...scope.columns.map((column) => columnProposal(column, both(column.name) && keys ? 60 : one)),
		...lookup
			.filter(({ name }) => !left.has(name))
			.map((field) => ({ ...columnProposal(field, one + 5), detail: `${field.type} · lookup` }))
	];
}
