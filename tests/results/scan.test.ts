import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scanner } from '$lib/results/scan';
import { Table } from '$lib/results/table';
import type { Layout } from '$lib/results/messages';
import { answers, cuts, split } from './answers';
import { asCell, exact, get, items } from './reference';

const encode = (text: string) => new TextEncoder().encode(text);

function scan(chunks: readonly Uint8Array[], layout?: Layout) {
	const scanner = new Scanner(layout);
	for (const chunk of chunks) scanner.push(chunk);
	return { scanner, table: new Table(scanner) };
}

const scanText = (text: string, layout?: Layout) => scan([encode(text)], layout);
const byteByByte = (text: string) => [...encode(text)].map((byte) => Uint8Array.of(byte));

describe('any answer in any split', () => {
	it('rows equal the reference', () => {
		fc.assert(
			fc.property(answers('rows'), cuts, ({ text, rows }, places) => {
				const { scanner, table } = scan(split(encode(text), places));
				expect(scanner.fault).toBeUndefined();
				expect(scanner.complete).toBe(true);
				const expected = items(get(exact(text), 'values')).map((row) => items(row).map(asCell));
				expect(table.length).toBe(rows);
				expect(table.rows(0, rows)).toEqual(expected);
				expected.forEach((row, index) => expect(table.row(index)).toEqual(row));
			}),
			{ numRuns: 400 }
		);
	});

	it('columnar cells equal the reference, told from the first array or by the hint', () => {
		fc.assert(
			fc.property(answers('columns'), cuts, fc.boolean(), ({ text, rows }, places, hinted) => {
				const { scanner, table } = scan(split(encode(text), places), hinted ? 'columns' : undefined);
				expect(scanner.fault).toBeUndefined();
				const columns = items(get(exact(text), 'values')).map((column) => items(column).map(asCell));
				const expected = Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]));
				expect(table.length).toBe(rows);
				expect(table.rows(0, rows)).toEqual(expected);
				expected.forEach((row, index) => expect(table.row(index)).toEqual(row));
			}),
			{ numRuns: 400 }
		);
	});

	it('a profile is kept as text, wherever the chunks end', () => {
		const profile = '{"drivers":[{"a":"]}\\""},[]],"é":null}';
		fc.assert(
			fc.property(cuts, (places) => {
				const bytes = encode(`{"columns":[],"profile": ${profile} ,"took":3,"values":[]}`);
				const { scanner } = scan(split(bytes, places));
				const [start, end] = scanner.profile ?? [0, 0];
				expect(scanner.bytes.text(start, end)).toBe(profile);
				expect(scanner.meta()).toEqual({ profile: { bytes: encode(profile).length }, took: 3 });
				expect(scanner.complete).toBe(true);
			})
		);
		const none = scanText('{"columns":[],"profile":null,"values":[]}');
		expect(none.scanner.profile).toBeUndefined();
		expect(none.scanner.meta()).toEqual({ profile: null });
	});

	it('every other top-level value is kept', () => {
		fc.assert(
			fc.property(answers('rows'), cuts, ({ text }, places) => {
				const { scanner } = scan(split(encode(text), places));
				const { columns, values: _, ...others } = JSON.parse(text) as Record<string, unknown>;
				expect(scanner.columns).toEqual(columns);
				expect(scanner.meta()).toEqual(others);
			})
		);
	});

	it('a cut answer keeps exactly the complete rows', () => {
		fc.assert(
			fc.property(
				answers('rows'),
				fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
				({ text }, cut) => {
					const bytes = encode(text);
					const { scanner, table } = scan([bytes.subarray(0, Math.floor(bytes.length * cut))]);
					const expected = items(get(exact(text), 'values')).map((row) => items(row).map(asCell));
					expect(scanner.fault).toBeUndefined();
					expect(table.rows(0, 99)).toEqual(expected.slice(0, table.length));
				}
			)
		);
	});

	it('one awkward answer, cut at every byte', () => {
		const cells = '"a\\"],[\\\\","é🦊",[ "x\\"" , -1.0 ],{"k\\"}":["]"]},null, "\\\\" ,""';
		const names = Array.from({ length: 7 }, (_, i) => ({ name: `c${i}`, type: 'keyword' }));
		const bytes = encode(
			`{"m\\"":"\\\\","columns":${JSON.stringify(names)},"values":[[${cells}],[${cells}]],"n":[{"}":"\\""}]}`
		);
		for (const layout of ['rows', 'columns'] as const) {
			const whole = scan([bytes], layout);
			expect(whole.scanner.complete).toBe(true);
			for (let cut = 1; cut < bytes.length; cut++) {
				const { scanner, table } = scan([bytes.subarray(0, cut), bytes.subarray(cut)], layout);
				expect(scanner.complete).toBe(true);
				expect(table.rows(0, 9)).toEqual(whole.table.rows(0, 9));
				expect(scanner.meta()).toEqual(whole.scanner.meta());
			}
		}
	});

	it('a row counts from its closing bracket on', () => {
		const head = '{"columns":[{"name":"a","type":"keyword"}],"values":[';
		const { scanner } = scanText(head);
		const counts = [...encode('["]"], ["[\\"]"],[null]]}')].map((byte) => {
			scanner.push(Uint8Array.of(byte));
			return scanner.rows;
		});
		expect(counts.join('')).toBe('0'.repeat(4) + '1'.repeat(10) + '2'.repeat(7) + '3'.repeat(3));
	});

	it('scanner and cell reader agree on the rows of anything at all', () => {
		const bytes = fc.array(fc.constantFrom(...encode('[[]]{},,"\\: 1nul\n'), 0xc3, 0xf0, 0x80), {
			maxLength: 60
		});
		fc.assert(
			fc.property(bytes, cuts, (garbage, places) => {
				const head = encode('{"columns":[{"name":"a","type":"long"}],"values":[');
				const { table } = scan(split(Uint8Array.from([...head, ...garbage]), places), 'rows');
				expect(table.rows(0, 99)).toHaveLength(table.length);
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('exactness', () => {
	it('keeps the text of numbers, null apart from "", and multi-values as lists', () => {
		const { table } = scanText(
			'{"columns":[{"name":"a","type":"long"},{"name":"b","type":"double"},{"name":"c","type":"keyword"},{"name":"d","type":"keyword"},{"name":"e","type":"_source"}],' +
				'"values":[[9007199254740993,44.0,"",null,{"n": 1.0}],[[1,18446744073709551615],-0.0,"a\\nb\\u0000",["x",""],{}]]}'
		);
		expect(table.rows(0, 9)).toEqual([
			['9007199254740993', '44.0', '', null, { json: '{"n": 1.0}' }],
			[['1', '18446744073709551615'], '-0.0', 'a\nb\u0000', ['x', ''], { json: '{}' }]
		]);
	});

	it('reads characters cut between any two bytes', () => {
		const text =
			'{"columns":[{"name":"日本🦊","type":"keyword"}],"values":[["é🦊"],["\\ud83e\\udd8a"]],"ключ":"值"}';
		const { scanner, table } = scan(byteByByte(text));
		expect(scanner.columns?.[0].name).toBe('日本🦊');
		expect(table.rows(0, 2)).toEqual([['é🦊'], ['🦊']]);
		expect(scanner.meta()).toEqual({ ключ: '值' });
	});

	it('does not let a key touch the prototype', () => {
		const { scanner } = scanText('{"__proto__":{"polluted":true}}');
		expect(Object.hasOwn(scanner.meta(), '__proto__')).toBe(true);
		expect(scanner.meta().polluted).toBeUndefined();
	});

	it('keeps a string with an invalid escape as it was sent', () => {
		expect(scanText('{"columns":[{"name":"a","type":"keyword"}],"values":[["\\x41"]]}').table.row(0)).toEqual(
			['\\x41']
		);
	});
});

describe('layouts', () => {
	const two = '"columns":[{"name":"a","type":"long"},{"name":"b","type":"long"}]';

	it('reads a square answer as rows unless told otherwise', () => {
		const text = `{${two},"values":[[1,2],[3,4]]}`;
		expect(scanText(text).table.rows(0, 9)).toEqual([
			['1', '2'],
			['3', '4']
		]);
		expect(scanText(text, 'columns').table.rows(0, 9)).toEqual([
			['1', '3'],
			['2', '4']
		]);
	});

	it('announces no rows before the layout is known', () => {
		const scanner = new Scanner();
		scanner.push(encode('{"values":[[1,2,3],[4,5,6]],'));
		expect(scanner.rows).toBe(0);
		scanner.push(encode(`${two}}`));
		expect(scanner.rows).toBe(3);
	});

	it('shows columnar rows once the last column brings them', () => {
		const scanner = new Scanner();
		scanner.push(encode(`{${two},"values":[[1,2,3],[4,5`));
		expect(scanner.rows).toBe(1);
		expect(new Table(scanner).rows(0, 9)).toEqual([['1', '4']]);
	});

	it('accepts no columns and no rows', () => {
		expect(scanText('{"id":"x","is_running":true,"columns":[],"values":[]}').scanner.complete).toBe(true);
		expect(scanText('{"columns":[],"values":[[],[]]}').table.rows(0, 9)).toEqual([[], []]);
		expect(scanText(`{${two},"values":[[],[]]}`).table.length).toBe(0);
		expect(scanText('{}').scanner.complete).toBe(true);
	});
});

describe('bad input', () => {
	it.each([
		['<html><body>502</body></html>', 'expected an object at byte 0'],
		['[1]', 'expected an object at byte 0'],
		['{"a" 1}', 'expected a colon at byte 5'],
		['{"a":1,}', 'expected a key at byte 7'],
		['{"a":}', 'expected a value at byte 5'],
		['{"a":tru}', /^invalid JSON at byte 5: /],
		['{"a":[1}}', /^invalid JSON at byte 5: /],
		['{} {}', 'expected nothing more at byte 3'],
		['{"values":null}', '"values" is not an array at byte 10'],
		['{"values":[1]}', 'expected row or end in "values" at byte 11'],
		['{"values":[[1],]}', 'expected row in "values" at byte 15'],
		['{"values":[[1][2]]}', 'expected comma or end in "values" at byte 14'],
		['{"values":[[1}]}', 'expected the end of a row at byte 13'],
		['{"values":[],"values":[]}', '"values" comes twice at byte 22'],
		['{"values":[[1]]}', '"values" without "columns"'],
		['{"columns":{"name":"a"}}', '"columns" is not a list of {name, type} at byte 11'],
		['{"columns":[{"name":1,"type":"long"}]}', '"columns" is not a list of {name, type} at byte 11']
	])('%s', (text, fault) => {
		for (const chunks of [[encode(text)], byteByByte(text)]) {
			const { scanner } = scan(chunks);
			expect(scanner.complete).toBe(false);
			if (typeof fault === 'string') expect(scanner.fault).toBe(fault);
			else expect(scanner.fault).toMatch(fault);
		}
	});

	it('is not troubled by a byte order mark or a million brackets', () => {
		expect(scanText('\uFEFF{"took":1}').scanner.meta()).toEqual({ took: 1 });
		const deep = '['.repeat(1e6) + ']'.repeat(1e6);
		const { table } = scanText(
			`{"columns":[{"name":"a","type":"keyword"}],"values":[[{"a":${deep}}],[${deep}]]}`
		);
		expect(table.row(0)).toEqual([{ json: `{"a":${deep}}` }]);
		expect(table.row(1)).toEqual([[deep.slice(1, -1)]]);
	});
});
