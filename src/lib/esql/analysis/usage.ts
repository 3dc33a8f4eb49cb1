import type { Span } from '../syntax/ast';
import type { Column } from './analysis';
import type { EsType } from './schema';
import type { Findings } from './scope';

/** The type of a column where its value is used; a column whose value ES|QL can't read is refused there. */
export function useColumn(column: Column, at: Span, findings: Findings): EsType {
	if (column.type !== 'unsupported') return column.type;
	const types = column.originalTypes ?? [];
	const why =
		types.length > 1
			? `due to ambiguities being mapped as [${types.length}] incompatible types: [${types.join('], [')}]`
			: `with unsupported type [${types[0] ?? 'unsupported'}]`;
	findings.error(at, 'unsupported_field', `Cannot use field [${column.name}] ${why}`);
	return 'unknown';
}
