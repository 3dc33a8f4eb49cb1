import type { EsType } from '$lib/esql/analysis/schema';

const NAMES: Readonly<Record<string, EsType>> = {
	bool: 'boolean',
	boolean: 'boolean',
	cartesian_point: 'cartesian_point',
	cartesian_shape: 'cartesian_shape',
	date: 'date',
	date_nanos: 'date_nanos',
	date_period: 'date_period',
	datetime: 'date',
	double: 'double',
	geo_point: 'geo_point',
	geo_shape: 'geo_shape',
	int: 'integer',
	integer: 'integer',
	ip: 'ip',
	keyword: 'keyword',
	long: 'long',
	string: 'keyword',
	text: 'text',
	time_duration: 'time_duration',
	ul: 'unsigned_long',
	ulong: 'unsigned_long',
	unsigned_long: 'unsigned_long',
	version: 'version'
};

/** The type that a name after `::` means. */
export const castType = (name: string): EsType | undefined => NAMES[name.toLowerCase()];
