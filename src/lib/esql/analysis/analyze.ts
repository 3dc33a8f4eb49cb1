import type { Parsed } from '../syntax/ast';
import type { Analysis } from './analysis';
import { Flow } from './flow';
import { Findings } from './scope';
import type { Schema } from './walk';

export type { Schema } from './walk';

/**
 * The meaning of a query. `schema` tells what the cluster has; a bare function tells only the fields of a source. Where
 * the fields of a source are not known, nothing is said about columns that the text does not make itself. Without any
 * schema no cluster has the last word, and what would be an error is a warning.
 */
export function analyze(parsed: Parsed, schema?: Schema | Schema['fields']): Analysis {
	const findings = new Findings(parsed.text, schema ? 'error' : 'warning');
	const asked: Schema = typeof schema === 'object' ? schema : { fields: schema ?? (() => undefined) };
	const unmapped = parsed.query.settings.some(
		({ name, value }) =>
			name.toLowerCase() === 'unmapped_fields' &&
			value.kind === 'string' &&
			/^(nullify|load)$/i.test(value.value)
	);
	const stages = new Flow(findings, asked, unmapped).stages(parsed.query.commands);
	return {
		parsed,
		stages,
		columns: stages.at(-1)?.columns ?? [],
		diagnostics: findings.sorted(),
		types: findings.types,
		references: findings.references,
		defines: findings.defines,
		calls: findings.calls,
		casts: findings.casts,
		implied: findings.implied
	};
}
