import type { Connection, Database } from './database';
import { measure, type Meter } from './measure';

/** A connection that measures its statements. */
export interface Session {
	readonly connection: Connection;
	/** None where the database has no folder to leave figures in. */
	readonly meter: Meter | undefined;
	readonly measures: 'everything' | 'rows';
}

/** How many are kept for the next query. */
const kept = 4;

/** The sessions that queries run on. One that only counts rows is kept for the next query: opening costs a millisecond. */
export class Sessions {
	readonly #idle: Session[] = [];

	constructor(readonly database: Database) {}

	async lend(measures: Session['measures']): Promise<Session> {
		const idle = measures === 'rows' ? this.#idle.pop() : undefined;
		if (idle) return idle;
		const { database } = this;
		const connection = await database.connect();
		try {
			const meter =
				database.temp === undefined ? undefined : await measure(connection, database.temp, measures);
			return { connection, meter, measures };
		} catch (error) {
			await connection.close();
			throw error;
		}
	}

	/** Takes a session back: `sound` when its statement has come to its end and its figures were read. */
	async takeBack(session: Session, sound: boolean): Promise<void> {
		if (sound && session.measures === 'rows' && this.#idle.length < kept) {
			this.#idle.push(session);
			return;
		}
		await session.connection.close();
		session.meter?.discard();
	}
}
