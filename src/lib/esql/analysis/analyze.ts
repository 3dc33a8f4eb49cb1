import type { Parsed } from '../syntax/ast';
import type { Analysis } from './analysis';
import { type Fields, Flow } from './flow';
import { Findings } from './scope';

/**
 * The meaning of a query. `fields` tells what `FROM pattern` would read; undefined where that is not known, and then
 * nothing is said about columns that the text does not make itself.
 */
export function analyze(parsed: Parsed, fields: Fields = () => undefined): Analysis {
	const findings = new Findings(parsed.text);
	const stages = new Flow(findings, fields).stages(parsed.query.commands);
	const diagnostics = [...findings.diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
	return {
		parsed,
		stages,
		columns: stages.at(-1)?.columns ?? [],
		diagnostics,
		types: findings.types as Analysis['types'],
		references: findings.references,
		defines: findings.defines,
		calls: findings.calls as Analysis['calls'],
		casts: findings.casts as Analysis['casts']
	};
}
