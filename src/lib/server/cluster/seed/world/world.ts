import { Random } from '../random';
import { type Calendar, makeCalendar } from './calendar';
import { type Client, makeClients } from './clients';
import { makePaths, type Path } from './paths';

const DAYS = 30;
const SPAN_MINUTES = 10;

/** The imagined web shop whose traces the data sets are; each part is made when it is first asked for. */
export class World {
	#paths: readonly Path[] | undefined;
	#clients: readonly Client[] | undefined;
	#calendar: Calendar | undefined;

	/** `end`: epoch milliseconds of the last moment. */
	constructor(
		readonly seed: number,
		readonly end: number
	) {}

	get paths(): readonly Path[] {
		return (this.#paths ??= makePaths(new Random(this.seed ^ 0x70617468)));
	}

	get clients(): readonly Client[] {
		return (this.#clients ??= makeClients(new Random(this.seed ^ 0x636c6e74)));
	}

	get calendar(): Calendar {
		return (this.#calendar ??= makeCalendar(
			new Random(this.seed ^ 0x63616c65),
			this.end,
			DAYS,
			SPAN_MINUTES
		));
	}
}
