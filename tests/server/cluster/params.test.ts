import { describe, expect, it } from 'vitest';
import { isJsonArray, JsonPlaces, parseJson } from '$lib/protocol/json';
import { Refusal } from '$lib/server/cluster/failure';
import { readParams } from '$lib/server/cluster/params';

function read(text: string) {
	const places = new JsonPlaces();
	const list = parseJson(text, places);
	if (!isJsonArray(list)) throw new Error('not a list');
	return readParams(list, places);
}

function refused(text: string): string {
	try {
		read(text);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		expect(error.failure).toMatchObject({ status: 400, type: 'x_content_parse_exception' });
		return error.failure.reason;
	}
	throw new Error('the params were accepted');
}

describe('readParams', () => {
	it('reads values by position', () => {
		expect(read('["a", 15, -2147483649, 2.50, true, null, [1, 3000000000], []]')).toEqual([
			{ kind: 'value', value: { kind: 'string', value: 'a' } },
			{ kind: 'value', value: { kind: 'number', text: '15', type: 'integer' } },
			{ kind: 'value', value: { kind: 'number', text: '-2147483649', type: 'long' } },
			{ kind: 'value', value: { kind: 'number', text: '2.50', type: 'double' } },
			{ kind: 'value', value: { kind: 'boolean', value: true } },
			{ kind: 'value', value: { kind: 'null' } },
			{
				kind: 'value',
				value: {
					kind: 'list',
					items: [
						{ kind: 'number', text: '1', type: 'integer' },
						{ kind: 'number', text: '3000000000', type: 'long' }
					]
				}
			},
			{ kind: 'value', value: { kind: 'null' } }
		]);
	});

	it('keeps the digits of a long', () => {
		expect(read('[9007199254740993, 9223372036854775807, -9223372036854775808]')).toMatchObject(
			['9007199254740993', '9223372036854775807', '-9223372036854775808'].map((text) => ({
				value: { kind: 'number', text, type: 'long' }
			}))
		);
	});

	it('reads values, identifiers and patterns by name', () => {
		expect(
			read(
				'[{"n1":10},{"hosts":["a","b"]},{"f":{"identifier":"host.name"}},{"p":{"PATTERN":"host.*"}},{"_v":{"value":[7]}}]'
			)
		).toEqual([
			{ kind: 'value', name: 'n1', value: { kind: 'number', text: '10', type: 'integer' } },
			{
				kind: 'value',
				name: 'hosts',
				value: {
					kind: 'list',
					items: [
						{ kind: 'string', value: 'a' },
						{ kind: 'string', value: 'b' }
					]
				}
			},
			{ kind: 'identifier', name: 'f', text: 'host.name' },
			{ kind: 'pattern', name: 'p', text: 'host.*' },
			{
				kind: 'value',
				name: '_v',
				value: { kind: 'list', items: [{ kind: 'number', text: '7', type: 'integer' }] }
			}
		]);
	});

	it.each([
		['[{"a":1,"b":2}]', '[1:2] Cannot parse more than one key:value pair as parameter, found [{a:1}, {b:2}]'],
		[
			'[{"1a":1}]',
			'[1:2] [1a] is not a valid parameter name, a valid parameter name starts with a letter or underscore, and contains letters, digits and underscores only'
		],
		[
			'[{"n":{}}]',
			'[1:2] [n] has no valid param attribute, only one of VALUE, IDENTIFIER, PATTERN can be defined in a param'
		],
		[
			'[{"n":{"identifier":"a","value":1}}]',
			'[1:2] [n] has multiple param attributes [identifier, value], only one of VALUE, IDENTIFIER, PATTERN can be defined in a param'
		],
		[
			'[{"n":{"foo":1}}]',
			'[1:2] [foo] is not a valid param attribute, a valid attribute is any of VALUE, IDENTIFIER, PATTERN'
		],
		[
			'[{"n":{"pattern":"x"}}]',
			'[1:2] [x] is not a valid value for PATTERN parameter, a valid value for PATTERN parameter is a string and contains *'
		],
		[
			'[{"n":{"identifier":5}}]',
			'[1:2] [5] is not a valid value for IDENTIFIER parameter, a valid value for IDENTIFIER parameter is a string'
		],
		[
			'[{"n":{"identifier":["a","b"]}}]',
			'[1:2] n={identifier=[a, b]} parameter is multivalued, only VALUE parameters can be multivalued'
		],
		[
			'[{"n":[1,null]}]',
			'[1:2] Parameter [n] contains a null entry: [1, null]. Null values are not allowed in multivalued params'
		],
		[
			'[[1,null]]',
			'[1:2] Parameter contains a null entry: [1, null]. Null values are not allowed in multivalued params'
		],
		[
			'[{"n":[1,"a"]}]',
			'[1:2] Parameter [n] contains mixed data types: [1, a]. Mixed data types are not allowed in multivalued params.'
		],
		[
			'[[1,2.5]]',
			'[1:2] Parameter contains mixed data types: [1, 2.5]. Mixed data types are not allowed in multivalued params.'
		],
		['[{}]', '[1:2] START_OBJECT is not supported as a parameter'],
		['[[{"a":1}]]', '[1:2] START_OBJECT is not supported as a parameter'],
		['[[[1]]]', '[1:2] START_ARRAY is not supported as a parameter'],
		['[{"n":{"value":{"x":1}}}]', '[1:2] n={value={x=1}} is not supported as a parameter'],
		['[18446744073709551616]', '[1:2] 18446744073709551616 is not supported as a parameter'],
		['[1e999]', '[1:2] 1e999 is not supported as a parameter'],
		[
			'[{"n1":"v1"}, "v2", {"i":{"identifier":"f"}}]',
			'Params cannot contain both named and unnamed parameters; got [{n1:v1}, {i:f}] and [{v2}]'
		]
	])('refuses %s', (text, reason) => {
		expect(refused(text)).toBe(`Failed to parse params: ${reason}`);
	});

	it('tells all that is wrong at once, each with its place', () => {
		expect(refused('[{"1":1},\n {"n":{}}]')).toMatch(
			/^Failed to parse params: \[1:2\] \[1\] is not .*; \[2:2\] \[n\] has no valid/
		);
	});
});
