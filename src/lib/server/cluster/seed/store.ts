import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection, Database } from '../database';
import { IndexTable } from '../indextable';
import { identifier, textLiteral } from '../literal';
import { columnOf, createTable, type DataSet, type SeedContext } from './dataset';
import { attachedName, fileOf, type Generation } from './generation';

/** Makes, attaches and removes the files of generated data, one per generation; in memory without a folder. */
export class SeedStore {
	constructor(
		readonly database: Database,
		readonly connection: Connection,
		readonly folder: string | undefined,
		readonly closing: AbortSignal
	) {}

	/** Tables of a generation, to be settled by `attach`. */
	tablesOf(set: DataSet, generation: Generation): readonly IndexTable[] {
		return set.tables.map(
			({ index, mode, fields }) =>
				new IndexTable(
					index,
					`${attachedName(generation)}.main.${identifier(index)}`,
					mode,
					fields.map(({ name, type, multi }, position) => ({ name, type, multi, column: columnOf(position) }))
				)
		);
	}

	/** Opens a generation's file and settles its tables. Throws when it does not hold them. */
	async attach(tables: readonly IndexTable[], generation: Generation): Promise<void> {
		if (this.folder !== undefined) {
			const file = textLiteral(join(this.folder, fileOf(generation)));
			await this.connection.run(`ATTACH ${file} AS ${attachedName(generation)} (READ_ONLY)`);
		}
		for (const table of tables) {
			const columns = table.fields.map(({ column }) => column).join(', ');
			const [first] = await this.connection.rows(
				`SELECT (SELECT count(*) FROM ${table.relation}), ${columns} FROM ${table.relation} LIMIT 1`
			);
			if (!first) throw new Error(`${table.index} is empty`);
			table.settle(Number(first[0]));
		}
	}

	async detach(generation: Generation): Promise<void> {
		await this.connection.run(`DETACH DATABASE IF EXISTS ${attachedName(generation)}`);
	}

	/** Detaches a generation and removes its file. */
	async discard(generation: Generation): Promise<void> {
		await this.detach(generation);
		if (this.folder !== undefined) rmSync(join(this.folder, fileOf(generation)), { force: true });
	}

	/** Writes a generation under another name and gives it its own when it is whole. */
	async build(set: DataSet, generation: Generation, context: SeedContext): Promise<void> {
		this.closing.throwIfAborted();
		const connection = await this.database.connect();
		const file = this.folder === undefined ? undefined : join(this.folder, fileOf(generation));
		const unfinished = `${file}.${process.pid}.tmp`;
		const name = file === undefined ? attachedName(generation) : `making_${set.name}`;
		try {
			await connection.run(`ATTACH ${textLiteral(file === undefined ? ':memory:' : unfinished)} AS ${name}`);
			for (const statement of set.prepare(context)) await connection.run(statement, this.closing);
			for (const table of set.tables) await connection.run(createTable(table, name, context), this.closing);
			if (file === undefined) return;
			await connection.run(`CHECKPOINT ${name}`, this.closing);
			await connection.run(`DETACH ${name}`);
			renameSync(unfinished, file);
		} catch (error) {
			await connection.run(`DETACH DATABASE IF EXISTS ${name}`);
			throw error;
		} finally {
			await connection.close();
			if (file !== undefined) for (const end of ['', '.wal']) rmSync(unfinished + end, { force: true });
		}
	}

	close(): Promise<void> {
		return this.connection.close();
	}
}
