import { encode, Token, Type } from 'cborg';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue, parseJson } from '$lib/protocol/json';
import { fieldsOf, listsOf, type View } from '../answer';

const BEGIN_MAP = 0xbf;
const BEGIN_LIST = 0x9f;
const END = 0xff;

/** Keys stay in the order they have. */
const inOrder = { mapSorter: () => 0 };

/** Numbers are doubles, also whole ones; whole numbers come as big integers. */
const cellOptions = {
	...inOrder,
	float64: true,
	typeEncoders: { number: (value: number) => new Token(Type.float, value) }
};

/** The CBOR of an answer, piece by piece: the same tree as JSON, whole numbers with all their bits. */
export function* cborAnswer(view: View): Generator<Uint8Array> {
	yield Uint8Array.of(BEGIN_MAP);
	for (const [name, value] of fieldsOf(view)) {
		yield encode(name);
		if (name === 'values' && view.answer) yield* values(view);
		else yield encode(value, inOrder);
	}
	yield Uint8Array.of(END);
}

function* values(view: View): Generator<Uint8Array> {
	yield Uint8Array.of(BEGIN_LIST);
	for (const cells of listsOf(view)) {
		yield encode(
			cells.map((cell) => native(parseJson(cell))),
			cellOptions
		);
	}
	yield Uint8Array.of(END);
}

function native(value: JsonValue): unknown {
	if (value instanceof JsonNumber) return /[.eE]/.test(value.text) ? Number(value.text) : BigInt(value.text);
	if (isJsonArray(value)) return value.map(native);
	if (isJsonObject(value)) return new Map([...value].map(([key, item]) => [key, native(item)]));
	return value;
}
