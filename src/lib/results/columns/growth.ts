type Items =
	| Uint8Array<ArrayBuffer>
	| Uint32Array<ArrayBuffer>
	| Float64Array<ArrayBuffer>
	| BigInt64Array<ArrayBuffer>
	| BigUint64Array<ArrayBuffer>;

/** `items`, or a longer copy of it that has room for `length`; growth is amortised. The old array stays as it was. */
export function roomFor<List extends Items>(items: List, length: number): List {
	if (length <= items.length) return items;
	const bytes = Math.max(length, items.length * 2) * items.BYTES_PER_ELEMENT;
	const grown = new (items.constructor as new (buffer: ArrayBuffer) => List)(new ArrayBuffer(bytes));
	grown.set(items as never);
	return grown;
}
