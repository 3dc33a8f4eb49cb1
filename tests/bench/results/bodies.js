/** Answers of any size with a realistic mix of column types, the same bytes every time. */

const hosts = Array.from({ length: 40 }, (_, i) => `web-${String(i).padStart(2, '0')}.eu.example.net`);
const paths = ['/', '/cart', '/checkout', '/search?q=lamp', '/api/items/812', '/static/app.js', '/login'];
const levels = ['info', 'info', 'info', 'warn', 'error'];

/** @typedef {(row: number, random: () => number) => string} Cell JSON text of one cell */
/** @type {readonly { readonly name: string, readonly type: string, readonly cell: Cell }[]} */
const kinds = [
	{
		name: '@timestamp',
		type: 'date',
		cell: (row) => `"${new Date(1767225600000 + row * 37).toISOString()}"`
	},
	{
		name: 'host.name',
		type: 'keyword',
		cell: (_, random) => `"${hosts[Math.floor(random() * hosts.length)]}"`
	},
	{ name: 'bytes', type: 'long', cell: (_, random) => String(Math.floor(random() * 100_000)) },
	{
		name: 'level',
		type: 'keyword',
		cell: (_, random) => `"${levels[Math.floor(random() * levels.length)]}"`
	},
	{ name: 'duration', type: 'double', cell: (_, random) => (random() * 900).toFixed(4) },
	{
		name: 'url.path',
		type: 'keyword',
		cell: (_, random) => `"${paths[Math.floor(random() * paths.length)]}"`
	},
	{
		name: 'event.id',
		type: 'unsigned_long',
		cell: (row, random) => `${9_007_199 + row}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`
	},
	{
		name: 'client.ip',
		type: 'ip',
		cell: (_, random) => `"10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.7"`
	},
	{
		name: 'tags',
		type: 'keyword',
		cell: (_, random) => (random() < 0.4 ? '["a","beta"]' : random() < 0.5 ? 'null' : '"solo"')
	},
	{ name: 'ok', type: 'boolean', cell: (_, random) => (random() < 0.9 ? 'true' : 'false') }
];

/**
 * @param {number} rows
 * @param {number} columns
 * @returns {Buffer} the body of a finished answer
 */
export function body(rows, columns) {
	const random = generator(42);
	const list = Array.from({ length: columns }, (_, i) => ({
		...kinds[i % kinds.length],
		name: i < kinds.length ? kinds[i].name : `${kinds[i % kinds.length].name}.${Math.floor(i / kinds.length)}`
	}));
	const parts = [
		Buffer.from(
			`{"took":12,"is_partial":false,"documents_found":${rows},"values_loaded":${rows * columns},` +
				`"columns":${JSON.stringify(list.map(({ name, type }) => ({ name, type })))},"values":[`
		)
	];
	let text = '';
	for (let row = 0; row < rows; row++) {
		text += row === 0 ? '[' : ',[';
		for (let c = 0; c < columns; c++) text += (c === 0 ? '' : ',') + list[c].cell(row, random);
		text += ']';
		if (text.length > 1_000_000) {
			parts.push(Buffer.from(text));
			text = '';
		}
	}
	parts.push(Buffer.from(`${text}]}`));
	return Buffer.concat(parts);
}

/**
 * @param {number} seed
 * @returns {() => number} numbers in [0, 1)
 */
function generator(seed) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
