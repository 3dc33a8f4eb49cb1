/** An IP address of 4 or 16 bytes as Elasticsearch writes it; undefined for other lengths. */
export function addressText(bytes: Uint8Array): string | undefined {
	if (bytes.length === 4) return bytes.join('.');
	if (bytes.length !== 16) return undefined;
	if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255)
		return bytes.subarray(12).join('.');
	const groups = Array.from({ length: 8 }, (_, at) => bytes[at * 2] * 256 + bytes[at * 2 + 1]);
	const { start, length } = longestZeros(groups);
	const hex = (list: readonly number[]) => list.map((group) => group.toString(16)).join(':');
	return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
	let best = { start: 0, length: 0 };
	for (let start = 0; start < groups.length; start++) {
		let length = 0;
		while (groups[start + length] === 0) length++;
		if (length > best.length) best = { start, length };
	}
	return best;
}
