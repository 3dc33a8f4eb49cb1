/**
 * The `ip` type as an unsigned 128-bit number, IPv4 as IPv4-mapped IPv6, so that numeric order is Elasticsearch's order
 * and a CIDR block is a range.
 */

const V4_MAPPED = 0xffffn << 32n;

/** What leading zeros of an IPv4 part mean. */
export type LeadingZeros = 'reject' | 'decimal' | 'octal';

function parseOctet(text: string, zeros: LeadingZeros): number {
	if (!/^\d{1,4}$/.test(text)) return NaN;
	if (text.length === 1 || !text.startsWith('0')) return Number(text);
	if (zeros === 'octal') return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : NaN;
	return zeros === 'decimal' ? Number(text) : NaN;
}

function parseV4(text: string, zeros: LeadingZeros = 'reject'): bigint | undefined {
	const octets = text.split('.').map((octet) => parseOctet(octet, zeros));
	if (octets.length !== 4 || !octets.every((octet) => octet < 256)) return undefined;
	return octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

function parseGroups(text: string): bigint[] | undefined {
	if (text === '') return [];
	const groups: bigint[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		if (index === parts.length - 1 && part.includes('.')) {
			const v4 = parseV4(part);
			if (v4 === undefined) return undefined;
			groups.push(v4 >> 16n, v4 & 0xffffn);
		} else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
		else return undefined;
	}
	return groups;
}

/** Address text → number; undefined when it is no address. */
export function parseIp(text: string, zeros: LeadingZeros = 'reject'): bigint | undefined {
	if (!text.includes(':')) {
		const v4 = parseV4(text, zeros);
		return v4 === undefined ? undefined : V4_MAPPED | v4;
	}
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const head = parseGroups(halves[0]);
	const tail = halves.length === 2 ? parseGroups(halves[1]) : [];
	if (!head || !tail) return undefined;
	const gap = 8 - head.length - tail.length;
	if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
	return [...head, ...Array<bigint>(gap).fill(0n), ...tail].reduce((sum, group) => (sum << 16n) | group, 0n);
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
	let best = { start: -1, length: 1 };
	for (let start = 0; start < 8; start++) {
		let length = 0;
		while (start + length < 8 && groups[start + length] === 0) length++;
		if (length > best.length) best = { start, length };
	}
	return best;
}

/** Number → canonical address text (dotted IPv4, compressed IPv6). */
export function formatIp(value: bigint): string {
	if (value >> 32n === 0xffffn) {
		const v4 = Number(value & 0xffffffffn);
		return `${v4 >>> 24}.${(v4 >>> 16) & 255}.${(v4 >>> 8) & 255}.${v4 & 255}`;
	}
	const groups = Array.from({ length: 8 }, (_, index) =>
		Number((value >> BigInt(112 - 16 * index)) & 0xffffn)
	);
	const { start, length } = longestZeros(groups);
	const hex = groups.map((group) => group.toString(16));
	if (start < 0) return hex.join(':');
	return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** `address/prefix` → first and last address; undefined when it is no block. A bare address is a block of one. */
export function parseCidr(text: string): { readonly first: bigint; readonly last: bigint } | undefined {
	const slash = text.indexOf('/');
	const address = parseIp(slash < 0 ? text : text.slice(0, slash));
	if (address === undefined) return undefined;
	if (slash < 0) return { first: address, last: address };
	const digits = text.slice(slash + 1);
	const bits = text.includes(':') ? 128 : 32;
	if (!/^\d{1,3}$/.test(digits) || Number(digits) > bits) return undefined;
	const host = (1n << BigInt(bits - Number(digits))) - 1n;
	const first = (address | host) ^ host;
	return { first, last: first | host };
}

/** SQL literal of an address. */
export const ipSql = (value: bigint): string => `'${value}'::UHUGEINT`;
