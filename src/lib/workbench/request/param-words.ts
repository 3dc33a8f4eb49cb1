import type { ParamType } from '$lib/request/request';

export const paramTypes: readonly ParamType[] = [
	'string',
	'integer',
	'double',
	'boolean',
	'date',
	'null',
	'list',
	'identifier',
	'pattern'
];

/** What a value of this type looks like. */
export function paramHint(type: ParamType): string {
	switch (type) {
		case 'string':
			return 'text';
		case 'integer':
			return '500';
		case 'double':
			return '0.95';
		case 'boolean':
			return 'true';
		case 'date':
			return '2026-01-15T08:00:00Z';
		case 'null':
			return 'no value';
		case 'list':
			return 'one per line, or ["a", "b"]';
		case 'identifier':
			return 'service.name';
		case 'pattern':
			return 'host.*';
	}
}
