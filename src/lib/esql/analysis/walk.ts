import type { Command } from '../syntax/ast';
import type { Stage } from './analysis';
import type { Field, KnownPolicy } from './schema';
import type { Findings, Scope } from './scope';

/** What is known of the cluster behind a query. */
export interface Schema {
	/** The fields that `FROM pattern` would read, sorted by name; undefined when they are not known. */
	fields(pattern: string): readonly Field[] | undefined;
	/** Those concrete names of a comma-separated pattern that do not exist. */
	missing?(pattern: string): readonly string[];
	/** Every policy that ENRICH may name; undefined when they are not known. */
	policies?(): readonly KnownPolicy[] | undefined;
}

/** What the commands of one pipeline share. */
export interface Walk {
	readonly findings: Findings;
	readonly schema: Schema;
	/** Does the pipeline begin with TS? */
	readonly timeSeries: boolean;
	/** May a query name fields that no index has? */
	readonly unmapped: boolean;
	/** Stages inside the present command. */
	readonly inner: (readonly Stage[])[];
	/** Stages of a pipeline inside the present command: from `start`, or from its own source. */
	pipeline(commands: readonly Command[], start?: Scope): readonly Stage[];
}
