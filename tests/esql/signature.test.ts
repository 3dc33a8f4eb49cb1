import { describe, expect, it } from 'vitest';
import { functionNamed } from '$lib/esql/analysis/definitions';
import { callAt } from '$lib/esql/editor/call';
import { formPieces, formsOf, typesText } from '$lib/esql/editor/form';

describe('the call around a cursor', () => {
	it.each([
		['ROW x = ABS(‸', 'ABS 0'],
		['ROW x = ROUND(1.5, ‸2)', 'ROUND 1'],
		['ROW x = ROUND(ABS(1.5‸), 2)', 'ABS 0'],
		['ROW x = ROUND(ABS(1.5), 2‸)', 'ROUND 1'],
		['ROW x = CONCAT("a,b", "(", ‸)', 'CONCAT 2'],
		['ROW x = CONCAT("""a,(""", /* , ( */ `b,(`, // , (\n ‸', 'CONCAT 2'],
		['ROW x = CONCAT("unfinished ‸', 'CONCAT 0'],
		['FROM a | EVAL x = CASE((b > 1 AND (c‸', 'CASE 0'],
		['FROM a | EVAL x = MV_SLICE([1, 2, ‸3], 1)', 'MV_SLICE 0'],
		['FROM a | WHERE x == COUNT (‸', 'COUNT 0'],
		['FROM a | WHERE MATCH(x, "y", {"operator": ‸', 'MATCH 2'],
		['FROM a | STATS first(‸x)', 'first 0'],
		['FROM a | FORK (EVAL x = ABS(‸y)) (LIMIT 1)', 'ABS 0']
	])('%s', (marked, expected) => {
		const call = callAt(marked.replace('‸', ''), marked.indexOf('‸'));
		expect(call && `${call.name} ${call.argument}`).toBe(expected);
	});

	it.each([
		'ROW x = AB‸S(1)',
		'ROW x = ABS(1)‸',
		'FROM a | WHERE x IN (1, ‸2)',
		'FROM a | WHERE x AND (y‸)',
		'FROM a | FORK (‸',
		'FROM a | EVAL x = ABS(1 | KEEP ‸y',
		'FROM a | WHERE x LIKE ("a", ‸"b")',
		'‸'
	])('is none at %s', (marked) =>
		expect(callAt(marked.replace('‸', ''), marked.indexOf('‸'))).toBeUndefined()
	);
});

describe('forms of a function', () => {
	const forms = (name: string) =>
		formsOf(functionNamed(name)!).map(
			(form) => `${formPieces(name, form).join('')} → ${typesText(form.returns)}`
		);

	it.each([
		['ABS', ['ABS(number) → any number']],
		['NOW', ['NOW() → date']],
		['DATE_FORMAT', ['DATE_FORMAT(date) → keyword', 'DATE_FORMAT(dateFormat?, date) → keyword']],
		['CONCAT', ['CONCAT(string1, string2, …) → keyword']]
	])('%s', (name, expected) => expect(forms(name)).toEqual(expected));

	it.each([
		[['integer', 'long', 'unsigned_long', 'double'], 'any number'],
		[['integer', 'long', 'unsigned_long', 'double', 'keyword'], 'any number or keyword'],
		[['keyword', 'text'], 'keyword or text'],
		[['date', 'date_nanos', 'ip'], 'date, date nanos or ip'],
		[[], 'unknown'],
		[
			['boolean', 'date', 'ip', 'keyword', 'text', 'version', 'geo_point'],
			'boolean, date, ip, keyword, text or 2 more types'
		]
	] as const)('%j as %s', (types, words) => expect(typesText(types)).toBe(words));
});
