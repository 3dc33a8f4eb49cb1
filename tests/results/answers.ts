import fc from 'fast-check';

/** JSON whitespace, mostly none. */
const space = fc.oneof({ weight: 8, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\n', '\t ', '\r\n'));

const number = fc.oneof(
	fc.integer().map(String),
	fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
	fc.constantFrom('44.0', '1e400', '-0.0', '1.7976931348623157E308', '0.1000', '9007199254740993')
);

const string = fc.oneof(
	fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
	fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
	fc.constantFrom(
		'""',
		'"\\\\"',
		'"\\""',
		'"],["',
		'"\\u00e9\\ud83d\\ude00"',
		'"日本語🦊"',
		'"a\\/b"',
		'"null"'
	)
);

const scalar = fc.oneof(number, string, fc.constantFrom('true', 'false', 'null'));

const { json } = fc.letrec<{ json: string }>((tie) => ({
	json: fc.oneof(
		{ depthSize: 'small' },
		scalar,
		fc
			.tuple(fc.array(tie('json'), { maxLength: 3 }), space)
			.map(([list, gap]) => `[${list.join(`,${gap}`)}]`),
		fc
			.array(fc.tuple(string, space, tie('json')), { maxLength: 3 })
			.map((list) => `{${list.map(([key, gap, value]) => `${key}:${gap}${value}`).join(',')}}`)
	)
}));

const cell = fc.oneof(
	{ weight: 6, arbitrary: scalar },
	fc.array(scalar, { maxLength: 4 }).map((list) => `[${list.join(', ')}]`),
	json
);

export interface Generated {
	readonly text: string;
	readonly columns: number;
	readonly rows: number;
}

/** Answers with any values, key order, whitespace and unknown keys. A columnar one is never square. */
export function answers(layout: 'rows' | 'columns'): fc.Arbitrary<Generated> {
	return fc
		.record({ columns: fc.integer({ min: 1, max: 5 }), rows: fc.integer({ min: 0, max: 12 }) })
		.filter(({ columns, rows }) => layout === 'rows' || columns !== rows)
		.chain(({ columns, rows }) => {
			const [outer, inner] = layout === 'rows' ? [rows, columns] : [columns, rows];
			const list = fc.array(cell, { minLength: inner, maxLength: inner });
			return fc
				.record({
					values: fc.array(fc.tuple(space, list, space), { minLength: outer, maxLength: outer }),
					names: fc.array(fc.string(), { minLength: columns, maxLength: columns }),
					others: fc.dictionary(
						fc.string().filter((key) => key !== 'columns' && key !== 'values'),
						json
					),
					order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
					gap: space
				})
				.map(({ values, names, others, order, gap }) => {
					const entries = Object.entries(others).map(([key, value]) => [JSON.stringify(key), value]);
					entries.push(['"columns"', JSON.stringify(names.map((name) => ({ name, type: 'keyword' })))]);
					entries.push([
						'"values"',
						`[${values.map(([a, row, b]) => `${a}[${a}${row.join(`${b},${a}`)}${b}]`)}${gap}]`
					]);
					entries.sort((a, b) => order[a[0].length % 12] - order[b[0].length % 12]);
					const text = `${gap}{${entries.map(([key, value]) => `${gap}${key}${gap}:${gap}${value}${gap}`)}}${gap}`;
					return { text, columns, rows };
				});
		});
}

/** Cuts bytes at any places, also inside a character; `cuts` are fractions. */
export function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
	const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)), bytes.length].sort(
		(a, b) => a - b
	);
	return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

export const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
	maxLength: 20
});
