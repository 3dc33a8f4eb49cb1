import { JsonError, parseJson, type JsonValue } from '$lib/protocol/json';

export type JsonReading =
	| { readonly kind: 'value'; readonly value: JsonValue }
	| { readonly kind: 'wrong'; readonly message: string };

/** Reads JSON that a person typed; what is wrong with it comes with its line and column. */
export function readJson(text: string): JsonReading {
	try {
		return { kind: 'value', value: parseJson(text) };
	} catch (error) {
		if (!(error instanceof JsonError)) throw error;
		const { line, column } = error.place;
		return { kind: 'wrong', message: `Line ${line}, column ${column}: ${error.message}` };
	}
}
