import { settings as known } from '$lib/esql/analysis/definitions/settings';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Setting } from '$lib/esql/syntax/ast';
import { placeAt } from '$lib/esql/syntax/position';
import { refuse } from '../failure';
import { zoneOf } from './zone';

/** What SET says of a query. */
export interface Settings {
	readonly timeZone?: string;
	/** The type that fields have which no index maps; absent where naming one is an error. */
	readonly unmapped?: EsType;
}

const UNMAPPED: Readonly<Record<string, EsType | undefined>> = {
	default: undefined,
	fail: undefined,
	nullify: 'null',
	load: 'keyword'
};

/** Reads the settings of a query; refuses those that Elasticsearch does not know. */
export function readSettings(settings: readonly Setting[], text: string): Settings {
	let found: Settings = {};
	for (const setting of settings) {
		const fail = (sentence: string): never => {
			const { line, column } = placeAt(text, setting.from);
			return refuse(400, 'parsing_exception', `line ${line}:${column}: ${sentence}`);
		};
		const invalid = (why: string) => fail(`Error validating setting [${setting.name}]: ${why}`);
		const source = text.slice(setting.value.from, setting.value.to);
		const value = setting.value.kind === 'string' ? setting.value.value : undefined;
		switch (setting.name.toLowerCase()) {
			case 'time_zone':
				if (value === undefined || !zoneOf(value)) invalid(`Invalid time zone [${source}]`);
				found = { ...found, timeZone: value };
				break;
			case 'unmapped_fields': {
				const word = value?.toLowerCase() ?? '';
				if (!Object.hasOwn(UNMAPPED, word))
					invalid(`Invalid unmapped_fields resolution [${source}], must be one of [DEFAULT, NULLIFY, LOAD]`);
				found = { ...found, unmapped: UNMAPPED[word] };
				break;
			}
			default:
				if (!known.has(setting.name.toLowerCase())) fail(`Unknown setting [${setting.name}]`);
		}
	}
	return found;
}
