import type { Expression } from '$lib/esql/syntax/ast';
import { matchScore } from '../functions/search';
import type { Expressions } from './expression';

/** SQL of the scores of all searches in a condition that a matching row may fulfil. */
export function scoresOf(node: Expression, expressions: Expressions): readonly string[] {
	switch (node.kind) {
		case 'binary':
			if (node.operator !== 'and' && node.operator !== 'or') return [];
			return [...scoresOf(node.left, expressions), ...scoresOf(node.right, expressions)];
		case 'match': {
			const [field, query] = [expressions.value(node.field), expressions.value(node.query)];
			return [matchScore(field, query, { emit: expressions.scope.emit, node })];
		}
		case 'call': {
			const { rule, site } = expressions.call(node);
			return rule.kind === 'value' && rule.score ? [rule.score(site.values, site)] : [];
		}
		default:
			return [];
	}
}

/** SQL of a sum of scores. */
export const scoreSql = (scores: readonly string[]): string =>
	scores.length === 0 ? '0.0::DOUBLE' : `(${scores.join(' + ')})`;
