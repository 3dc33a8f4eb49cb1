import { ipSql, parseCidr } from '../sql/ip';
import type { Value } from '../sql/value';
import { quote } from '../sql/value';
import type { CallSite, Rules } from './rule';
import { scalar, value } from './rule';

function inBlocks(ip: string, blocks: readonly Value[], { emit, node }: CallSite): string {
	const texts = blocks.flatMap(({ constant }) => (Array.isArray(constant) ? constant : [constant]));
	if (!texts.every((text) => typeof text === 'string')) {
		const tests = blocks.map((block) =>
			block.multi
				? `len(list_filter(${block.sql}, lambda b: esql_in_block(${ip}, b))) > 0`
				: `esql_in_block(${ip}, ${block.sql})`
		);
		return `(${tests.join(' OR ')})`;
	}
	const ranges = texts.map((text) => {
		const block = parseCidr(String(text));
		if (!block) return emit.refuse(node, `invalid CIDR block [${String(text)}] in [${emit.source(node)}]`);
		return `${ip} BETWEEN ${ipSql(block.first)} AND ${ipSql(block.last)}`;
	});
	return `(${ranges.join(' OR ')})`;
}

const V4_FIRST = ipSql(0xffffn << 32n);
const V4_LAST = ipSql((0xffffn << 32n) | 0xffffffffn);

/** Clear all but the first `bits` of the lowest `width` bits. */
const masked = (ip: string, bits: string, width: number) =>
	`(${ip} - ${ip} % (2::UHUGEINT ** (${width} - ${bits}))::UHUGEINT)`;

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
const NAMED: Readonly<Record<string, readonly string[]>> = {
	loopback: ['127.0.0.0/8', '::1/128'],
	private: PRIVATE,
	link_local_unicast: ['169.254.0.0/16', 'fe80::/10'],
	multicast: ['224.0.0.0/4', 'ff00::/8'],
	unspecified: ['0.0.0.0/32', '::/128']
};

function direction([source, destination]: readonly string[], site: CallSite): string {
	const networks = site.values[2].constant;
	const texts = Array.isArray(networks) ? networks : [networks];
	const blocks = texts.flatMap((text) => NAMED[String(text)] ?? [String(text)]);
	const constants = blocks.map((constant): Value => ({
		sql: quote(constant),
		type: 'keyword',
		multi: false,
		constant
	}));
	const [from, to] = [source, destination].map((ip) => inBlocks(ip, constants, site));
	return `CASE WHEN ${from} AND ${to} THEN 'internal' WHEN ${from} THEN 'outbound' WHEN ${to} THEN 'inbound' WHEN NOT ${from} AND NOT ${to} THEN 'external' END`;
}

export const ip: Rules = {
	CIDR_MATCH: value(([address, ...blocks], site) => {
		const single = site.emit.single(address, site.node);
		return { sql: inBlocks(single.sql, blocks, site), type: 'boolean', multi: false };
	}),
	IP_PREFIX: scalar(
		([address, v4, v6]) =>
			`CASE WHEN ${address} BETWEEN ${V4_FIRST} AND ${V4_LAST} THEN CASE WHEN ${v4} BETWEEN 0 AND 32 THEN ${masked(address, v4, 32)} END ` +
			`WHEN ${v6} = 0 AND ${address} IS NOT NULL THEN 0::UHUGEINT WHEN ${v6} BETWEEN 1 AND 128 THEN ${masked(address, v6, 128)} END`,
		'java.lang.IllegalArgumentException: Prefix length is out of range'
	),
	NETWORK_DIRECTION: value(([source, destination], site) => {
		const parts = [source, destination].map((part) => site.emit.single(part, site.node).sql);
		return { sql: direction(parts, site), type: 'keyword', multi: false };
	})
};
