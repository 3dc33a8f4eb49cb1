import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { formatIp, ipSql, parseCidr, parseIp } from '$lib/server/cluster/sql/ip';
import { decodeVersion, encodeVersion, versionTextSql } from '$lib/server/cluster/sql/version';

describe('version', () => {
	const ordered = [
		'1.2.3-alpha',
		'1.2.3-alpha.1',
		'1.2.3-alpha.11',
		'1.2.3-alpha.beta',
		'1.2.3-beta',
		'1.2.3',
		'1.2.3+build7',
		'1.2.4',
		'1.9.0',
		'1.11.0',
		'2',
		'2.0',
		'2.0.0',
		'21.11.0',
		'bad',
		'x'.repeat(120)
	];

	it('keeps the order of versions in binary order', () => {
		const shuffled = [...ordered].reverse();
		const sorted = shuffled
			.map(encodeVersion)
			.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
			.map(decodeVersion);
		expect(sorted).toEqual(ordered);
	});

	it.each([...ordered, '', '1.', '01.2', '1.2-', 'v1.2', `${'9'.repeat(200)}.1`])(
		'gives back %s',
		async (text) => {
			expect(decodeVersion(encodeVersion(text))).toBe(text);
		}
	);

	it('decodes in SQL as in code', async () => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		const list = [...ordered, '1.2-3+4'];
		const values = list.map((text) => `('${encodeVersion(text)}')`).join(', ');
		const reader = await connection.runAndReadAll(
			`SELECT ${versionTextSql('v')} FROM (VALUES ${values}) t(v)`
		);
		expect(reader.getRows().map((row) => row[0])).toEqual(list);
	});
});

describe('ip', () => {
	it.each([
		['10.0.0.1', '10.0.0.1'],
		['255.255.255.255', '255.255.255.255'],
		['::1', '::1'],
		['::', '::'],
		['FE80:0:0:0:CAE2:65FF:FECE:FEB9', 'fe80::cae2:65ff:fece:feb9'],
		['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
		['::ffff:1.2.3.4', '1.2.3.4'],
		['2001:db8::1.2.3.4', '2001:db8::102:304'],
		['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0']
	])('reads %s and writes %s', (text, canonical) => {
		expect(formatIp(parseIp(text) ?? -1n)).toBe(canonical);
	});

	it.each([
		'',
		'1.2.3',
		'1.2.3.256',
		'01.2.3.4',
		'1.2.3.4.5',
		'1::2::3',
		':1',
		'1:2:3:4:5:6:7',
		'g::1',
		'1:2:3:4:5:6:7:8:9',
		':::'
	])('refuses %s', (text) => expect(parseIp(text)).toBeUndefined());

	it('reads blocks', () => {
		const block = parseCidr('10.1.2.3/8');
		expect([formatIp(block?.first ?? 0n), formatIp(block?.last ?? 0n)]).toEqual([
			'10.0.0.0',
			'10.255.255.255'
		]);
		expect(parseCidr('10.0.0.0/33')).toBeUndefined();
		expect(parseCidr('fe80::/10')?.first).toBe(parseIp('fe80::'));
	});

	it('fits UHUGEINT', async () => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		const top = parseIp('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff') ?? 0n;
		const reader = await connection.runAndReadAll(`SELECT ${ipSql(top)}`);
		expect(reader.getRows()[0][0]).toBe(top);
	});
});
