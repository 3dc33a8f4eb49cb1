import { createHash, getHashes } from 'node:crypto';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import {
	BIGINT,
	BOOLEAN,
	DOUBLE,
	DuckDBScalarFunction,
	DuckDBVector,
	INTEGER,
	TINYINT,
	UHUGEINT,
	VARCHAR
} from '@duckdb/node-api';
import { Gates } from './gates';
import { findChange } from './sql/changepoint';
import { dateFormat } from './sql/dateformat';
import { doubleText } from './sql/double';
import type { LeadingZeros } from './sql/ip';
import { formatIp, parseCidr, parseIp } from './sql/ip';
import { parseIsoMillis, parseIsoNanos } from './sql/isodate';
import { partFunctions } from './sql/parts/functions';
import { passageFunctions } from './sql/passage/functions';
import { parseWhole } from './sql/whole';
import { encodeVersion } from './sql/version';
import type { RowFunctionDefinition } from './sql/rowfunction';
import { cached } from './sql/rowfunction';
import { geometryFunctions } from './sql/geometry/functions';
import { UTC, zoneOf } from './sql/zone';

const formats = cached(dateFormat);
const blocks = cached(parseCidr);
const zone = (name: string) => zoneOf(name) ?? UTC;
const bigint = (millis: number | undefined) => (millis === undefined ? undefined : BigInt(millis));

function hash(algorithm: string, text: string): string | undefined {
	const name = algorithm.toLowerCase().replace('-', '');
	return getHashes().includes(name) ? createHash(name).update(text).digest('hex') : undefined;
}

const rowFunctions: readonly RowFunctionDefinition[] = [
	...geometryFunctions,
	...partFunctions,
	...passageFunctions,
	['esql_whole', [VARCHAR, BIGINT], BIGINT, (text: string, base: bigint) => parseWhole(text, Number(base))],
	[
		'esql_change',
		[VARCHAR],
		VARCHAR,
		(series: string) => {
			const change = findChange(series.split(' ').map(Number));
			return change && `${change.at + 1} ${change.type} ${change.pvalue}`;
		}
	],
	['esql_ip', [VARCHAR], UHUGEINT, (text: string) => parseIp(text)],
	[
		'esql_ip_zeros',
		[VARCHAR, VARCHAR],
		UHUGEINT,
		(text: string, zeros: LeadingZeros) => parseIp(text, zeros)
	],
	['esql_ip_text', [UHUGEINT], VARCHAR, (ip: bigint) => formatIp(ip)],
	[
		'esql_in_block',
		[UHUGEINT, VARCHAR],
		BOOLEAN,
		(ip: bigint, text: string) => {
			const block = blocks(text);
			return block && ip >= block.first && ip <= block.last;
		}
	],
	['esql_version', [VARCHAR], VARCHAR, (text: string) => encodeVersion(text)],
	['esql_double_text', [DOUBLE], VARCHAR, (value: number) => doubleText(value)],
	['esql_millis', [VARCHAR], BIGINT, (text: string) => bigint(parseIsoMillis(text))],
	['esql_nanos', [VARCHAR], BIGINT, (text: string) => parseIsoNanos(text)],
	['esql_hash', [VARCHAR, VARCHAR], VARCHAR, (algorithm: string, text: string) => hash(algorithm, text)],
	[
		'esql_date_format',
		[VARCHAR, BIGINT, INTEGER, VARCHAR],
		VARCHAR,
		(format: string, millis: bigint, nanos: number, name: string) =>
			formats(format)?.write(Number(millis), nanos, zone(name))
	],
	[
		'esql_date_parse',
		[VARCHAR, VARCHAR, VARCHAR],
		BIGINT,
		(format: string, text: string, name: string) => bigint(formats(format)?.read(text, zone(name)))
	]
];

function rowFunction([name, parameterTypes, returnType, compute]: RowFunctionDefinition) {
	const call = compute as (...row: DuckDBValue[]) => DuckDBValue | undefined;
	return DuckDBScalarFunction.create({
		name,
		parameterTypes,
		returnType,
		mainFunction: (_, input, output) => {
			const columns = parameterTypes.map((_, index) => input.getColumnVector(index));
			const row: DuckDBValue[] = [];
			for (let index = 0; index < input.rowCount; index++) {
				let missing = false;
				for (let column = 0; column < columns.length; column++) {
					row[column] = columns[column].getItem(index);
					missing ||= row[column] === null;
				}
				output.setItem(index, missing ? null : (call(...row) ?? null));
			}
			output.flush();
		}
	});
}

const OPEN = new Int8Array(DuckDBVector.standardSize()).fill(1);
const SHUT = new Int8Array(OPEN.length);

/** One call per 2048 scanned rows: its memory is written whole, because per-row calls would double its cost. */
function fill(output: DuckDBVector, source: Int8Array, count: number): void {
	const { items } = output as unknown as { readonly items: Int8Array };
	items.set(source.subarray(0, count));
	output.flush();
}

function gateFunction(gates: Gates) {
	return DuckDBScalarFunction.create({
		name: 'gate',
		parameterTypes: [BIGINT],
		returnType: TINYINT,
		volatile: true,
		mainFunction: (_, input, output) => {
			const run = Number(input.getColumnVector(0).getItem(0));
			const open = gates.isOpen(run);
			if (open) gates.pass(run, input.rowCount);
			fill(output, open ? OPEN : SHUT, input.rowCount);
		}
	});
}

function noteFunction(gates: Gates) {
	return DuckDBScalarFunction.create({
		name: 'esql_note',
		parameterTypes: [BIGINT, INTEGER, VARCHAR],
		returnType: BOOLEAN,
		specialHandling: true,
		mainFunction: (_, input, output) => {
			const [runs, sites, details] = [0, 1, 2].map((column) => input.getColumnVector(column));
			for (let index = 0; index < input.rowCount; index++) {
				gates.note(
					Number(runs.getItem(index)),
					Number(sites.getItem(index)),
					String(details.getItem(index) ?? '')
				);
				output.setItem(index, true);
			}
			output.flush();
		}
	});
}

/**
 * Register the functions that compiled SQL calls. Once per database instance: every connection sees them.
 * Returns the state through which a job closes its gate, counts rows and collects warnings.
 */
export function registerFunctions(connection: DuckDBConnection): Gates {
	const gates = new Gates();
	for (const definition of rowFunctions) connection.registerScalarFunction(rowFunction(definition));
	connection.registerScalarFunction(gateFunction(gates));
	connection.registerScalarFunction(noteFunction(gates));
	return gates;
}
