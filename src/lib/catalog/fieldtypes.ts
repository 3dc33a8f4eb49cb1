import type { EsType, Field } from '$lib/esql/analysis/schema';
import { mappedType } from '$lib/protocol/mapping';
import { isRecord } from '$lib/protocol/parse';

const counters: Partial<Record<EsType, EsType>> = {
	integer: 'counter_integer',
	long: 'counter_long',
	double: 'counter_double'
};

/** Types that hold other fields and are no columns themselves. */
const containers: ReadonlySet<string> = new Set(['object', 'nested', 'passthrough']);

/** The fields of a `_field_caps` answer as ES|QL sees them, sorted by name; conflicting mappings are `unsupported`. */
export function readFields(answer: Record<string, unknown>): readonly Field[] {
	const { fields } = answer;
	if (!isRecord(fields)) return [];
	return Object.entries(fields)
		.flatMap(([name, capabilities]) => (isRecord(capabilities) ? readField(name, capabilities) : []))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readField(name: string, capabilities: Record<string, unknown>): Field[] {
	const mapped = Object.entries(capabilities).filter(([type]) => type !== 'unmapped');
	if (mapped.length === 0 || mapped.every(([type]) => containers.has(type))) return [];
	if (mapped.some(([, capability]) => isRecord(capability) && capability.metadata_field === true)) return [];
	const types = new Set(mapped.map(([type, capability]) => esqlType(type, capability)));
	const [type] = types;
	if (types.size === 1 && type !== 'unsupported') return [{ name, type }];
	return [{ name, type: 'unsupported', originalTypes: mapped.map(([original]) => original).sort() }];
}

function esqlType(type: string, capability: unknown): EsType {
	const read: EsType = mappedType(type) ?? 'unsupported';
	const counter = isRecord(capability) && capability.time_series_metric === 'counter';
	return (counter ? counters[read] : undefined) ?? read;
}
