import type { Context } from '../context';
import type { ColumnIndex, FileFormat } from '../questions';
import { Batches } from './batches';
import { textFile } from './textfile';

/** A file of the rows, in pieces; nothing is read before it is asked for. Packages for Parquet and Arrow are loaded then. */
export async function* file(
	format: FileFormat,
	columns: readonly ColumnIndex[] | undefined,
	context: Context
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const wanted = columns ?? (context.scanner.columns ?? []).map((_, column) => column);
	switch (format.kind) {
		case 'parquet': {
			const { parquetFile } = await import('./parquet');
			return yield* parquetFile(new Batches(context, wanted));
		}
		case 'arrow': {
			const { arrowFile } = await import('./arrow');
			return yield* arrowFile(new Batches(context, wanted));
		}
		default:
			yield* textFile(format, wanted, context);
	}
}
