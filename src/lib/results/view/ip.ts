/** The 16 bytes of an IP address, IPv4 as mapped into IPv6: its order in Elasticsearch. Undefined when it is none. */
export function ipBytes(text: string): Uint8Array | undefined {
	const four = text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : undefined;
	const v4 = four === undefined ? undefined : fourBytes(four);
	if (four !== undefined && v4 === undefined) return undefined;
	const bytes = new Uint8Array(16);
	if (v4 !== undefined && four === text) {
		bytes.fill(0xff, 10, 12);
		bytes.set(v4, 12);
		return bytes;
	}
	const head = four === undefined ? text : text.slice(0, text.length - four.length) + (v4 ? '0:0' : '');
	const halves = head.split('::');
	if (halves.length > 2) return undefined;
	const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const groups = right === undefined ? left : [...left, ...zeros(8 - left.length - right.length), ...right];
	if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	groups.forEach((group, i) => {
		const value = parseInt(group, 16);
		bytes[i * 2] = value >> 8;
		bytes[i * 2 + 1] = value & 0xff;
	});
	if (v4 !== undefined) bytes.set(v4, 12);
	return bytes;
}

function zeros(count: number): readonly string[] {
	return Array.from({ length: Math.max(0, count) }, () => '0');
}

function fourBytes(text: string): Uint8Array | undefined {
	const parts = text.split('.');
	const fits = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
	return fits ? Uint8Array.from(parts, Number) : undefined;
}
